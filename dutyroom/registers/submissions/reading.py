"""What was submitted, and the change notices that followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import RowMapping, select

from dutyroom.registers.submissions.facts import NOTICED, SENT, OccasionKind, Way
from dutyroom.registers.submissions.tables import NOTICES, SUBMISSIONS
from dutyroom.registers.values import choice
from dutyroom.standard.clocks import local_date
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL

_AT_ONCE: Final = timedelta(minutes=1)
"""Times are typed to the minute."""


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
        seq: Its place in the journal.
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
    seq: int = 0

    @property
    def typed(self) -> datetime | None:
        """When it was sent, where that was typed afterwards; None: it was noted at once."""
        return typed(self.at, self.noted_at)


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
    def told(self) -> Sent:
        """What the receiver was told last."""
        return max((self.sent, *(notice.sent for notice in self.notices)), key=lambda one: one.seq)

    @property
    def told_at(self) -> datetime:
        """Up to when the receiver knows the roster: the last notice, or the submission."""
        return max([self.sent.at, *(notice.sent.at for notice in self.notices)])


def typed(at: datetime, noted_at: datetime) -> datetime | None:
    """Return when something was sent, where that was typed afterwards; None: noted at once.

    Of what is noted at once the journal's order alone says what was there: the clock may have
    been set back since.
    """
    return at if noted_at - at >= _AT_ONCE else None


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
    return [_row(session, row) for row in rows]


def _places(session: Session, submission: str) -> dict[str, int]:
    """Return where the sendings of a submission stand in the journal: by notice, its own by ``."""
    columns = JOURNAL.c
    chosen = select(columns.id, columns.kind, columns.seq).where(
        columns.subject == submission, columns.kind.in_((SENT, NOTICED))
    )
    found = session.connection().execute(chosen.order_by(columns.seq.desc()))
    return {"" if kind == SENT else identity: seq for identity, kind, seq in found}


def _notices(session: Session, submission: str, places: Mapping[str, int]) -> tuple[NoticeRow, ...]:
    """Return the change notices of a submission."""
    columns = NOTICES.c
    chosen = select(NOTICES).where(columns.submission == submission)
    rows = session.connection().execute(chosen.order_by(columns.sent_at, columns.id)).mappings()
    return tuple(
        NoticeRow(row["id"], row["changes"], _sent(row, places.get(row["id"], 0))) for row in rows
    )


def _row(session: Session, row: RowMapping) -> SubmissionRow:
    """Return a submission."""
    places = _places(session, row["id"])
    return SubmissionRow(
        row["id"],
        choice(OccasionKind, row["kind"]),
        row["label"],
        row["first"],
        row["last"],
        row["due"],
        _sent(row, places.get("", 0)),
        _notices(session, row["id"], places),
        row["withdrawn_at"],
        row["withdrawn_by"],
        row["withdrawn_why"],
        row["missing"],
        row["missing_why"],
    )


def _sent(row: RowMapping, seq: int) -> Sent:
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
        seq,
    )
