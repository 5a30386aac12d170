"""Matters that are open or a leader still waits for, and those that the shift closed, as items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.handover.moving import Taken, Taker
from dutyroom.registers.handover.next_step import next_step, result
from dutyroom.registers.matters.closings import closed_since, closed_unsettled
from dutyroom.registers.matters.course import Course, courses
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.kinds import SOURCES, Urgency
from dutyroom.registers.matters.line import MatterRow
from dutyroom.registers.matters.moving import handing_over, keeping
from dutyroom.registers.matters.reading import pending_for_handover
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

_BINDING: Final = (
    "content", "proposal", "waiting_for", "instructions", "unsettled", "deadline_at", "risk",
    "contact_name", "contact_phone", "open", "result", "steps", "declined_at", "asked", "asked_id",
)  # fmt: skip
"""What a decision on a matter rests on: where one of them changes, it is decided anew."""


def items(session: Session, shift: ShiftRow, now: datetime) -> Iterator[Item]:
    """Yield every pending matter, and those that were closed since the shift began.

    One that was closed while an instruction has no outcome is pending until that is noted: else
    nobody would decide on it, and no list would name it again (article 16).
    """
    closed = (row for row in closed_since(session, shift.seq) if not row.unsettled)
    rows = [*_pending(session), *closed]
    known, nothing = courses(session, rows), Course()
    for row in rows:
        yield _item(row, known.get(row.id, nothing), now)


def moved(session: Session, decided: Sequence[Taken], taker: Taker) -> list[Fact]:
    """Return the facts that make the incoming officer the handler of what they accepted."""
    pending = {row.id: row for row in _pending(session)}
    to = Officer(taker.name, taker.person)
    return [
        handing_over(
            pending[each.item.subject],
            to,
            taker.handover,
            at=taker.at,
            place=taker.place,
            words=each.words,
        )
        for each in decided
        if each.item.subject in pending
    ]


def kept(session: Session, decided: Sequence[Taken], taker: Taker) -> list[Fact]:
    """Return the facts by which what the incoming officer declined is seen where it stands."""
    pending = {row.id: row for row in _pending(session)}
    return [
        keeping(
            pending[each.item.subject],
            taker.handover,
            by=taker.name,
            at=taker.at,
            place=taker.place,
            words=each.words,
        )
        for each in decided
        if each.item.subject in pending
    ]


def _pending(session: Session) -> list[MatterRow]:
    """Return the matters that are open, or of which a leader still waits for an outcome."""
    return [*pending_for_handover(session), *closed_unsettled(session)]


def _item(row: MatterRow, course: Course, now: datetime) -> Item:
    """Return a matter as an item, with what binds whoever takes it over."""
    contact = " ".join(part for part in (row.contact_name, row.contact_phone) if part)
    return Item(
        kind=ItemKind.MATTER,
        subject=row.id,
        at=row.opened_at,
        number=row.label,
        source=_source(row),
        what=row.content,
        done=not (row.open or row.unsettled),
        outcome=next_step(row, course) if row.open else result(row, course),
        due=row.deadline_at if row.open else None,
        contact=contact,
        risk=row.risk,
        handler=row.handler,
        urgent=row.urgency != Urgency.ORDINARY.value or row.overdue(now),
        mark="\x1f".join(str(getattr(row, name)) for name in _BINDING),
    )


def _source(row: MatterRow) -> str:
    """Return how it reached the desk, with the unit behind it; an unknown code as it is."""
    way = _(SOURCES[row.source]) if row.source in SOURCES else row.source
    unit = row.contact_unit or row.assigned_by
    return pair(way, unit) if way and unit else way or unit
