"""Whose first duty a roster plans: a warning, which stands against nothing (article 13)."""

from __future__ import annotations

from collections.abc import Iterator

from dutyroom.i18n import _
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Role, Roster
from dutyroom.standard.roster.words import moment


def first_duty_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return the first duty of each officer who has not served yet, and has none before."""
    planned = {duty.person for duty in setting.around if duty.slot.day < roster.first}
    duties = (duty for duty in roster.duties if duty.slot.role is Role.OFFICER)
    for duty in sorted(duties, key=lambda duty: (duty.slot.start, duty.person)):
        person, slot = duty.person, duty.slot
        if person not in setting.newcomers or person in planned:
            continue
        planned.add(person)
        words = _("shift of {start}: the first duty of {name}, of whom none is on record")
        said = words.format(start=moment(slot.start), name=setting.name(person))
        yield Fault(
            FaultKind.FIRST_DUTY, said, slot.start, slot.end, (person,), (slot.id,), blocking=False
        )
