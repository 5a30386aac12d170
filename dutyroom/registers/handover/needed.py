"""What stands against leaving a post: nobody is relieved without a handover (article 17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.handover.reading import of_shift, under_way
from dutyroom.registers.shifts.blockers import Blocker, SigningOff
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.store.session import Session

CONSENT: Final = "leader-consent"
"""The blocker that is set aside by what a leader said."""


def unsigned(session: Session, asked: SigningOff, now: datetime) -> Iterator[Blocker]:
    """Yield what is left undone where somebody is relieved past the handover.

    A desk on which nothing happened may be relieved without one; so may any in need, with a
    reason. Signing the handover itself asks for no handover.
    """
    held = under_way(session, now, seat=asked.shift.seat, limits=asked.equipment)
    if held is None or held.shift.id != asked.shift.id:
        return
    if held.row is not None or any(not item.done for item in held.walk.items):
        words = _("The handover is not signed: sign it there, or say why it cannot be done.")
        yield Blocker("handover-unsigned", words, article=17)
        yield from consent(session, held.shift)


def consent(session: Session, shift: ShiftRow) -> Iterator[Blocker]:
    """Yield that a leader has to agree where a shift ends without its officer or its handover.

    What is written for it, who agreed and how, is attested by whoever signs and journalled with
    the shift. Where the relief has noted it in the handover already, nobody asks again.

    Args:
        session: A transaction that reads.
        shift: The shift that would end.
    """
    row = of_shift(session, shift.id)
    if row is not None and row.under_way and row.emergency:
        return
    words = _("A leader has to agree: write who agreed, and how (by phone, in person).")
    yield Blocker(CONSENT, words, article=17, leader=shift.leader)
