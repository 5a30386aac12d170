"""Whether everybody may serve where they are rostered."""

from __future__ import annotations

from collections.abc import Iterator

from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Roster


def who_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return everybody who is rostered in spite of a rule, and those a rule warns of."""
    for duty in dict.fromkeys(roster.duties):
        person = setting.by_id.get(duty.person)
        if person is None:
            continue
        slot = duty.slot
        for refusal in setting.eligibility.refusals(person, slot):
            away = refusal.kind is RefusalKind.AWAY
            yield Fault(
                FaultKind.AWAY if away else FaultKind.INELIGIBLE,
                refusal.words,
                slot.start,
                slot.end,
                (person.id,),
                (slot.id,),
                refusal.blocking,
                refusal.kind,
            )
