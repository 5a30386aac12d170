"""The facts of a daily report: written, signed, approved, sent, void."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.folding import REVISION
from dutyroom.registers.noting import Noted
from dutyroom.registers.submissions.facts import Sending
from dutyroom.registers.values import iso
from dutyroom.store.facts import Fact, JsonValue

WRITTEN: Final = "report.written"
SIGNED: Final = "report.signed"
APPROVED: Final = "report.approved"
SENT: Final = "report.sent"
RECEIPTED: Final = "report.receipted"
VOIDED: Final = "report.voided"

KINDS: Final = (WRITTEN, SIGNED, APPROVED, SENT, RECEIPTED, VOIDED)
"""Every kind of fact of a report; of two with one revision the earlier one here comes first."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody reports of a day.

    Attributes:
        day: The day, in Beijing time.
        label: The holiday and events of the day; empty: it owes no report.
        situation: What happened, in words.
        zero: There is nothing to report: a zero report.
        replaces: Id of the report that it corrects; empty: none.
        why: Why that is corrected.
    """

    day: date
    label: str
    situation: str
    zero: bool
    replaces: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many there were in the stretch of a report, as the registers stood when it was signed.

    Attributes:
        calls: Calls that began.
        matters: Matters that were opened.
        urgent: Those of them that are urgent.
    """

    calls: int = 0
    matters: int = 0
    urgent: int = 0


@dataclass(frozen=True, slots=True)
class Stood:
    """What stood in the registers when a report was signed.

    Attributes:
        due: When it had to be sent; None: the unit has chosen no hour,
            or it corrects one that was sent.
        since: From when it speaks.
        until: Until when.
        figures: What was counted.
        events: Ids of what would have been to report.
        said: The same in words, where there is nothing to report all the same.
        in_spite: Why there is nothing to report all the same.
    """

    due: datetime | None
    since: datetime
    until: datetime
    figures: Figures
    events: tuple[str, ...] = ()
    said: str = ""
    in_spite: str = ""


def new_id() -> str:
    """Return an id for a new report."""
    return str(uuid4())


def written(report: str, noted: Noted, what: Written, *, revision: int) -> Fact:
    """A draft was written, or written anew; `revision` is the one that this fact makes."""
    body: dict[str, JsonValue] = {
        REVISION: revision,
        "day": what.day.isoformat(),
        "zero": what.zero,
        "replaces": what.replaces,
    }
    texts = {"label": what.label, "situation": what.situation, "why": what.why}
    return _fact(WRITTEN, report, noted, body, texts)


def signed(report: str, noted: Noted, stood: Stood, word: Assent, *, revision: int) -> Fact:
    """Its author has signed it."""
    events: list[JsonValue] = [*stood.events]
    body: dict[str, JsonValue] = {
        REVISION: revision,
        "due": iso(stood.due),
        "since": iso(stood.since),
        "until": iso(stood.until),
        "calls": stood.figures.calls,
        "matters": stood.figures.matters,
        "urgent": stood.figures.urgent,
        "events": events,
        **word.body(),
    }
    texts = {"said": stood.said, "in_spite": stood.in_spite, **word.texts()}
    return _fact(SIGNED, report, noted, body, texts)


def approved(report: str, noted: Noted, word: Assent, *, revision: int) -> Fact:
    """Somebody has approved it."""
    body: dict[str, JsonValue] = {REVISION: revision, **word.body()}
    return _fact(APPROVED, report, noted, body, word.texts())


def sent(report: str, noted: Noted, sending: Sending, *, revision: int) -> Fact:
    """It was sent."""
    body: dict[str, JsonValue] = {
        REVISION: revision,
        "sent_at": iso(sending.at),
        "way": sending.way.value,
    }
    texts = {"to": sending.to, "receipt": sending.receipt, "received_by": sending.received_by}
    return _fact(SENT, report, noted, body, texts)


def receipted(report: str, noted: Noted, *, revision: int, receipt: str, received_by: str) -> Fact:
    """It became known who received it, or by which number."""
    texts = {"receipt": receipt, "received_by": received_by}
    return _fact(RECEIPTED, report, noted, {REVISION: revision}, texts)


def voided(report: str, noted: Noted, *, revision: int, why: str, by: str = "") -> Fact:
    """It counts no more and stays readable; `by` is the id of the report that corrects it."""
    body: dict[str, JsonValue] = {REVISION: revision, "by": by}
    return _fact(VOIDED, report, noted, body, {"void_why": why})


def _fact(
    kind: str, report: str, noted: Noted, body: dict[str, JsonValue], texts: dict[str, str]
) -> Fact:
    """Return a fact of a report with the texts that are not empty."""
    given = {name: text for name, text in texts.items() if text}
    return Fact(kind, report, noted.at, noted.place, noted.actor, body=body, texts=given)
