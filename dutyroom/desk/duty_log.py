"""The duty log of a month as a sheet: shifts, figures, and how far the lines could be reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from dutyroom.config import Settings
from dutyroom.documents.duty_log import paper
from dutyroom.documents.paper import Paper
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.handover import statistics
from dutyroom.registers.handover.duty_log import duty_log
from dutyroom.registers.lines.reachability import Reachability, of_lines
from dutyroom.standard.clocks import month_bounds
from dutyroom.store.session import Session


class Month(NamedTuple):
    """A month.

    Attributes:
        name: As it is printed, such as `2026-11`.
        start: When it begins, in UTC.
        end: When the next one begins.
    """

    name: str
    start: datetime
    end: datetime


def month(text: str) -> Month:
    """Return the month that is meant.

    Args:
        text: Such as `2026-11`.

    Raises:
        PlainError: The text names none.
    """
    try:
        at = datetime.strptime(text.strip(), "%Y-%m")  # noqa: DTZ007 - a month, no moment
        return Month(f"{at:%Y-%m}", *month_bounds(at.year, at.month))
    except (ValueError, OverflowError) as error:
        raise PlainError(_("A month is written as 2026-11.")) from error


def figures(
    session: Session, of: Month, now: datetime, settings: Settings
) -> tuple[statistics.Figures, Sequence[Reachability]]:
    """Return a month's figures: the reliefs and what is pending, and each line's reachability."""
    lines = {line.name: line.has_box for line in settings.lines}
    found = statistics.figures(session, of.start, of.end, now, settings.equipment)
    return found, of_lines(session, lines, of.start, of.end, now)


def month_paper(session: Session, of: Month, now: datetime, settings: Settings) -> Paper:
    """Return the duty log of a month as it stands now.

    Args:
        session: A transaction that reads.
        of: The month.
        now: When it is printed.
        settings: Name the unit and its lines.
    """
    return paper(
        duty_log(session, of.start, of.end),
        *figures(session, of, now, settings),
        unit=settings.unit.name,
        month=of.name,
        printed_at=now,
    )
