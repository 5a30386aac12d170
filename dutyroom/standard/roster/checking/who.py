"""Whether everybody may serve where they are rostered."""

from __future__ import annotations

from collections.abc import Iterator

from dutyroom.i18n import _
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Roster
from dutyroom.standard.roster.words import moment


def who_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return everybody who is rostered in spite of a rule, and those a rule warns of."""
    for duty in dict.fromkeys(roster.duties):
        person = setting.by_id.get(duty.person)
        if person is None:
            continue
        slot = duty.slot
        for refusal in setting.eligibility.refusals(person, slot):
            # One leave may hit several shifts: the words tell them apart.
            words = _("shift of {start}: {why}").format(start=moment(slot.start), why=refusal.words)
            away = refusal.kind is RefusalKind.AWAY
            yield Fault(
                FaultKind.AWAY if away else FaultKind.INELIGIBLE,
                words,
                slot.start,
                slot.end,
                (person.id,),
                (slot.id,),
                refusal.blocking,
                refusal.kind,
            )
