"""What was submitted, and the change notices that followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, select

from dutyroom.registers.submissions.facts import OccasionKind, Way
from dutyroom.registers.submissions.tables import NOTICES, SUBMISSIONS
from dutyroom.registers.values import choice
from dutyroom.standard.clocks import local_date
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Sent:
    """How something was sent.

    Attributes:
        at: When.
        way: How; None: a way that this version does not know.
        to: To whom.
        receipt: Number of the receipt.
        received_by: Who received it.
        received_at: When the receipt came; None: not yet.
        versions: Ids of the versions that it was about.
        noted_at: When it was noted.
        by: Who noted it.
    """

    at: datetime
    way: Way | None
    to: str
    receipt: str
    received_by: str
    received_at: datetime | None
    versions: tuple[str, ...]
    noted_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A change notice.

    Attributes:
        id: Its id.
        changes: How many shifts it told of.
        sent: How it was sent.
    """

    id: str
    changes: int
    sent: Sent


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A submission.

    Attributes:
        id: Its id.
        kind: Of a holiday or an event; None: of what this version does not know.
        label: What for.
        first: Its first day.
        last: Its last day.
        due: The last day in time, as it was counted then.
        sent: How it was sent.
        notices: Change notices, the earliest first.
        withdrawn_at: When it was withdrawn as noted by mistake; None: it counts.
        withdrawn_by: Who withdrew it.
        withdrawn_why: Why.
        missing: Who was missing when it was submitted; empty: it was complete.
        missing_why: Why it was submitted all the same.
    """

    id: str
    kind: OccasionKind | None
    label: str
    first: date
    last: date
    due: date
    sent: Sent
    notices: tuple[NoticeRow, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""
    missing: str = ""
    missing_why: str = ""

    @property
    def late(self) -> bool:
        """Whether it was too late (article 9(2)); that stays."""
        return local_date(self.sent.at) > self.due

    @property
    def told_at(self) -> datetime:
        """Up to when the receiver knows the roster: the last notice, or the submission."""
        return max([self.sent.at, *(notice.sent.at for notice in self.notices)])


def submissions(
    session: Session, first: date, last: date, *, withdrawn: bool = False
) -> list[SubmissionRow]:
    """Return the submissions for a span of days, the latest first.

    Args:
        session: A transaction.
        first: First day; what ends before is left out.
        last: Last day; what begins after is left out.
        withdrawn: Those that were withdrawn too.
    """
    columns = SUBMISSIONS.c
    chosen = select(SUBMISSIONS).where(columns.last >= first, columns.first <= last)
    if not withdrawn:
        chosen = chosen.where(columns.withdrawn_at.is_(None))
    by_time = chosen.order_by(columns.sent_at.desc(), columns.noted_at.desc(), columns.id)
    rows = list(session.connection().execute(by_time).mappings())
    return [_row(row, _notices(session, row["id"])) for row in rows]


def _notices(session: Session, submission: str) -> tuple[NoticeRow, ...]:
    """Return the change notices of a submission."""
    columns = NOTICES.c
    chosen = select(NOTICES).where(columns.submission == submission)
    rows = session.connection().execute(chosen.order_by(columns.sent_at, columns.id)).mappings()
    return tuple(NoticeRow(row["id"], row["changes"], _sent(row)) for row in rows)


def _row(row: RowMapping, notices: tuple[NoticeRow, ...]) -> SubmissionRow:
    """Return a submission."""
    return SubmissionRow(
        row["id"],
        choice(OccasionKind, row["kind"]),
        row["label"],
        row["first"],
        row["last"],
        row["due"],
        _sent(row),
        notices,
        row["withdrawn_at"],
        row["withdrawn_by"],
        row["withdrawn_why"],
        row["missing"],
        row["missing_why"],
    )


def _sent(row: RowMapping) -> Sent:
    """Return how something was sent."""
    return Sent(
        row["sent_at"],
        choice(Way, row["way"]),
        row["recipient"],
        row["receipt"],
        row["received_by"],
        row["received_at"],
        tuple(row["versions"].split()),
        row["noted_at"],
        row["by"],
    )
