"""Which swaps still owe a change notice: of a roster that had been submitted (article 9)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select

from dutyroom.registers.submissions.reading import submissions
from dutyroom.registers.swaps.facts import ISSUED
from dutyroom.registers.swaps.tables import LEGS, SWAPS_TABLE
from dutyroom.registers.swaps.telling import Issued, told
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.swapping import SwapState
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL

_OWED: Final = (SWAPS_TABLE.c.state == SwapState.ISSUED) & SWAPS_TABLE.c.notice_due
"""Swaps whose own register knows of no change notice; it may be noted with a submission."""


def notices_owed(session: Session) -> list[str]:
    """Return the ids of the swaps whose change notice is owed and was not noted anywhere."""
    columns = SWAPS_TABLE.c
    chosen = select(columns.id, columns.issued_at, LEGS.c.start).where(_OWED)
    beside = chosen.join(LEGS, LEGS.c.swap == columns.id, isouter=True)
    days: dict[tuple[str, datetime], list[date]] = {}
    for swap, issued_at, start in session.connection().execute(beside):
        of_swap = days.setdefault((swap, issued_at), [])
        of_swap.extend([local_date(start)] if start else [])
    every = [day for each in days.values() for day in each]
    known = submissions(session, min(every), max(every)) if every else []
    return [
        swap
        for (swap, at), each in days.items()
        if not known or told(known, each, Issued(at, issued(session, swap))) is None
    ]


def issued(session: Session, swap: str) -> int:
    """Return where it stands in the journal that the roster with a swap was published."""
    columns = JOURNAL.c
    chosen = select(func.min(columns.seq)).where(columns.subject == swap, columns.kind == ISSUED)
    return session.connection().execute(chosen).scalar() or 0
