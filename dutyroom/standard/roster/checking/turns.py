"""Leaders by the day who lead on, or again before the others did: warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dutyroom.i18n import _
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.turns import led_by_the_day, round_days
from dutyroom.standard.roster.values import Role, Roster, Slot


def turn_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return the leaders whose turns are too long or come too soon, across the span's ends too.

    Nothing is said where nobody else may lead: there is nothing that could be done about it.
    """
    own = {slot.id: slot for slot in roster.slots if led_by_the_day(slot)}
    led: dict[str, dict[date, Slot]] = {}
    for duty in dict.fromkeys((*setting.around, *roster.duties)):
        if led_by_the_day(duty.slot):
            led.setdefault(duty.person, {})[duty.slot.day] = duty.slot
    days = round_days(setting.rules, _present(tuple(own.values()), setting)) if led else 0
    for person, by_day in sorted(led.items()):
        slots = [by_day[day] for day in sorted(by_day)]
        for fault in (*_runs(person, slots, setting), *_rounds(person, slots, setting, days)):
            if any(_another(person, own[slot], setting) for slot in fault.slots if slot in own):
                yield fault


def _present(slots: Sequence[Slot], setting: Setting) -> float:
    """Return how many leaders may lead on an average day."""
    able = [person for person in setting.people if Role.LEADER in person.roles]
    may = sum(setting.eligibility.may(person, slot) for person in able for slot in slots)
    return may / len(slots) if slots else 0.0


def _another(person: str, slot: Slot, setting: Setting) -> bool:
    """Return whether anybody else may lead in a slot."""
    others = (each for each in setting.people if each.id != person)
    return any(setting.eligibility.may(other, slot) for other in others)


def _runs(person: str, slots: Sequence[Slot], setting: Setting) -> Iterator[Fault]:
    """Return the stretches of days on which one leader leads on for too long."""
    most, run = setting.rules.leader_run, list[Slot]()
    for slot in (*slots, None):
        if slot and run and slot.day == run[-1].day + ONE_DAY:
            run.append(slot)
            continue
        if len(run) > most:
            words = _("{name} leads {count} days in a row, {first} to {last}; {most} should do")
            yield _fault(FaultKind.LEADER_RUN, words, person, run, setting)
        run = [slot] if slot else []


def _rounds(person: str, slots: Sequence[Slot], setting: Setting, days: int) -> Iterator[Fault]:
    """Return where one leader leads again before the others did; mere runs are told as such."""
    most, reported = setting.rules.leader_run, -1
    for at, slot in enumerate(slots):
        within = [other for other in slots[at:] if (other.day - slot.day).days < days]
        if len(within) <= most or at + len(within) - 1 <= reported:
            continue
        if (within[-1].day - slot.day).days >= len(within):
            reported = at + len(within) - 1
            words = _(
                "{name} leads again on {last} after {first}, before the others had their turn"
            )
            yield _fault(FaultKind.LEADER_TURN, words, person, within, setting)


def _fault(
    kind: FaultKind, words: str, person: str, slots: Sequence[Slot], setting: Setting
) -> Fault:
    """Return a warning about some days of one leader."""
    said = words.format(
        name=setting.name(person),
        count=len(slots),
        first=slots[0].day,
        last=slots[-1].day,
        most=setting.rules.leader_run,
    )
    ids = tuple(slot.id for slot in slots)
    return Fault(kind, said, slots[0].start, slots[-1].end, (person,), ids, blocking=False)
