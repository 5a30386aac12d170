"""The register of daily reports as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dutyroom.registers.accounts import assent
from dutyroom.registers.folding import SubjectRows, by_kind, history, replace, stamp
from dutyroom.registers.register import Register
from dutyroom.registers.reports import facts
from dutyroom.registers.reports.kinds import SEPARATOR
from dutyroom.registers.reports.tables import REPORTS_TABLE, DailyReport
from dutyroom.registers.submissions.facts import Way
from dutyroom.registers.values import choice, day, flag, moment, text, whole, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

Row = dict[str, Any]

_ORDER: Final = by_kind(facts.KINDS)


def project(session: Session, entry: Entry) -> None:
    """Compute the row of one report anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    report = entry.fact.subject
    if entry.fact.kind not in facts.KINDS:
        return
    row = SubjectRows(DailyReport, report, children=(), key="").row
    for each in history(session, report, facts.KINDS, _ORDER):
        stamp(row, each.fact)
        _STEPS[each.fact.kind](row, each.fact)
    replace(session, REPORTS_TABLE, "id", report, [row])


def _written(row: Row, fact: Fact) -> None:
    """It was written; what is signed stays as it was, and so does the day."""
    on = day(fact, "day")
    if row["signed_at"] is not None or on is None or row["day"] not in {"", on.isoformat()}:
        return
    row |= {name: text(fact, name) for name in ("label", "situation", "why")}
    row |= {"day": on.isoformat(), "zero": flag(fact, "zero") or False}
    row |= {"replaces": words(fact, "replaces")}
    row |= {"written_at": fact.occurred_at, "written_by": fact.actor}


def _signed(row: Row, fact: Fact) -> None:
    """Its author signed it; the first time counts."""
    if row["signed_at"] is not None:
        return
    word, events = assent.of_fact(fact), fact.body.get("events")
    named = [each for each in events if isinstance(each, str)] if isinstance(events, list) else []
    row |= {name: moment(fact, name) for name in ("due", "since", "until")}
    row |= {name: whole(fact, name) or 0 for name in ("calls", "matters", "urgent")}
    row |= {name: text(fact, name) for name in ("said", "in_spite")}
    row |= {"events": SEPARATOR.join(named), "signed_at": fact.occurred_at}
    row |= {"author": word.name, "author_id": word.person}


def _approved(row: Row, fact: Fact) -> None:
    """Somebody approved it; the first time counts."""
    if row["approved_at"] is not None:
        return
    word = assent.of_fact(fact)
    row |= {"approved_at": fact.occurred_at, "approver": word.name, "approver_id": word.person}
    row |= {"approval_channel": word.channel.value, "approval_call": word.call}
    row["attested_by"] = word.attested_by


def _sent(row: Row, fact: Fact) -> None:
    """It was sent; the first time counts."""
    if row["sent_at"] is not None:
        return
    row |= {"sent_at": moment(fact, "sent_at") or fact.occurred_at, "sent_by": fact.actor}
    row |= {"way": choice(Way, words(fact, "way")) or "", "recipient": text(fact, "to")}
    row |= {name: text(fact, name) for name in ("receipt", "received_by")}


def _receipted(row: Row, fact: Fact) -> None:
    """It became known who received it; what was known stays."""
    if not (row["receipt"] or row["received_by"]):
        row |= {name: text(fact, name) for name in ("receipt", "received_by")}


def _voided(row: Row, fact: Fact) -> None:
    """It counts no more; void it is once."""
    if row["void_at"] is None:
        row |= {"void_at": fact.occurred_at, "void_by": fact.actor}
        row |= {"void_why": text(fact, "void_why"), "replaced_by": words(fact, "by")}


_STEPS: Final[dict[str, Callable[[Row, Fact], None]]] = {
    facts.WRITTEN: _written,
    facts.SIGNED: _signed,
    facts.APPROVED: _approved,
    facts.SENT: _sent,
    facts.RECEIPTED: _receipted,
    facts.VOIDED: _voided,
}

REPORTS: Final = Register(
    name="reports", prefixes=("report.",), project=project, tables=(DailyReport,)
)
"""What was reported of the days of holidays and events."""
