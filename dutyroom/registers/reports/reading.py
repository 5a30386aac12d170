"""What the register of daily reports answers: days that owe one, reports, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, or_, select

from dutyroom.registers.calendar.reading import calendar
from dutyroom.registers.reports.facts import Figures
from dutyroom.registers.reports.kinds import SEPARATOR, ReportFilter, ReportState
from dutyroom.registers.reports.tables import REPORTS_TABLE
from dutyroom.registers.submissions.facts import Way
from dutyroom.registers.values import choice
from dutyroom.standard.calendar.reporting import owing, period_of
from dutyroom.standard.clocks import local_date
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL

BEHIND: Final = timedelta(days=30)
"""How long a day that owes a report and has none stays in the list."""

_C: Final = REPORTS_TABLE.c
_SEARCHED: Final = ("day", "label", "situation", "author", "approver", "recipient", "received_by")

_BEGUN: Final = select(JOURNAL.c.entered_at).order_by(JOURNAL.c.seq).limit(1)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as it is read, or a day that owes one and has none.

    Attributes:
        id: Its id; of a day without a report what `id_of_day` says.
        day: The day, as ISO 8601.
        label: Its holiday and events; empty: it owes no report. Foreign text.
        situation: What happened; foreign text.
        zero: There is nothing to report.
        replaces: Id of the report that it corrects; empty: none.
        why: Why that is corrected.
        written_at: When it was written last.
        written_by: Who wrote it.
        due: When it had to be sent, as that stood when it was signed; None: it is not.
        since: From when it speaks.
        until: Until when.
        calls: Calls in that time, as it was signed.
        matters: Matters likewise.
        urgent: Urgent matters likewise.
        events: Ids of what would have been to report, as it was signed.
        said: The same in words, where there is nothing to report all the same.
        in_spite: Why there is nothing to report all the same.
        signed_at: When it was signed; None: it is not.
        author: Who signed it.
        author_id: Their id in the register of people; empty: a name alone.
        approved_at: When it was approved; None: it is not.
        approver: Who approved it.
        approver_id: Their id in the register of people; empty: a name alone.
        approval_channel: How that word was given.
        attested_by: Who heard it; empty: they signed by password.
        approval_call: Id of the recorded call; empty: none.
        sent_at: When it was sent; None: it is not.
        sent_by: Who noted that.
        way: How; a word of `Way`.
        recipient: To whom.
        receipt: Number of the receipt.
        received_by: Who received it.
        void_at: When it became void; None: it counts.
        void_by: Who said so.
        void_why: Why.
        replaced_by: Id of the report that corrects it; empty: none.
        revision: How often it was changed.
    """

    id: str
    day: str
    label: str = ""
    situation: str = ""
    zero: bool = False
    replaces: str = ""
    why: str = ""
    written_at: datetime | None = None
    written_by: str = ""
    due: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    calls: int = 0
    matters: int = 0
    urgent: int = 0
    events: str = ""
    said: str = ""
    in_spite: str = ""
    signed_at: datetime | None = None
    author: str = ""
    author_id: str = ""
    approved_at: datetime | None = None
    approver: str = ""
    approver_id: str = ""
    approval_channel: str = ""
    attested_by: str = ""
    approval_call: str = ""
    sent_at: datetime | None = None
    sent_by: str = ""
    way: str = ""
    recipient: str = ""
    receipt: str = ""
    received_by: str = ""
    void_at: datetime | None = None
    void_by: str = ""
    void_why: str = ""
    replaced_by: str = ""
    revision: int = 0

    @property
    def state(self) -> ReportState:
        """How it stands."""
        reached = (
            (self.void_at, ReportState.VOID),
            (self.sent_at, ReportState.SENT),
            (self.approved_at, ReportState.APPROVED),
            (self.signed_at, ReportState.SIGNED),
            (self.written_at, ReportState.WRITTEN),
        )
        return next((state for at, state in reached if at is not None), ReportState.MISSING)

    @property
    def on(self) -> date:
        """The day."""
        return date.fromisoformat(self.day)

    @property
    def late(self) -> bool:
        """Whether it was sent too late, to the minute; that stays."""
        if self.sent_at is None or self.due is None:
            return False
        return self.sent_at.replace(second=0, microsecond=0) > self.due

    @property
    def unreceipted(self) -> bool:
        """Whether it was sent, and nothing is known of who received it."""
        return self.state is ReportState.SENT and not (self.receipt or self.received_by)

    @property
    def figures(self) -> Figures:
        """What was counted when it was signed."""
        return Figures(self.calls, self.matters, self.urgent)

    @property
    def known(self) -> tuple[str, ...]:
        """Ids of what would have been to report, as it was signed."""
        return tuple(filter(None, self.events.split(SEPARATOR)))

    @property
    def sent_way(self) -> Way | None:
        """How it was sent; None: it was not, or in a way that this version does not know."""
        return choice(Way, self.way)


