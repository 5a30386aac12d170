"""The register of leave as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dutyroom.registers.accounts import assent
from dutyroom.registers.folding import by_kind, history, replace, stamp
from dutyroom.registers.leave import facts
from dutyroom.registers.leave.kinds import CORRECTABLE, LeaveKind, LeaveState
from dutyroom.registers.leave.tables import CORRECTIONS, LEAVES, Leave, LeaveCorrection
from dutyroom.registers.register import Register
from dutyroom.registers.values import choice, flag, moment, text, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.rows import blank
from dutyroom.store.session import Session

Row = dict[str, Any]

_ORDER: Final = by_kind(facts.KINDS)


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one leave anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    leave = entry.fact.subject
    if entry.fact.kind not in facts.KINDS:
        return
    row: Row = blank(Leave)
    row["id"] = leave
    corrections: list[Row] = []
    for each in history(session, leave, facts.KINDS, _ORDER):
        stamp(row, each.fact)
        _STEPS[each.fact.kind](row, corrections, each.fact)
    replace(session, LEAVES, "id", leave, [row])
    replace(session, CORRECTIONS, "leave", leave, corrections)


def _applied(row: Row, corrections: list[Row], fact: Fact) -> None:  # noqa: ARG001 - as all steps
    """Somebody asked for it; only the first time counts."""
    if row["applied_at"] is not None:
        return
    row |= {"applied_at": fact.occurred_at, "applied_by": fact.actor}
    row |= {"person": words(fact, "person"), "deputy": words(fact, "deputy")}
    row["kind"] = choice(LeaveKind, words(fact, "kind")) or ""
    row["principal"] = bool(flag(fact, "principal"))
    row |= {name: moment(fact, name) for name in ("start", "end")}
    for name in ("name", "post", "phone", "reason", "place", "deputy_name", "deputy_phone"):
        row[name] = text(fact, name)
    row["aware"] = text(fact, "aware")
    row["state"] = LeaveState.APPLIED


def _decided(row: Row, corrections: list[Row], fact: Fact) -> None:  # noqa: ARG001 - as all steps
    """Somebody decided; the first decision counts."""
    if row["decided_at"] is not None:
        return
    word = assent.of_fact(fact)
    row |= {
        "decided_at": fact.occurred_at,
        "decided_by": word.person,
        "decided_name": word.name,
        "decided_channel": word.channel.value,
        "decided_attested_by": word.attested_by,
        "decided_call": word.call,
        "approved": fact.kind == facts.APPROVED,
        "remark": text(fact, "remark"),
    }
    if row["state"] in {"", LeaveState.APPLIED}:
        row["state"] = LeaveState.APPROVED if row["approved"] else LeaveState.REFUSED


def _left(row: Row, corrections: list[Row], fact: Fact) -> None:  # noqa: ARG001 - as all steps
    """They left."""
    if row["left_at"] is None:
        row["left_at"] = moment(fact, "moment") or fact.occurred_at
        if row["state"] not in {LeaveState.RETURNED, LeaveState.CANCELLED}:
            row["state"] = LeaveState.LEFT


def _returned(row: Row, corrections: list[Row], fact: Fact) -> None:  # noqa: ARG001 - as all steps
    """They are back and have said so."""
    if row["returned_at"] is None:
        row["returned_at"] = moment(fact, "moment") or fact.occurred_at
        row |= {"return_reported_at": fact.occurred_at, "return_reported_by": fact.actor}
        row |= {"return_note": text(fact, "note"), "state": LeaveState.RETURNED}


def _cancelled(row: Row, corrections: list[Row], fact: Fact) -> None:  # noqa: ARG001 - as all steps
    """It is not wanted any more; what is over stays as it was."""
    if row["cancelled_at"] is None and row["returned_at"] is None:
        row |= {"cancelled_at": fact.occurred_at, "cancelled_by": fact.actor}
        row |= {"cancelled_why": text(fact, "why"), "state": LeaveState.CANCELLED}


def _corrected(row: Row, corrections: list[Row], fact: Fact) -> None:
    """A field became another; one that cannot be changed is only noted."""
    name, word = words(fact, "field"), assent.of_fact(fact)
    corrections.append(
        {
            "leave": row["id"],
            "position": len(corrections),
            "field": name,
            "by": fact.actor,
            "at": fact.occurred_at,
            "agreed_name": word.name,
            "agreed_channel": word.channel.value if word.name else "",
            "agreed_attested_by": word.attested_by,
            "agreed_call": word.call,
            **{key: text(fact, key) for key in ("old", "new", "why")},
        }
    )
    if name in {"start", "end"}:
        as_body = Fact("", "", fact.occurred_at, fact.place, body={name: text(fact, "new")})
        row[name] = moment(as_body, name) or row[name]
    elif name in CORRECTABLE:
        row[name] = text(fact, "new")
    if name == "deputy_name":  # the old one no longer stands behind the name
        row["deputy"] = words(fact, "deputy")
    row["aware"] = "\n".join(part for part in (row["aware"], text(fact, "aware")) if part)


_STEPS: Final[dict[str, Callable[[Row, list[Row], Fact], None]]] = {
    facts.APPLIED: _applied,
    facts.APPROVED: _decided,
    facts.REFUSED: _decided,
    facts.LEFT: _left,
    facts.RETURNED: _returned,
    facts.CORRECTED: _corrected,
    facts.CANCELLED: _cancelled,
}

LEAVE: Final = Register(
    name="leave", prefixes=("leave.",), project=project, tables=(Leave, LeaveCorrection)
)
"""Who is on leave or away."""
