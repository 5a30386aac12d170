"""Who was at the post of shifts, from when to when: whoever was away, and who stood in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from dutyroom.registers.shifts.tables import OfficerAway, PostAbsence
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Away:
    """A time in which the officer was away from the post.

    Attributes:
        substitute: Id of whoever stood in; empty: somebody outside the register.
        name: Their name.
        start: Since when.
        end: Until when; the end of the shift where they did not come back in it.
    """

    substitute: str
    name: str
    start: datetime
    end: datetime


def away(
    session: Session, spans: Iterable[tuple[str, datetime, datetime]]
) -> dict[str, list[Away]]:
    """Return the times away from the post, by shift, the earliest first.

    Args:
        session: A transaction that reads.
        spans: Id, beginning and end of each shift.
    """
    known = {shift: (start, end) for shift, start, end in spans}
    table = table_of(PostAbsence)
    chosen = select(table).where(table.c.shift.in_(known), table.c.out_at.is_not(None))
    found: dict[str, list[Away]] = {}
    for row in session.connection().execute(chosen.order_by(table.c.out_at)).mappings():
        start, end = known[row["shift"]]
        since, until = max(row["out_at"], start), min(row["in_at"] or end, end)
        if since < until:
            each = Away(row["substitute_id"], row["substitute"], since, until)
            found.setdefault(row["shift"], []).append(each)
    return found


def beside_away(
    session: Session, spans: Iterable[tuple[str, datetime, datetime]]
) -> dict[tuple[str, str], list[tuple[datetime, datetime]]]:
    """Return when other officers were away from the post, by shift and person.

    Args:
        session: A transaction that reads.
        spans: Id, beginning and end of each shift.
    """
    known = {shift: (start, end) for shift, start, end in spans}
    table = table_of(OfficerAway)
    chosen = select(table).where(table.c.shift.in_(known), table.c.out_at.is_not(None))
    found: dict[tuple[str, str], list[tuple[datetime, datetime]]] = {}
    for row in session.connection().execute(chosen.order_by(table.c.out_at)).mappings():
        start, end = known[row["shift"]]
        since, until = max(row["out_at"], start), min(row["in_at"] or end, end)
        if since < until:
            found.setdefault((row["shift"], row["person"]), []).append((since, until))
    return found
