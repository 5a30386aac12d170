"""What the register of leave answers: who is away, who will be, and who should be back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, select

from dutyroom.registers.leave.kinds import LeaveFilter, LeaveKind, LeaveState, Whereabouts
from dutyroom.registers.leave.tables import CORRECTIONS, LEAVES
from dutyroom.registers.values import choice
from dutyroom.standard.roster.values import Absence
from dutyroom.store.session import Session

_OPEN: Final = (LeaveState.APPLIED, LeaveState.APPROVED, LeaveState.LEFT)
"""States in which something is still to be done."""


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """A leave as it is read.

    Attributes:
        id: Its id.
        person: Id of whoever is away.
        name: Their name then.
        post: Their post then.
        phone: How they are reached.
        principal: They are the head of the unit (article 10).
        kind: Why; None: a newer version's word.
        reason: Why, in words.
        place: Where.
        start: From when.
        end: Until when.
        deputy: Id of the acting deputy; empty: somebody outside the register, or nobody.
        deputy_name: Who stands in.
        deputy_phone: How the deputy is reached.
        aware: What was said against it, and against its corrections, and accepted.
        state: How far it has come.
        applied_at: When it was asked for.
        applied_by: Who entered it.
        decided_at: When it was decided; None: not yet.
        decided_by: Id of whoever decided; empty: nobody, or somebody outside the register.
        decided_name: Their name.
        decided_channel: In person or by phone, as a code.
        decided_attested_by: Who heard it by phone.
        decided_call: The recorded call.
        approved: Whether it was approved; `remark` is what was said with it.
        left_at: When they left; None: not noted.
        returned_at: Since when they are back; None: not reported.
        return_reported_at: When that was reported.
        cancelled_at: When it was cancelled.
        cancelled_why: Why.
        revision: How often it was changed.
    """

    id: str
    person: str
    name: str
    post: str
    phone: str
    principal: bool
    kind: LeaveKind | None
    reason: str
    place: str
    start: datetime
    end: datetime
    deputy: str
    deputy_name: str
    deputy_phone: str
    aware: str
    state: LeaveState
    applied_at: datetime | None
    applied_by: str
    decided_at: datetime | None
    decided_by: str
    decided_name: str
    decided_channel: str
    decided_attested_by: str
    decided_call: str
    approved: bool
    remark: str
    left_at: datetime | None
    returned_at: datetime | None
    return_reported_at: datetime | None
    cancelled_at: datetime | None
    cancelled_why: str
    revision: int

    @property
    def counts(self) -> bool:
        """Whether they are, were or will be away by it: approved, or left without that."""
        return self.cancelled_at is None and (self.approved or self.left_at is not None)

    def stands_in(self, person: str, name: str) -> bool:
        """Return whether somebody is the acting deputy.

        Args:
            person: Their id; empty: somebody outside the register, known by name.
            name: Their name.
        """
        if person and self.deputy:
            return person == self.deputy
        return bool(name) and name == self.deputy_name.strip()

    def away(self, now: datetime) -> bool:
        """Return whether they are away at a moment, as far as is known.

        Who has not reported the return counts as away beyond the end.
        """
        began = self.left_at if self.left_at is not None else self.start
        back = self.returned_at is not None and self.returned_at <= now
        return self.counts and began <= now and not back

    def whereabouts(self, now: datetime, grace: timedelta = timedelta()) -> Whereabouts:
        """Return what the leave means at a moment.

        Args:
            now: The moment.
            grace: How long after the end the return may be reported [C].
        """
        if self.cancelled_at is not None:
            return Whereabouts.CANCELLED
        if self.returned_at is not None:
            return Whereabouts.BACK
        if not self.approved and self.left_at is None and self.decided_at is not None:
            return Whereabouts.REFUSED
        if not self.approved:
            gone = self.left_at is not None or self.start <= now
            return Whereabouts.UNAPPROVED if gone else Whereabouts.WAITING
        if self.end + grace <= now:
            return Whereabouts.OVERDUE
        return Whereabouts.AWAY if self.away(now) else Whereabouts.COMING

    def absence(self, now: datetime | None = None) -> Absence:
        """Return it as the rules of the roster know it.

        Args:
            now: The time: who should be back and has not said so is away until then.
        """
        start = min(self.start, self.left_at or self.start)
        end = self.returned_at or (max(self.end, now) if now is not None else self.end)
        note = self.kind.label if self.kind else ""
        return Absence(self.person, start, max(end, start), note)


@dataclass(frozen=True, slots=True)
class Correction:
    """A field of a leave that became another."""

    field: str
    old: str
    new: str
    why: str
    by: str
    at: datetime
    agreed_name: str
    agreed_channel: str
    agreed_attested_by: str


def get(session: Session, leave: str) -> LeaveRow | None:
    """Return a leave by its id; None: there is none."""
    found = _rows(session, LEAVES.c.id == leave)
    return found[0] if found else None


def open_leaves(session: Session) -> list[LeaveRow]:
    """Return the leaves about which something is still to be done, the earliest first."""
    return _rows(session, LEAVES.c.state.in_(_OPEN))


def board(
    session: Session, now: datetime, grace: timedelta = timedelta(), *, settled: int = 0
) -> list[LeaveRow]:
    """Return the whereabouts board: what presses first, then who is away, then who will be.

    Args:
        session: A transaction.
        now: The time.
        grace: How long after the end a return may be reported.
        settled: How many of the last settled ones follow.
    """
    order = list(Whereabouts)
    rows = open_leaves(session)
    rows.sort(key=lambda row: (order.index(row.whereabouts(now, grace)), row.start, row.id))
    if settled:
        chosen = LEAVES.c.state.not_in(_OPEN)
        past = select(LEAVES).where(chosen).order_by(LEAVES.c.end.desc(), LEAVES.c.id)
        rows += _read(session.connection().execute(past.limit(settled)).mappings().all())
    return rows


def listed(
    session: Session,
    which: LeaveFilter,
    now: datetime,
    grace: timedelta = timedelta(),
    *,
    query: str = "",
) -> list[LeaveRow]:
    """Return the leaves of a filter, those of the board in its order, all of them by time.

    Args:
        session: A transaction.
        which: Who is away now, what is still to be done, or every leave.
        now: The time.
        grace: How long after the end a return may be reported.
        query: A part of name, post, place or reason; empty: every one.
    """
    if which is LeaveFilter.ALL:
        rows = _rows(session, LEAVES.c.id.is_not(None))
    else:
        rows = board(session, now, grace)
    gone = which is not LeaveFilter.AWAY
    wanted = [row for row in rows if gone or row.away(now)]
    texts = ((row, (row.name, row.post, row.place, row.reason)) for row in wanted)
    return [row for row, held in texts if any(query in text for text in held)]


def of_person(session: Session, person: str) -> list[LeaveRow]:
    """Return every leave of somebody, the earliest first."""
    return _rows(session, LEAVES.c.person == person)


def overlapping(
    session: Session, person: str, start: datetime, end: datetime, *, but: str = ""
) -> LeaveRow | None:
    """Return a leave of somebody that touches a time and is neither refused nor cancelled.

    Args:
        session: A transaction.
        person: Id of the person.
        start: From when.
        end: Until when, not included.
        but: Id of a leave that does not count.
    """
    for row in of_person(session, person):
        refused = row.decided_at is not None and not row.counts
        if row.id == but or row.cancelled_at is not None or refused:
            continue
        absence = row.absence()
        if absence.start < end and start < absence.end:
            return row
    return None


def away(session: Session, person: str, at: datetime) -> LeaveRow | None:
    """Return the leave by which somebody is away at a moment; None: they are here."""
    return next((row for row in of_person(session, person) if row.away(at)), None)


def absences(
    session: Session, start: datetime, end: datetime, now: datetime | None = None
) -> tuple[Absence, ...]:
    """Return the absences of everybody that touch a time, for the rules of the roster.

    What is not approved counts only once somebody has left.

    Args:
        session: A transaction.
        start: From when.
        end: Until when, not included.
        now: The time: who should be back and has not said so is away until then.
    """
    touches = (LEAVES.c.start < end) | (LEAVES.c.left_at < end)
    rows = _rows(session, touches & LEAVES.c.state.not_in((LeaveState.CANCELLED,)))
    counting = (row.absence(now) for row in rows if row.counts)
    return tuple(each for each in counting if each.start < end and start < each.end)


def corrections(session: Session, leave: str) -> list[Correction]:
    """Return the corrections of a leave in their order."""
    names = list(Correction.__dataclass_fields__)
    chosen = select(*(CORRECTIONS.c[name] for name in names)).where(CORRECTIONS.c.leave == leave)
    rows = session.connection().execute(chosen.order_by(CORRECTIONS.c.position)).mappings()
    return [Correction(**row) for row in rows]


def _rows(session: Session, fits: ColumnElement[bool]) -> list[LeaveRow]:
    """Return some leaves, the earliest first."""
    chosen = select(LEAVES).where(fits).order_by(LEAVES.c.start, LEAVES.c.id)
    return _read(session.connection().execute(chosen).mappings().all())


def _read(rows: Iterable[RowMapping]) -> list[LeaveRow]:
    """Return rows as values; one whose application was never written is left out."""
    found = []
    for row in rows:
        if row["start"] is None or row["end"] is None:
            continue
        values = {name: row[name] for name in LeaveRow.__dataclass_fields__}
        values["kind"] = choice(LeaveKind, row["kind"])
        values["state"] = choice(LeaveState, row["state"]) or LeaveState.APPLIED
        found.append(LeaveRow(**values))
    return found
