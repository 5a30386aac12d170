"""Who is rostered against their wish: a warning, which stands against nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dutyroom.i18n import _
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Roster
from dutyroom.standard.roster.words import moment


def wish_faults(roster: Roster, setting: Setting) -> Iterator[Fault]:
    """Return everybody who is rostered where they asked not to be.

    What for stays out of the words: they are kept with the version that is published.
    """
    for duty in dict.fromkeys(roster.duties):
        slot, wish = duty.slot, setting.wish(duty.person, duty.slot)
        if wish is None or wish.wanted:
            continue
        words = (
            _("shift of {start}: {name} strongly wishes not to be on duty")
            if wish.strong
            else _("shift of {start}: {name} wishes not to be on duty")
        )
        said = words.format(start=moment(slot.start), name=setting.name(duty.person))
        yield Fault(
            FaultKind.WISH,
            said,
            slot.start,
            slot.end,
            (duty.person,),
            (slot.id,),
            blocking=False,
        )
