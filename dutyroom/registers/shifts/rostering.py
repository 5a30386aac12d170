"""What the roster says of whoever signs on now.

A desk without a roster goes on: nobody is rostered, and nothing is said against anybody.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from dutyroom.registers.roster.on_duty import next_rostered, rostered
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.store.session import Session

__all__ = ["EARLY", "awaited", "rostered"]

EARLY: Final = timedelta(hours=1)
"""How long before its beginning somebody who signs on is taken to come for the next shift."""


def awaited(session: Session, now: datetime, current: str = "") -> Rostered | None:
    """Return what the roster says of whoever signs on now; None: nothing.

    A relief comes before the shift that they are rostered for begins, so while the slot of
    the shift in charge lasts, or in the last hour of any slot, the next one is meant.

    Args:
        session: A transaction that reads.
        now: The time.
        current: Slot of the shift in charge; empty: none.
    """
    planned = rostered(session, now)
    lasting = planned is not None and planned.slot != current and planned.end - now > EARLY
    if lasting:
        return planned
    coming = next_rostered(session, now)
    near = coming is not None and (planned is not None or coming.start - now <= EARLY)
    return coming if near else planned
