"""The register of swaps as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dutyroom.registers.accounts import assent
from dutyroom.registers.folding import by_kind, history, replace, stamp
from dutyroom.registers.register import Register
from dutyroom.registers.swaps import facts
from dutyroom.registers.swaps.tables import (
    CONSENTS,
    LEGS,
    SWAPS_TABLE,
    SwapConsent,
    SwapLeg,
    SwapRecord,
)
from dutyroom.registers.values import choice, flag, moment, text, whole, words
from dutyroom.standard.roster.swapping import SwapState
from dutyroom.standard.roster.values import Role
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.rows import blank
from dutyroom.store.session import Session

Row = dict[str, Any]

_ORDER: Final = by_kind(facts.KINDS)

_OVER: Final = frozenset({SwapState.DECLINED, SwapState.WITHDRAWN})


class Folded:
    """The rows of one swap.

    Attributes:
        row: The swap itself.
        legs: What changes hands.
        consents: Who has said yes, by person.
    """

    def __init__(self, swap: str) -> None:
        """Begin with nothing known."""
        self.row: Row = blank(SwapRecord)
        self.row["id"] = swap
        self.legs: list[Row] = []
        self.consents: dict[str, Row] = {}

    @property
    def people(self) -> set[str]:
        """Everybody whose duty changes."""
        return {leg[side] for leg in self.legs for side in ("giver", "taker")}

    def take(self, fact: Fact) -> None:
        """Take the next fact."""
        stamp(self.row, fact)
        _STEPS[fact.kind](self, fact)


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one swap anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    swap = entry.fact.subject
    if entry.fact.kind not in facts.KINDS:
        return
    folded = Folded(swap)
    for each in history(session, swap, facts.KINDS, _ORDER):
        folded.take(each.fact)
    replace(session, SWAPS_TABLE, "id", swap, [folded.row])
    replace(session, LEGS, "swap", swap, folded.legs)
    replace(session, CONSENTS, "swap", swap, folded.consents.values())


def _asked(swap: Folded, fact: Fact) -> None:
    """It was asked for; only the first time counts."""
    row = swap.row
    if row["asked_at"] is not None:
        return
    row |= {"asked_at": fact.occurred_at, "asked_by": words(fact, "by")}
    row |= {"asked_name": text(fact, "by_name"), "entered_by": fact.actor}
    row |= {"reason": text(fact, "reason"), "state": SwapState.ASKED}
    row |= {name: text(fact, name) for name in ("waiver_reason", "waiver_by")}
    legs = fact.body.get("legs")
    for number, each in enumerate(legs if isinstance(legs, list) else ()):
        known = each if isinstance(each, dict) else {}
        held = Fact("", "", fact.occurred_at, fact.place, body=known)
        swap.legs.append(
            {
                "swap": row["id"],
                "position": number,
                "slot": words(held, "slot"),
                "label": text(fact, f"{number}.label"),
                "role": choice(Role, words(held, "role")) or "",
                "start": moment(held, "start"),
                "end": moment(held, "end"),
                "giver": words(held, "giver"),
                "giver_name": text(fact, f"{number}.giver"),
                "taker": words(held, "taker"),
                "taker_name": text(fact, f"{number}.taker"),
            }
        )


def _agreed(swap: Folded, fact: Fact) -> None:
    """Somebody says yes; the first time counts."""
    word = assent.of_fact(fact)
    if word.person in swap.consents or word.person not in swap.people:
        return
    swap.consents[word.person] = {
        "swap": swap.row["id"],
        "person": word.person,
        "name": word.name,
        "at": fact.occurred_at,
        "channel": word.channel.value,
        "attested_by": word.attested_by,
        "call": word.call,
    }
    if swap.row["state"] == SwapState.ASKED and swap.people == swap.consents.keys():
        swap.row["state"] = SwapState.AGREED


def _reported(swap: Folded, fact: Fact) -> None:
    """The leader was told."""
    row, word = swap.row, assent.of_fact(fact)
    if row["reported_at"] is None:
        row |= {"reported_at": fact.occurred_at, "reported_to": word.person}
        row |= {"reported_name": word.name, "reported_channel": word.channel.value}
        row |= {"reported_call": word.call, "reported_why": text(fact, "why")}
        row |= {"reported_signed": flag(fact, "signed"), "reported_by": fact.actor}
        if row["state"] not in _OVER:
            row["state"] = SwapState.REPORTED


def _issued(swap: Folded, fact: Fact) -> None:
    """The new version was published; nothing ends the swap after that."""
    row, named = swap.row, fact.body.get("versions")
    if row["issued_at"] is None:
        row |= {"issued_at": fact.occurred_at, "issued_by": fact.actor}
        row["version"] = whole(fact, "number") or 0
        row["versions"] = " ".join(str(each) for each in named) if isinstance(named, list) else ""
        row |= {"notice_due": bool(flag(fact, "notice_due")), "state": SwapState.ISSUED}
        for name in ("waiver_reason", "waiver_by"):
            row[name] = text(fact, name) or row[name]


def _noticed(swap: Folded, fact: Fact) -> None:
    """The change notice was sent."""
    row = swap.row
    if row["noticed_at"] is None:
        row |= {"noticed_at": fact.occurred_at, "noticed_how": text(fact, "how")}
        if row["state"] == SwapState.ISSUED:
            row["state"] = SwapState.NOTIFIED


def _ended(swap: Folded, fact: Fact) -> None:
    """Somebody said no, or it is no longer wanted."""
    row = swap.row
    if row["ended_at"] is None and row["issued_at"] is None:
        name = text(fact, "assent_name") or text(fact, "by_name") or fact.actor
        row |= {"ended_at": fact.occurred_at, "ended_by": name, "ended_why": text(fact, "why")}
        declined = fact.kind == facts.DECLINED
        row["state"] = SwapState.DECLINED if declined else SwapState.WITHDRAWN


_STEPS: Final[dict[str, Callable[[Folded, Fact], None]]] = {
    facts.ASKED: _asked,
    facts.AGREED: _agreed,
    facts.REPORTED: _reported,
    facts.ISSUED: _issued,
    facts.NOTICED: _noticed,
    facts.DECLINED: _ended,
    facts.WITHDRAWN: _ended,
}

SWAPS: Final = Register(
    name="swaps",
    prefixes=("swap.",),
    project=project,
    tables=(SwapConsent, SwapLeg, SwapRecord),
)
"""Duties that change hands."""
