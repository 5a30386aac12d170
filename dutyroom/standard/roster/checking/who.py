"""Whether everybody may serve where they are rostered, and who may by a recorded decision."""

from __future__ import annotations

from collections.abc import Iterator

from dutyroom.i18n import _, ngettext
from dutyroom.standard.roster.admitting import decisions
from dutyroom.standard.roster.eligibility import Override, RefusalKind
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Roster, Slot
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


def admitted_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return who serves by a recorded decision only: a warning, which stands against nothing.

    It is one for each person and not one for each shift: a whole desk may be admitted for months.
    """
    found: dict[str, dict[str, tuple[Slot, list[Override]]]] = {}
    for duty in dict.fromkeys(roster.duties):
        person = setting.by_id.get(duty.person)
        given = setting.eligibility.overrides(person, duty.slot) if person is not None else []
        if given:
            found.setdefault(duty.person, {})[duty.slot.id] = duty.slot, given
    for one, served in found.items():
        slots = [slot for slot, _given in served.values()]
        overrides = dict.fromkeys(each for _slot, given in served.values() for each in given)
        words = ngettext(
            "{name} serves {count} shift by special admission: {decisions}",
            "{name} serves {count} shifts by special admission: {decisions}",
            len(slots),
        )
        yield Fault(
            FaultKind.ADMITTED,
            words.format(name=setting.name(one), count=len(slots), decisions=decisions(overrides)),
            min(slot.start for slot in slots),
            max(slot.end for slot in slots),
            (one,),
            tuple(served),
            blocking=False,
            refusal=next(iter(overrides)).kind,
        )
