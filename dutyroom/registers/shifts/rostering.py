"""What the roster says of a moment: the register that keeps rosters adds its line here.

A desk without a roster goes on: nobody is rostered, and nothing is said against anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
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
