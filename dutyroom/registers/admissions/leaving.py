"""What is published for somebody whose admission was taken back."""

from __future__ import annotations

from datetime import datetime

from dutyroom.registers.admissions.reading import AdmissionRow
from dutyroom.registers.roster.departures import rostered_in
from dutyroom.standard.roster.values import Slot
from dutyroom.store.session import Session


def still_rostered(session: Session, row: AdmissionRow, now: datetime) -> list[Slot]:
    """Return the published shifts to come for which an admission spoke, the earliest first.

    Args:
        session: A transaction that reads.
        row: The admission, taken back.
        now: The time.
    """
    theirs = rostered_in(session, row.person, now)
    return [slot for slot in theirs if slot.start > now and row.first <= slot.day <= row.last]
