"""What the roster says of whoever signs on now.

A desk without a roster goes on: nobody is rostered, and nothing is said against anybody.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from dutyroom.registers.roster.on_duty import next_rostered, rostered
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.registers.shifts.facts import Planned
from dutyroom.store.session import Session

__all__ = ["EARLY", "awaited", "beside", "by_name", "hours", "rostered"]

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


def beside(session: Session, now: datetime, current: str) -> Rostered | None:
    """Return what the roster says of whoever joins a shift now; None: nothing.

    A shift that began early belongs to the slot it was begun for.

    Args:
        session: A transaction that reads.
        now: The time.
        current: Slot of the shift in charge; empty: none.
    """
    planned = rostered(session, now)
    if not current or (planned is not None and planned.slot == current):
        return planned
    coming = next_rostered(session, now)
    return coming if coming is not None and coming.slot == current else planned


def by_name(session: Session, at: datetime, name: str, current: str = "") -> Rostered | None:
    """Return what the roster says of whoever begins at a desk without accounts; None: nothing.

    The clock decides as it does at sign-on; whoever is named in the slot that still runs has
    come to that one, however late.

    Args:
        session: A transaction that reads.
        at: Since when they serve.
        name: Their name.
        current: Slot of the shift in charge; empty: none.
    """
    running = rostered(session, at)
    own = running is not None and running.slot != current and name in running.officers.values()
    return running if own else awaited(session, at, current)


def hours(found: Rostered | None, arrived_at: datetime | None = None) -> Planned:
    """Return the hours of the roster as the beginning of a shift keeps them.

    Args:
        found: What the roster says; None: nothing.
        arrived_at: When the officer came; None: nobody noted it.
    """
    if found is None:
        return Planned(arrived_at=arrived_at)
    return Planned(found.slot, found.start, found.end, arrived_at)
