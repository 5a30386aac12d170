"""What the handovers show in figures: how early reliefs come, and what is carried on and on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from sqlalchemy import func, select

from dutyroom.config import Equipment
from dutyroom.registers.handover.reading import UnderWay, under_way
from dutyroom.registers.handover.tables import HANDOVERS, LINES
from dutyroom.standard.handover.reminding import RELIEF_EARLY
from dutyroom.standard.handover.values import Item
from dutyroom.store.session import Session

LONG: Final = 3
"""An item that went through more handovers than these is carried on and on."""

AGES: Final = (timedelta(hours=24), timedelta(days=3), timedelta(days=7))
"""Where one class of age ends and the next begins."""


@dataclass(frozen=True, slots=True)
class Margins:
    """How early reliefs came, in signed handovers whose hour was planned.

    Attributes:
        count: How many there are.
        median: Seconds before the hour, of the middle one; None: there is none.
        worst: Of the latest one; below 0: late.
        in_time: How many came at least ten minutes early (article 17).
        late: How many came after the hour.
    """

    count: int
    median: float | None
    worst: float | None
    in_time: int
    late: int


@dataclass(frozen=True, slots=True)
class Carried:
    """A pending item that went through several handovers.

    Attributes:
        item: The item as it stands.
        handovers: Through how many.
    """

    item: Item
    handovers: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a leader looks at.

    Attributes:
        margins: How early the reliefs came in a stretch of time.
        at: When the rest was counted.
        ages: How many pending items are so old, as `by_age` counts.
        carried: What is carried on and on, the most carried first.
    """

    margins: Margins
    at: datetime
    ages: tuple[int, ...]
    carried: Sequence[Carried]


def figures(
    session: Session, start: datetime, end: datetime, now: datetime, limits: Equipment
) -> Figures:
    """Return the figures: the reliefs of a stretch of time, and what is pending now.

    Args:
        session: A transaction that reads.
        start: Only reliefs of handovers signed at or after this time.
        end: Only those of handovers signed before it.
        now: The time.
        limits: When a check of the equipment counts.
    """
    came, held = margins(session, start, end), under_way(session, now, limits=limits)
    if held is None:
        return Figures(came, now, (0,) * (len(AGES) + 1), ())
    return Figures(came, now, by_age(held, now), carried(session, held))


def margins(session: Session, start: datetime, end: datetime) -> Margins:
    """Return how early the reliefs of a stretch of time came.

    Args:
        session: A transaction that reads.
        start: Only handovers signed at or after this time.
        end: Only handovers signed before it.
    """
    columns = HANDOVERS.c
    within = (columns.signed_at >= start, columns.signed_at < end, columns.margin.is_not(None))
    found = [row[0] for row in session.connection().execute(select(columns.margin).where(*within))]
    early = RELIEF_EARLY.total_seconds()
    return Margins(
        count=len(found),
        median=median(found) if found else None,
        worst=min(found, default=None),
        in_time=sum(margin >= early for margin in found),
        late=sum(margin < 0 for margin in found),
    )


def carried(session: Session, held: UnderWay, more_than: int = LONG) -> list[Carried]:
    """Return what is pending and went through many handovers, the most carried first.

    Args:
        session: A transaction that reads.
        held: What there is to hand over now.
        more_than: Through more handovers than these.
    """
    pending = {item.key: item for item in held.walk.items if not item.done}
    columns = LINES.c
    counted = (
        select(columns.item, func.count())
        .where(columns.item.in_(pending), columns.done.is_(False))
        .group_by(columns.item)
        .having(func.count() > more_than)
    )
    found = [Carried(pending[item], times) for item, times in session.connection().execute(counted)]
    return sorted(found, key=lambda each: (-each.handovers, each.item.at))


def by_age(held: UnderWay, now: datetime) -> tuple[int, ...]:
    """Return how many pending items are so old: up to each of `AGES`, and older than all."""
    ages = [now - item.at for item in held.walk.items if not item.done]
    ends = (*AGES, timedelta.max)
    begins = (timedelta.min, *AGES)
    return tuple(
        sum(begin < age <= end for age in ages) for begin, end in zip(begins, ends, strict=True)
    )
