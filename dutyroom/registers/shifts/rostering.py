"""What the roster says of a moment: the register that keeps rosters adds its line here.

A desk without a roster goes on: nobody is rostered, and nothing is said against anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from sqlmodel import Session

from dutyroom.registers.shifts.blockers import Rostered


class RosterSource(Protocol):
    """A register that knows who is to serve when."""

    def __call__(self, session: Session, at: datetime) -> Rostered | None:
        """Return what the roster in force says of a moment; None where it says nothing.

        Args:
            session: A transaction that reads.
            at: The moment.
        """


SOURCES: Final[tuple[RosterSource, ...]] = ()
"""The rosters that this version keeps; the first that says something counts."""

EARLY: Final = timedelta(hours=1)
"""How long before its beginning somebody who signs on is taken to come for the next shift."""


def awaited(
    session: Session,
    now: datetime,
    current: str = "",
    sources: Sequence[RosterSource] | None = None,
) -> Rostered | None:
    """Return what the roster says of whoever signs on now.

    A relief comes before the shift that they are rostered for begins, so while the slot of
    the shift in charge lasts, or in the last hour of any slot, the next one is meant.

    Args:
        session: A transaction that reads.
        now: The time.
        current: Slot of the shift in charge; empty: none.
        sources: Whom to ask; by default every roster that is kept.
    """
    asked = SOURCES if sources is None else sources
    planned = rostered(session, now, asked)
    if planned is None:
        return None
    if planned.slot == current or planned.end - now <= EARLY:
        return rostered(session, planned.end, asked) or planned
    return planned


def rostered(
    session: Session, at: datetime, sources: Sequence[RosterSource] = SOURCES
) -> Rostered | None:
    """Return who is to serve at a moment; None where no roster says.

    Args:
        session: A transaction that reads.
        at: The moment.
        sources: Whom to ask.
    """
    for source in sources:
        if (found := source(session, at)) is not None:
            return found
    return None
