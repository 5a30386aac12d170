"""What swaps raise alarms about: a submitted roster that was changed owes a notice."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.submissions.deadlines import due as of_submissions
from dutyroom.registers.submissions.reading import SubmissionRow, submissions
from dutyroom.registers.swaps.owing import notices_owed
from dutyroom.registers.swaps.reading import SwapRow, get
from dutyroom.registers.swaps.telling import touched
from dutyroom.store.session import Session


def due(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:
    """Yield the swaps whose change notice is owed, unless submissions ask for the same notice.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: The unit's choices.
    """
    owed = notices_owed(session)
    if not owed:
        return
    said = {
        condition.about
        for condition in of_submissions(session, now, settings)
        if condition.code is AlarmCode.CHANGE_NOTICE_OWED
    }
    for swap in owed:
        row = get(session, swap)
        if row is None or not _said(session, row, said):
            yield Condition(AlarmCode.SWAP_NOTICE_OWED, about=swap)


def _said(session: Session, row: SwapRow, said: Collection[str]) -> bool:
    """Return whether the same notice is asked for elsewhere."""
    days = row.days
    known = submissions(session, min(days), max(days)) if days else []
    return any(_asked(each, said) for each in touched(known, days))


def _asked(known: SubmissionRow, said: Collection[str]) -> bool:
    """Return whether a notice is asked for that belongs to a submission."""
    key = f"{known.kind.value if known.kind else ''}:{known.first.isoformat()}"
    return key in said or f"{key}:{known.label}" in said
