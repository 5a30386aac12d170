"""What is asked of one person in a row: two places at once, too little rest, too long a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dutyroom.i18n import _
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Role, Roster, Slot
from dutyroom.standard.roster.words import moment


def strain_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return overlaps, short rests and long runs, those across the span's ends included."""
    own = {slot.id for slot in roster.slots}
    served: dict[str, list[Slot]] = {}
    for duty in dict.fromkeys((*setting.around, *roster.duties)):
        served.setdefault(duty.person, []).append(duty.slot)
    for person, unsorted in sorted(served.items()):
        slots = sorted(unsorted, key=lambda slot: (slot.start, slot.end, slot.id))
        for fault in (*_pairs(person, slots, setting), *_runs(person, slots, setting)):
            if own.intersection(fault.slots):
                yield fault


def _pairs(person: str, slots: Sequence[Slot], setting: Setting) -> Iterator[Fault]:
    """Return each two duties that overlap or lie too close."""
    for at, first in enumerate(slots):
        for second in slots[at + 1 :]:
            if second.start >= first.rested:
                break
            yield _pair(person, first, second, setting)


def _pair(person: str, first: Slot, second: Slot, setting: Setting) -> Fault:
    """Return what is wrong with two duties of one person."""
    ids = (first.id, second.id)
    if second.start < first.end:
        words = _("{name} is on two duties at once from {start}").format(
            name=setting.name(person), start=moment(second.start)
        )
        end = min(first.end, second.end)
        return Fault(FaultKind.OVERLAP, words, second.start, end, (person,), ids)
    words = _("{name} rests {hours:g} h before {start}; {needed:g} h are required").format(
        name=setting.name(person),
        hours=(second.start - first.end).total_seconds() / 3600,
        start=moment(second.start),
        needed=first.rest.total_seconds() / 3600,
    )
    return Fault(FaultKind.REST, words, first.end, second.start, (person,), ids)


def _runs(person: str, slots: Sequence[Slot], setting: Setting) -> Iterator[Fault]:
    """Return the stretches in which one person serves as officer too often."""
    longest = setting.rules.max_run
    served = [slot for slot in slots if slot.role is Role.OFFICER]
    served.sort(key=lambda slot: (slot.day, slot.start))
    reported = -1
    for at, slot in enumerate(served):
        last = slot.day + longest * ONE_DAY
        within = [other for other in served[at:] if other.day <= last]
        if len(within) > longest and at + len(within) - 1 > reported:
            reported = at + len(within) - 1
            yield _run(person, within, setting)


def _run(person: str, run: Sequence[Slot], setting: Setting) -> Fault:
    """Return a run that is too long."""
    words = _("{name} serves {count} times from {first} to {last}; at most {most} in a row").format(
        name=setting.name(person),
        count=len(run),
        first=run[0].day,
        last=run[-1].day,
        most=setting.rules.max_run,
    )
    ids = tuple(slot.id for slot in run)
    return Fault(FaultKind.RUN, words, run[0].start, run[-1].end, (person,), ids)
