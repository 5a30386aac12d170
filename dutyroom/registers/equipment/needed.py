"""Whether a shift has the checks that it needs, and what stands against signing on or off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from dutyroom.config import Equipment
from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.equipment import faults, lists, sheets
from dutyroom.registers.equipment.windows import before_now, made_up, of_end, of_start, starts_in
from dutyroom.registers.shifts.blockers import Blocker, SigningOff, SigningOn
from dutyroom.registers.shifts.register import ShiftRow
from dutyroom.standard.clocks import minute
from dutyroom.standard.equipment.items import SheetKind
from dutyroom.store.session import Session

END_CHECK: Final = "equipment-end-check"
"""The blocker of a check at the end that is missing."""

CRITICAL: Final = "equipment-critical"
"""What the blocker of a critical item that fails begins with; its key follows after a hyphen."""


def checked_for(session: Session, shift: ShiftRow, limits: Equipment) -> bool:
    """Tell whether the check at the start of a shift is signed.

    Args:
        session: A transaction.
        shift: The shift.
        limits: When a check of the start counts.
    """
    return bool(starts_in(session, of_start(shift, limits), shift.seat, shift.id))


def start_seen(session: Session, shift: ShiftRow, limits: Equipment) -> bool:
    """Tell whether the check at the start of a shift is signed, though it be late.

    Args:
        session: A transaction.
        shift: The shift.
        limits: When a check of the start counts.
    """
    late = starts_in(session, made_up(shift, limits), shift.seat)
    return bool(late) or checked_for(session, shift, limits)


def end_checked(session: Session, shift: ShiftRow, limits: Equipment, now: datetime) -> bool:
    """Tell whether the check at the end of a shift is signed, and not too early.

    Args:
        session: A transaction.
        shift: The shift.
        limits: When a check of the end counts.
        now: The time.
    """
    sheet = sheets.latest_signed(session, SheetKind.END, shift=shift.id, seat=shift.seat)
    return sheet is not None and of_end(shift, limits, now).holds(sheet.signed_at)


def end_check_missing(session: Session, shift: ShiftRow, limits: Equipment, now: datetime) -> str:
    """Return what lacks of the check at the end that the unit's list asks for; empty: nothing.

    Args:
        session: A transaction.
        shift: The shift.
        limits: When a check of the end counts.
        now: The time.
    """
    current = lists.in_force(session)
    if current is None or not current.end_needed or end_checked(session, shift, limits, now):
        return ""
    last = sheets.latest_signed(session, SheetKind.END, shift=shift.id, seat=shift.seat)
    if last is None or last.signed_at is None:
        return _("The equipment check at the end of the shift is not signed.")
    words = _("The check of the end was signed too early, {time}: it counts from {since}.")
    since = of_end(shift, limits, now).since
    return words.format(time=minute(last.signed_at), since=minute(since))


def signing_on(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:
    """Article 12: no check at the start, or something critical fails and nobody says how it goes.

    A reason sets the first aside: nobody is kept from the desk at three in the morning. Of each
    item that fails somebody says how the desk does without it, and `stated` keeps that.
    """
    current = lists.in_force(session)
    if current is None:
        return
    if current.start_needed:
        window = before_now(now, asked.equipment)
        if not starts_in(session, window, asked.seat):
            words = _("The equipment check at the start of the shift is not signed.")
            yield Blocker("equipment-check", words, article=12)
    for fault in faults.open_faults(session):
        if fault.blocks:
            words = _("Critical equipment fails and no workaround is stated: {name}.")
            told = words.format(name=pair(fault.name, fault.words))
            yield Blocker(f"{CRITICAL}-{fault.item}", told, article=12, bypassed=True)


def signing_off(session: Session, asked: SigningOff, now: datetime) -> Iterator[Blocker]:
    """Article 17: whoever leaves has checked the equipment."""
    if words := end_check_missing(session, asked.shift, asked.equipment, now):
        yield Blocker(END_CHECK, words, article=17)
