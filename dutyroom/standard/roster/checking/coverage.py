"""Whether at every instant enough officers and exactly one leader are on duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from dutyroom.i18n import _
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Duty, Role, Roster
from dutyroom.standard.roster.words import moment


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A time through which the same people are on duty in one role."""

    start: datetime
    end: datetime
    people: frozenset[str]
    needed: int


def coverage_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return every time with too few officers, or with no leader or several.

    Raises:
        YearWithoutData: What a day takes is not known.
    """
    for role in Role:
        duties = [duty for duty in (*setting.around, *roster.duties) if duty.slot.role is role]
        faulty = (
            (kind, stretch)
            for stretch in _stretches(role, duties, roster, setting)
            if (kind := _kind(role, stretch))
        )
        for kind, stretch in _joined(faulty):
            yield _fault(kind, role, stretch, setting)


def _stretches(
    role: Role, duties: list[Duty], roster: Roster, setting: Setting
) -> Iterator[_Stretch]:
    """Return the span cut wherever anything changes."""
    rules = setting.rules
    slots = [slot for slot in roster.slots if slot.role is role]
    days = [day.day for day in setting.calendar.days(roster.first, roster.last)]
    begins, ends = rules.beginning(roster.first), rules.beginning(roster.last + ONE_DAY)
    cuts = {rules.beginning(day) for day in days} | {ends}
    for slot in (*slots, *(duty.slot for duty in duties)):
        cuts |= {at for at in (slot.start, slot.end) if begins < at < ends}
    for start, end in pairwise(sorted(cuts)):
        people = frozenset(d.person for d in duties if d.slot.start <= start < d.slot.end)
        needed = rules.needed(role, setting.calendar.day(rules.duty_day(start)))
        if role is Role.OFFICER:
            planned = sum(slot.required for slot in slots if slot.start <= start < slot.end)
            needed = max(needed, planned)
        yield _Stretch(start, end, people, needed)


def _kind(role: Role, stretch: _Stretch) -> FaultKind | None:
    """Return what is wrong with a stretch, if anything is."""
    present = len(stretch.people)
    if role is Role.LEADER and present > stretch.needed:
        return FaultKind.SEVERAL_LEADERS
    if present >= stretch.needed:
        return None
    if present:
        return FaultKind.HEAD_COUNT
    return FaultKind.NO_OFFICER if role is Role.OFFICER else FaultKind.NO_LEADER


def _joined(
    faulty: Iterable[tuple[FaultKind, _Stretch]],
) -> Iterator[tuple[FaultKind, _Stretch]]:
    """Return faulty stretches with those made one that follow each other and are alike."""
    held: tuple[FaultKind, _Stretch] | None = None
    for kind, stretch in faulty:
        if held:
            before = held[1]
            same = (kind, stretch.start, stretch.people, stretch.needed) == (
                held[0],
                before.end,
                before.people,
                before.needed,
            )
            if same:
                held = kind, _Stretch(before.start, stretch.end, before.people, before.needed)
                continue
            yield held
        held = kind, stretch
    if held:
        yield held


def _fault(kind: FaultKind, role: Role, stretch: _Stretch, setting: Setting) -> Fault:
    """Return a faulty stretch as a fault."""
    words = {
        FaultKind.NO_OFFICER: _("No duty officer from {start} to {end}"),
        FaultKind.NO_LEADER: _("No leader on duty from {start} to {end} (article 5)"),
        FaultKind.HEAD_COUNT: _("{found} of {needed} ({role}) from {start} to {end}: {names}"),
        FaultKind.SEVERAL_LEADERS: _("Several leaders on duty from {start} to {end}: {names}"),
    }[kind].format(
        start=moment(stretch.start),
        end=moment(stretch.end),
        found=len(stretch.people),
        needed=stretch.needed,
        role=role.label,
        names="、".join(sorted(map(setting.name, stretch.people))),
    )
    people = tuple(sorted(stretch.people))
    return Fault(kind, words, stretch.start, stretch.end, people)
