"""How many are on duty on the days of a holiday or event, and whether their leader is at post.

Article 9(3): more people than on other days [C], and a leader who is there and not only
listed. That they are there is said when they sign on; it is read here, never computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias

from sqlalchemy import or_, select

from dutyroom.i18n import _
from dutyroom.phrases import clauses, listed
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.reading import in_force
from dutyroom.registers.roster.rows import SlotRow
from dutyroom.registers.roster.setting import persons
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.registers.shifts.tables import SHIFTS_TABLE, ShiftLeader
from dutyroom.standard.calendar.days import YearWithoutData
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.clocks import day_after, local_date, midnight
from dutyroom.standard.roster.eligibility import Eligibility
from dutyroom.standard.roster.rules import Rules
from dutyroom.standard.roster.values import Person, Role
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_Named: TypeAlias = dict[date, tuple[str, ...]]
_LEADERS = table_of(ShiftLeader)
_ONE_DAY = timedelta(days=1)
_NAMED: Final = 10
"""Most days that are told one by one."""


@dataclass(frozen=True, slots=True)
class DayStaff:
    """Who is on duty on one day.

    Attributes:
        day: The duty day.
        officers: Officers who may serve in its thinnest shift; 0: no shift is rostered.
        needed: Officers that its shifts need by the calendar as it is now; 0: no shift is rostered.
        leaders: Names of the leaders that are rostered and may lead.
        at_post: Names of the leaders who have said that they are at post.
        on_word: Names of those of whom only somebody else says so, without a recorded call.
        unfit: Names that stand on the roster and are not counted: away, retired or not eligible.
    """

    day: date
    officers: int
    needed: int
    leaders: tuple[str, ...]
    at_post: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    on_word: tuple[str, ...] = ()

    @property
    def short(self) -> bool:
        """Whether somebody is missing."""
        return not self.needed or self.officers < self.needed or not self.leaders


def staffing(
    session: Session, first: date, last: date, planning: Planning, at: datetime | None = None
) -> list[DayStaff]:
    """Return who is on duty on some days, by the roster in force and by what was signed.

    Args:
        session: A transaction that reads.
        first: First duty day.
        last: Last duty day, included.
        planning: How the unit rosters: a day may have become a holiday or an event since the
            roster was published, and then needs more than was needed then.
        at: By the roster as it was published by this time; by default by now.
    """
    known = planning.sources.calendar(session, first.year - 1, last.year + 1)
    rows = in_force(session, first - timedelta(days=7), last, at=at).rows
    confirmed, on_word = _at_post(session, first, last)
    fit = _fitness(session, rows, known, planning)
    days = (first + back * _ONE_DAY for back in range((last - first).days + 1))
    return [
        replace(
            _day(day, rows, fit, _needed(day, known, planning.rules), confirmed.get(day, ())),
            on_word=on_word.get(day, ()),
        )
        for day in days
    ]


class _Fitness:
    """Who of a roster may serve in its slots, as its checker has it now (articles 4, 10, 13, 19).

    Args:
        people: Those who are known, by id.
        eligibility: The reasons against them.
        rules: When a duty day begins.
    """

    def __init__(
        self, people: Mapping[str, Person], eligibility: Eligibility, rules: Rules
    ) -> None:
        self._people = people
        self._eligibility = eligibility
        self._rules = rules

    def of(self, row: SlotRow, day: date) -> tuple[list[str], list[str]]:
        """Return the names that count on a day, and those that do not.

        A leader who is away on one day of the week leads on the others.
        """
        slot = row.slot
        if slot.role is Role.LEADER:
            begins, ends = self._rules.beginning(day), self._rules.beginning(day + _ONE_DAY)
            start, end = max(slot.start, begins), min(slot.end, ends)
            slot = replace(slot, id=f"{slot.id}/{day}", start=start, end=end)
        found: tuple[list[str], list[str]] = ([], [])
        for person, name in row.people.items():
            known = self._people.get(person)
            fit = known is not None and self._eligibility.may(known, slot)
            found[0 if fit else 1].append(name)
        return found


def _fitness(
    session: Session, rows: Sequence[SlotRow], known: Calendar, planning: Planning
) -> _Fitness:
    """Return who may serve in some slots."""
    if not rows:
        return _Fitness({}, Eligibility((), known, planning.rules), planning.rules)
    start, end = rows[0].slot.start, max(row.slot.end for row in rows)
    named = {person for row in rows for person in row.people}
    everybody = {each.id: each for each in persons(session, local_date(start), named)}
    absences = [
        each for source in planning.sources.absences for each in source(session, start, end)
    ]
    admitted = planning.sources.admissions(session, local_date(start), local_date(end))
    eligible = Eligibility(absences, known, planning.rules, admitted)
    return _Fitness(everybody, eligible, planning.rules)


def missing_words(staff: Iterable[DayStaff]) -> str:
    """Return who is missing on which days, in words; empty where the roster is complete.

    Args:
        staff: Who is on duty on some days.
    """
    short = [day for day in staff if day.short]
    words = [f"{day.day:%m-%d} {listed(_lacks(day))}" for day in short[:_NAMED]]
    if len(short) > _NAMED:
        words.append(_("and {count} more days").format(count=len(short) - _NAMED))
    return clauses(words)


def _lacks(day: DayStaff) -> Iterator[str]:
    """Yield what a day lacks, in words."""
    if not day.needed:
        yield _("no shift")
    elif day.officers < day.needed:
        yield _("{count} of {needed} officers").format(count=day.officers, needed=day.needed)
    if not day.leaders:
        yield _("no leader")
    if day.unfit:
        yield _("not counted: {names}").format(names=listed(day.unfit))


def _needed(day: date, known: Calendar, rules: Rules) -> int:
    """Return how many officers a day takes now; 0: nobody knows yet what kind of day it is."""
    try:
        return rules.needed(Role.OFFICER, known.day(day))
    except YearWithoutData:
        return 0


def _day(
    day: date, rows: Iterable[SlotRow], fit: _Fitness, needed: int, confirmed: tuple[str, ...]
) -> DayStaff:
    """Return who is on duty on a day; a leader's week counts on each of its days."""
    noon = midnight(day) + _ONE_DAY / 2
    officers: list[tuple[int, int]] = []
    leaders: list[str] = []
    unfit: list[str] = []
    for row in rows:
        led = row.slot.role is Role.LEADER and row.slot.start <= noon < row.slot.end
        if not led and (row.slot.role is not Role.OFFICER or row.slot.day != day):
            continue
        here, out = fit.of(row, day)
        unfit += out
        if led:
            leaders += here
        else:
            officers.append((len(here), needed or row.slot.required))
    thinnest = min(officers, key=lambda pair: pair[0] - pair[1], default=(0, 0))
    names = tuple(dict.fromkeys(leaders))
    return DayStaff(day, *thinnest, names, confirmed, tuple(dict.fromkeys(unfit)))


def _at_post(session: Session, first: date, last: date) -> tuple[_Named, _Named]:
    """Return the leaders at post by the day on which their shift began: who said so, and of whom.

    Article 9(3) asks for a leader who is there: the officer's word alone, without a recorded call,
    is no confirmation, and is told apart.
    """
    columns = SHIFTS_TABLE.c
    signed = or_(_LEADERS.c.attested_by == "", _LEADERS.c.call != "")
    chosen = (
        select(columns.begun_at, _LEADERS.c.name, signed)
        .join_from(SHIFTS_TABLE, _LEADERS, _LEADERS.c.shift == columns.id)
        .where(
            columns.begun_at >= midnight(first),
            columns.begun_at < midnight(day_after(last)),
            _LEADERS.c.mode == LeaderMode.AT_POST.value,
            _LEADERS.c.acknowledged_at.is_not(None),
        )
        .order_by(columns.begun_at, _LEADERS.c.position)
    )
    confirmed: _Named = {}
    on_word: _Named = {}
    for begun_at, name, by_themselves in session.connection().execute(chosen):
        found, day = confirmed if by_themselves else on_word, local_date(begun_at)
        found[day] = tuple(dict.fromkeys((*found.get(day, ()), name)))
    return confirmed, on_word
