"""Who serves without belonging to the fixed pool (article 13): a warning, as the solver has it."""

from __future__ import annotations

from collections.abc import Iterator

from dutyroom.i18n import _
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Roster
from dutyroom.standard.roster.words import moment


def pool_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return everybody who is rostered though they are not of the fixed pool."""
    for duty in dict.fromkeys(roster.duties):
        person, slot = setting.by_id.get(duty.person), duty.slot
        if person is not None and not person.pool:
            words = _("shift of {start}: {name} is not of the fixed duty pool (article 13)")
            said = words.format(start=moment(slot.start), name=person.name)
            ids = (slot.id,)
            yield Fault(
                FaultKind.POOL, said, slot.start, slot.end, (person.id,), ids, blocking=False
            )