def id_of_day(day: date) -> str:
    """Return the id of the row of a day without a report; the alarms of a day bear it, too."""
    return f"day:{day.isoformat()}"


def day_of_id(identity: str) -> str:
    """Return the day of an id that `id_of_day` made; empty: it is none."""
    kind, _colon, day = identity.partition(":")
    return day if kind == "day" else ""


def get(session: Session, report: str) -> ReportRow | None:
    """Return a report by its id; None: there is none."""
    found = _read(session, _rows().where(_C.id == report))
    return found[0] if found else None


def of_day(session: Session, day: date) -> list[ReportRow]:
    """Return the reports of a day that are not void, the one that was signed first of all."""
    standing = _rows().where(_C.day == day.isoformat(), _C.void_at.is_(None))
    return _read(session, standing.order_by(_C.signed_at.is_(None), _C.written_at, _C.id))


def signed_of(session: Session, day: date) -> ReportRow | None:
    """Return the signed report of a day that is not void; None: there is none."""
    return next((row for row in of_day(session, day) if row.signed_at is not None), None)


def signed_between(session: Session, first: date, last: date) -> list[ReportRow]:
    """Return the signed reports of some days that are not void, the earliest first."""
    chosen = _rows().where(_within(first, last), _C.void_at.is_(None), _C.signed_at.is_not(None))
    return _read(session, chosen.order_by(_C.day, _C.signed_at, _C.id))


def sent_days(session: Session, first: date, last: date) -> set[date]:
    """Return the days of a span whose report was sent."""
    chosen = select(_C.day).where(
        _within(first, last), _C.sent_at.is_not(None), _C.void_at.is_(None)
    )
    return {date.fromisoformat(day) for (day,) in session.connection().execute(chosen)}


def last_recipient(session: Session) -> str:
    """Return to whom the last report was sent; empty: none was."""
    chosen = select(_C.recipient).where(_C.sent_at.is_not(None)).order_by(_C.sent_at.desc())
    return str(session.connection().execute(chosen.limit(1)).scalar() or "")


def owed(session: Session, first: date, last: date) -> dict[date, str]:
    """Return the days of a span that owe a report by the calendar, each with what it is.

    What lies before the desk's first entry was reported without it, if at all.
    """
    begun = session.connection().execute(_BEGUN).scalar()
    if begun is not None:
        first = max(first, local_date(datetime.fromisoformat(begun)))
    return owing(calendar(session, first.year - 1, last.year + 1), first, last)


def period(session: Session, day: date) -> tuple[date, date, str] | None:
    """Return first day, last day and name of the holiday or event of a day; None: there is none."""
    return period_of(calendar(session, day.year - 1, day.year + 1), day)


def missing(session: Session, today: date) -> list[ReportRow]:
    """Return the days that owe a report up to today and have none, the latest first."""
    first = today - BEHIND
    days = owed(session, first, today)
    chosen = select(_C.day).where(_within(first, today), _C.void_at.is_(None))
    begun = {day for (day,) in session.connection().execute(chosen)}
    found = [(day, label) for day, label in days.items() if day.isoformat() not in begun]
    return [
        ReportRow(id_of_day(day), day.isoformat(), label)
        for day, label in sorted(found, reverse=True)
    ]


def listed(
    session: Session, which: ReportFilter, today: date, *, query: str = "", limit: int = 200
) -> list[ReportRow]:
    """Return reports and days that owe one, the latest day first.

    Args:
        session: A transaction.
        which: Which.
        today: The day, in Beijing time.
        query: Words that all have to stand in what is written, or who it is from or to.
        limit: Most rows returned.
    """
    chosen = _rows()
    if which is ReportFilter.OPEN:
        chosen = chosen.where(_C.sent_at.is_(None), _C.void_at.is_(None))
    for word in query.split():
        fits = [_C[name].icontains(word, autoescape=True) for name in _SEARCHED]
        chosen = chosen.where(or_(*fits))
    newest = chosen.order_by(_C.day.desc(), _C.void_at.is_not(None), _C.written_at.desc(), _C.id)
    rows = _read(session, newest.limit(limit))
    if not query:
        rows = sorted([*missing(session, today), *rows], key=lambda row: row.day, reverse=True)
    return rows[:limit]


def counts(session: Session, today: date) -> dict[str, int]:
    """Return how many rows the filters hold, where that is counted."""
    return {ReportFilter.OPEN.value: len(listed(session, ReportFilter.OPEN, today, limit=1000))}


def _within(first: date, last: date) -> ColumnElement[bool]:
    """Return what chooses the reports of a span of days."""
    return (_C.day >= first.isoformat()) & (_C.day <= last.isoformat())


def _rows() -> Select[Any]:
    """Return what reads reports; one whose beginning was never written is left out."""
    return select(*(_C[name] for name in ReportRow.__dataclass_fields__)).where(_C.day != "")


def _read(session: Session, chosen: Select[Any]) -> list[ReportRow]:
    """Return rows as values."""
    return [ReportRow(**row) for row in session.connection().execute(chosen).mappings()]
