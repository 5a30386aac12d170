"""What compensatory leave takes: the working time of its days, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.calendar.reading import calendar
from dutyroom.registers.leave.concerns import Concern, concerns
from dutyroom.registers.leave.facts import Wanted
from dutyroom.registers.leave.kinds import LeaveKind
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.compensation import CompensationPack, hours, worked
from dutyroom.standard.roster.words import moment
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Applying:
    """Compensatory leave as it is applied for.

    Attributes:
        person: Id of the person.
        name: Their name.
        post: Their post.
        minutes: How much of the balance.
        start: From when they are away.
        end: Until when.
        reason: What for.
    """

    person: str
    name: str
    minutes: int
    start: datetime
    end: datetime
    reason: str
    post: str = ""

    @property
    def wanted(self) -> Wanted:
        """The same for the whereabouts board."""
        return Wanted(
            person=self.person,
            name=self.name,
            kind=LeaveKind.COMPENSATORY,
            start=self.start,
            end=self.end,
            reason=self.reason,
            place=_("compensatory leave"),
            post=self.post,
        )


def taken(session: Session, start: datetime, end: datetime, pack: CompensationPack) -> int:
    """Return how many minutes of working time lie in a leave; by the unit's pack [C].

    A year of which nobody knows the holidays yet is counted by its plain weekdays.

    Args:
        session: A transaction that reads.
        start: From when, aware.
        end: Until when.
        pack: The unit's rules.
    """
    years = local_date(start).year, local_date(end).year
    known = calendar(session, *years)
    return worked(start, end, Calendar(known.rows, frozenset(range(years[0], years[1] + 1))), pack)


def too_little(asked: Applying, needed: int) -> str:
    """Return why the hours do not buy the days; empty where they do."""
    if asked.minutes >= needed:
        return ""
    words = _(
        "From {start} to {end} there are {needed} of working time, and {asked} are applied for. "
        "Nothing was recorded."
    )
    return words.format(
        start=moment(asked.start),
        end=moment(asked.end),
        needed=hours(needed),
        asked=hours(asked.minutes),
    )


def against(session: Session, asked: Applying, needed: int, now: datetime) -> list[Concern]:
    """Return what speaks against it without forbidding it, as for any other leave.

    Args:
        session: A transaction that reads.
        asked: The leave.
        needed: Minutes of working time that lie in it.
        now: The time.
    """
    return [*concerns(session, asked.wanted, now), *_too_much(asked, needed)]


def _too_much(asked: Applying, needed: int) -> Iterator[Concern]:
    """More of the balance is spent than these days have working time."""
    if asked.minutes > needed:
        words = _("{asked} are spent on days with {needed} of working time.")
        said = words.format(asked=hours(asked.minutes), needed=hours(needed))
        yield Concern("more-than-needed", said)
