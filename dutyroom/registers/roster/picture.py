"""Everything that the roster's screen shows of a period, read in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from dutyroom.registers.people import reading as people
from dutyroom.registers.roster import drafting, on_duty, reading
from dutyroom.registers.roster.departures import unserved
from dutyroom.registers.roster.drafting import Draft, RosterRefused
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.rows import Accepted, InForce, VersionRow
from dutyroom.registers.roster.setting import setting
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.standard.calendar.days import Day, YearWithoutData
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.comparing import Change, differences
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Assignment, Role, Roster, Slot
from dutyroom.store.session import Session

_ROLES = {
    FaultKind.NO_OFFICER: Role.OFFICER,
    FaultKind.HEAD_COUNT: Role.OFFICER,  # of leaders none is missing, or all
    FaultKind.NO_LEADER: Role.LEADER,
    FaultKind.SEVERAL_LEADERS: Role.LEADER,
}
"""Faults of a time and not of a slot, and whose slots they are shown at."""


@dataclass(frozen=True)
class RosterPicture:
    """A period as it stands: what is in force, the draft beside it, and all around it.

    Attributes:
        first: First day.
        last: Last day, included.
        published: What is in force.
        draft: The draft; None: nobody is making one.
        versions: Published versions that touch the period, the newest first.
        setting: What a roster of these days is judged by.
        days: What each day is, as far as it is known.
        labels: What each kind of shift is called.
        names: Everybody's name, by id.
        initials: Pinyin initials, by id.
        now: What is rostered at this moment.
        following: What is rostered next.
        unserved: Ids of those who are not there for what is left of `now` and of `following`.
        trouble: Why nothing can be planned for these days; empty: it can.
        empty: The slots that the pattern asks for, nobody in them.
        accepted: Why what is in force was published with its faults.
        drafts: Periods of other drafts, the one changed last first.
    """

    first: date
    last: date
    published: InForce
    draft: Draft | None
    versions: tuple[VersionRow, ...]
    setting: Setting
    days: Mapping[date, Day]
    labels: Mapping[str, str]
    names: Mapping[str, str]
    initials: Mapping[str, str]
    now: Rostered | None = None
    following: Rostered | None = None
    unserved: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    trouble: str = ""
    empty: Roster | None = None
    accepted: Accepted = field(default_factory=Accepted)
    drafts: tuple[tuple[date, date], ...] = ()

    @property
    def beside(self) -> list[tuple[date, date]]:
        """The periods of other drafts that share days with it."""
        return [each for each in self.drafts if each[0] <= self.last and self.first <= each[1]]

    @cached_property
    def in_force(self) -> Roster:
        """What is in force; where nothing is, the empty slots of the pattern."""
        if self.published.rows or self.empty is None:
            return self.published.roster
        return self.empty


@dataclass(frozen=True)
class Judged:
    """A roster with what is wrong with it.

    Attributes:
        roster: The roster.
        faults: All that is wrong, earliest first.
        changes: How it differs from what is in force, by slot; nothing where nothing is published.
        reasons: Why its faults are accepted, by `Fault.key`.
    """

    roster: Roster
    faults: tuple[Fault, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_slot(self) -> dict[str, tuple[Fault, ...]]:
        """What is wrong at each slot."""
        found: dict[str, list[Fault]] = {}
        for fault in self.faults:
            for slot in fault.slots or _touched(fault, self.roster.slots):
                found.setdefault(slot, []).append(fault)
        return {slot: tuple(each) for slot, each in found.items()}

    @cached_property
    def inside(self) -> dict[str, tuple[Assignment, ...]]:
        """Who is in each slot that somebody is in, in a stable order."""
        found: dict[str, list[Assignment]] = {}
        for item in sorted(self.roster.assignments, key=lambda item: item.person):
            found.setdefault(item.slot, []).append(item)
        return {slot: tuple(each) for slot, each in found.items()}

    @property
    def blocking(self) -> tuple[Fault, ...]:
        """The faults that break a hard rule."""
        return tuple(fault for fault in self.faults if fault.blocking)

    @property
    def unexplained(self) -> tuple[Fault, ...]:
        """The faults that break a hard rule, and nobody has said why that is accepted."""
        return tuple(fault for fault in self.blocking if not self.reason(fault))

    def reason(self, fault: Fault) -> str:
        """Return why a fault is accepted; empty: nobody has said."""
        return self.reasons.get(fault.key, "").strip()


def judged(
    picture: RosterPicture, roster: Roster, reasons: Mapping[str, str] | None = None
) -> Judged:
    """Return a roster of a period with what is wrong with it; takes some milliseconds.

    Args:
        picture: The period.
        roster: What is in force, or a draft.
        reasons: Why faults are accepted, by `Fault.key`; None: what was said when the roster
            in force was published, and of a draft nothing yet.
    """
    faults = check(roster, picture.setting) if roster.slots else []
    changes = differences(picture.in_force, roster) if picture.published.rows else ()
    if reasons is None:
        known = picture.accepted if roster is picture.in_force else Accepted()
        reasons = {each.key: known.reason(each) for each in faults}
    by_slot = {change.slot.id: change for change in changes}
    return Judged(roster, tuple(faults), by_slot, dict(reasons))


def picture(
    session: Session, first: date, last: date, planning: Planning, now: datetime
) -> RosterPicture:
    """Return everything that is shown of a period.

    Args:
        session: A transaction that reads.
        first: First day.
        last: Last day, included.
        planning: How the unit rosters.
        now: The time.
    """
    published = reading.in_force(session, first, last)
    everybody = people.everybody(session, retired=True)
    trouble, draft, empty = "", None, None
    try:
        empty = Roster(first, last, drafting.planned(session, first, last, planning))
        draft = drafting.load(session, first, last, planning)
    except RosterRefused as error:
        trouble = str(error)
    versions = tuple(reading.versions(session, first, last))
    named = {person for row in published.rows for person in row.people}
    if draft is not None:
        named |= {item.person for item in draft.roster.assignments}
    around = replace(setting(session, first, last, planning, named=named), history=now)
    stretches = on_duty.rostered(session, now), on_duty.next_rostered(session, now)
    return RosterPicture(
        first,
        last,
        published,
        draft,
        versions,
        around,
        days=_days(around.calendar, first, last),
        labels={**{row.slot.shift: row.label for row in published.rows}, **planning.labels},
        names={**published.names, **{each.id: each.name for each in everybody}},
        initials={each.id: each.initials for each in everybody},
        now=stretches[0],
        following=stretches[1],
        unserved=_unserved(session, stretches, now, planning),
        trouble=trouble,
        empty=empty,
        accepted=reading.accepted(session, published),
        drafts=tuple(drafting.others(session, first, last)),
    )


def _unserved(
    session: Session,
    stretches: tuple[Rostered | None, Rostered | None],
    now: datetime,
    planning: Planning,
) -> tuple[frozenset[str], frozenset[str]]:
    """Return who is away in what runs, and in what comes next."""
    running, coming = (
        unserved(session, each, now, rules=planning.rules, sources=planning.sources.absences)
        for each in stretches
    )
    return running, coming


def _days(calendar: Calendar, first: date, last: date) -> dict[date, Day]:
    """Return what is known of the days of a period."""
    found = {}
    for back in range((last - first).days + 1):
        day = first + back * ONE_DAY
        try:
            found[day] = calendar.day(day)
        except YearWithoutData:
            continue
    return found


def _touched(fault: Fault, slots: Iterable[Slot]) -> list[str]:
    """Return the slots at which a fault of a stretch of time is shown."""
    if fault.kind not in _ROLES:
        return []
    role = _ROLES[fault.kind]
    return [
        slot.id
        for slot in slots
        if slot.start < fault.end and fault.start < slot.end and slot.role is role
    ]
