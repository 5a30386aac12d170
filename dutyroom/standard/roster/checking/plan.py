"""Whether a roster's slots are those of the pattern, and each person is in a slot once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dutyroom.i18n import _
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.patterns import slots
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Roster, Slot
from dutyroom.standard.roster.words import moment


def plan_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return slots that do not follow the pattern, and assignments that cannot be read.

    Raises:
        YearWithoutData: What a day takes is not known.
    """
    yield from _pattern_faults(roster, setting)
    start = setting.rules.beginning(roster.first)
    end = setting.rules.beginning(roster.last + ONE_DAY)
    times = Counter((item.slot, item.person) for item in roster.assignments)
    for (slot_id, person), count in sorted(times.items()):
        slot = roster.by_id.get(slot_id)
        if slot is None:
            words = _("{name} is assigned to {slot}, which the roster does not have")
            words = words.format(name=setting.name(person), slot=slot_id)
            yield Fault(FaultKind.UNKNOWN_SLOT, words, start, end, (person,), (slot_id,))
        elif count > 1:
            words = _("{name} is entered {count} times for the shift of {start}")
            words = words.format(name=setting.name(person), count=count, start=moment(slot.start))
            yield _of(FaultKind.DOUBLE_BOOKING, words, slot, person)
        if slot and person not in setting.by_id:
            words = _("{id} of the shift of {start} is not in the people register")
            words = words.format(id=person, start=moment(slot.start))
            yield _of(FaultKind.UNKNOWN_PERSON, words, slot, person)


def _pattern_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return the slots that the pattern does not have, and those it has besides."""
    if setting.pattern is None:
        return
    planned = slots(setting.pattern, roster.first, roster.last, setting.calendar, setting.rules)
    times = {(slot.role, slot.start, slot.end) for slot in planned}
    for slot in filter(setting.changeable, roster.slots):
        if (slot.role, slot.start, slot.end) not in times:
            words = _("The shift from {start} to {end} is not of the pattern")
            yield _of(FaultKind.PATTERN, _timed(words, slot), slot)
    present = {(slot.role, slot.start, slot.end) for slot in roster.slots}
    for slot in filter(setting.changeable, planned):
        if (slot.role, slot.start, slot.end) not in present:
            words = _("The pattern's shift from {start} to {end} is missing")
            yield _of(FaultKind.PATTERN, _timed(words, slot), slot)


def _timed(words: str, slot: Slot) -> str:
    """Return words with a slot's times."""
    return words.format(start=moment(slot.start), end=moment(slot.end))


def _of(kind: FaultKind, words: str, slot: Slot, *people: str) -> Fault:
    """Return a fault of one slot."""
    return Fault(kind, words, slot.start, slot.end, people, (slot.id,))
