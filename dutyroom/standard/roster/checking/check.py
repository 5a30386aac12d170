"""All checks of a roster, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator

from dutyroom.i18n import _
from dutyroom.standard.calendar.days import YearWithoutData
from dutyroom.standard.roster.checking.coverage import coverage_faults
from dutyroom.standard.roster.checking.first_duty import first_duty_faults
from dutyroom.standard.roster.checking.plan import plan_faults
from dutyroom.standard.roster.checking.strain import strain_faults
from dutyroom.standard.roster.checking.turns import turn_faults
from dutyroom.standard.roster.checking.who import admitted_faults, who_faults
from dutyroom.standard.roster.checking.wished import wish_faults
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Roster


def check(roster: Roster, setting: Setting) -> list[Fault]:
    """Return all that is wrong with a roster, earliest first.

    A year without holiday data is a fault of its own, and then the only one:
    what a day takes is not known.

    Args:
        roster: A draft or a published version.
        setting: People, calendar, rules, and the duties around the span.
    """
    start = setting.rules.beginning(roster.first)
    end = setting.rules.beginning(roster.last + ONE_DAY)
    try:
        faults = [*_every(roster, setting)]
    except YearWithoutData as error:
        return [Fault(FaultKind.NO_CALENDAR, str(error), start, end)]
    years = {
        day.day.year for day in setting.calendar.days(roster.first, roster.last) if day.assumed
    }
    for year in sorted(years):
        words = _("The holidays of {year} are not known; plain weekdays are assumed.")
        fault = Fault(
            FaultKind.ASSUMED_CALENDAR, words.format(year=year), start, end, blocking=False
        )
        faults.append(fault)
    return sorted(faults, key=lambda fault: (fault.start, fault.kind, fault.people, fault.slots))


def _every(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return the faults of every rule."""
    yield from coverage_faults(roster, setting)
    yield from plan_faults(roster, setting)
    yield from who_faults(roster, setting)
    yield from admitted_faults(roster, setting)
    yield from strain_faults(roster, setting)
    yield from turn_faults(roster, setting)
    yield from wish_faults(roster, setting)
    yield from first_duty_faults(roster, setting)
