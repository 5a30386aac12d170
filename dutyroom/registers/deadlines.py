"""What other registers have to raise an alarm about; a new register adds its line here.

The line keeper asks every few seconds, on the one thread that also writes calls: a question
must be answered by an index, within a millisecond.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Protocol

from dutyroom.config import Settings
from dutyroom.registers.accounts.reviewing import due as of_accounts
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.calendar.deadlines import due as of_calendar
from dutyroom.registers.compensation.deadlines import due as of_compensation
from dutyroom.registers.custody.deadlines import due as of_custody
from dutyroom.registers.equipment.deadlines import deadlines as of_equipment
from dutyroom.registers.handover.reminders import Reminders
from dutyroom.registers.handover.taking_on import overdue as of_declined
from dutyroom.registers.leave.deadlines import leave as of_leave
from dutyroom.registers.matters.deadlines import due as of_matters
from dutyroom.registers.reports.deadlines import due as of_reports
from dutyroom.registers.roster.deadlines import deadlines as of_roster
from dutyroom.registers.shifts.deadlines import due as of_shifts
from dutyroom.registers.submissions.deadlines import due as of_submissions
from dutyroom.registers.swaps.deadlines import due as of_swaps
from dutyroom.registers.visitors.deadlines import due as of_visitors
from dutyroom.store.session import Session

_log = logging.getLogger(__name__)

_INDIGESTIBLE: Final = (ValueError, TypeError, LookupError, AttributeError)
"""What a row that an older or newer version wrote may raise in a register."""


class Deadlines(Protocol):
    """What a register has to raise an alarm about."""

    def __call__(self, session: Session, now: datetime, settings: Settings) -> Iterable[Condition]:
        """Return what is wrong now.

        Args:
            session: A transaction that reads.
            now: The time.
            settings: When something is due; the unit's to choose.
        """


_PLAIN: Final[tuple[Deadlines, ...]] = (
    of_submissions,
    of_reports,
    of_calendar,
    of_equipment,
    of_declined,
    of_matters,
    of_leave,
    of_compensation,
    of_shifts,
    of_roster,
    of_swaps,
    of_visitors,
    of_custody,
    of_accounts,
)
"""Those that remember nothing from one question to the next."""


def every() -> tuple[Deadlines, ...]:
    """Return the deadlines of every register that this version keeps, for one who asks often."""
    return (*_PLAIN, Reminders())


def overdue(
    session: Session, now: datetime, settings: Settings, asked: Sequence[Deadlines]
) -> frozenset[Condition]:
    """Return what is wrong in all registers; one that cannot say keeps no other from saying it.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: What the unit has chosen.
        asked: Whom to ask, for instance `every()`.
    """
    found: set[Condition] = set()
    for deadlines in asked:
        try:
            found.update(deadlines(session, now, settings))
        except _INDIGESTIBLE:
            _log.exception("a register cannot say what is due: %r", deadlines)
    return frozenset(found)
