"""The plain rotation that most offices use, to compare a proposal with."""

from __future__ import annotations

from collections.abc import Sequence

from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Assignment, Role, Slot


def rotation(slots: Sequence[Slot], setting: Setting) -> tuple[Assignment, ...]:
    """Return the list of names gone through in order, whoever may not serve left out that time.

    Nothing is counted and no rest is looked after beyond one slot at a time:
    this is what a fair proposal is measured against, not a roster to publish.

    Args:
        slots: Earliest first.
        setting: People and what keeps them from serving.
    """
    turn = dict.fromkeys(Role, 0)
    found: list[Assignment] = []
    busy: dict[str, Slot] = {}
    for slot in slots:
        people = [person for person in setting.people if slot.role in person.roles]
        placed = 0
        for _step in range(len(people)):
            if placed == slot.required:
                break
            person = people[turn[slot.role] % len(people)]
            turn[slot.role] += 1
            last = busy.get(person.id)
            if (last is None or last.end <= slot.start) and setting.eligibility.may(person, slot):
                found.append(Assignment(slot.id, person.id))
                busy[person.id] = slot
                placed += 1
    return tuple(found)
