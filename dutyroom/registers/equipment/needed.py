"""Whether a shift has the checks that it needs, and what stands against signing on or off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from dutyroom.i18n import _
from dutyroom.phrases import listed, pair
from dutyroom.registers.equipment import faults, lists, sheets
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.registers.shifts.blockers import Blocker, SigningOff, SigningOn
from dutyroom.registers.shifts.register import ShiftRow
from dutyroom.standard.equipment.items import SheetKind
from dutyroom.store.session import Session

_WITH_WORDS: Final = 3
"""Faults up to which a blocker says what is wrong with each; of more it has the names alone."""


def checked_for(session: Session, shift: ShiftRow, early: int) -> bool:
    """Tell whether the check at the start of a shift is signed.

    Args:
        session: A transaction.
        shift: The shift.
        early: Seconds before its beginning in which a check counts already.
    """
    sheet = sheets.latest_signed(session, SheetKind.START, seat=shift.seat)
    if sheet is None or sheet.signed_at is None:
        return False
    # What was begun in the shift belongs to it, also where the clock was set back.
    return sheet.shift == shift.id or sheet.signed_at >= shift.begun_at - timedelta(seconds=early)


def end_checked(session: Session, shift: ShiftRow) -> bool:
    """Tell whether the check at the end of a shift is signed."""
    return sheets.latest_signed(session, SheetKind.END, shift=shift.id, seat=shift.seat) is not None


def end_check_missing(session: Session, shift: ShiftRow) -> bool:
    """Tell whether the unit's list asks for a check at the end of a shift that is not signed."""
    current = lists.in_force(session)
    return current is not None and current.end_needed and not end_checked(session, shift)


def signing_on(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:
    """Article 12: no check at the start, or something critical fails and nobody says how it goes.

    A reason sets either aside: nobody is kept from the desk at three in the morning.
    """
    current = lists.in_force(session)
    if current is None:
        return
    if current.start_needed:
        sheet = sheets.latest_signed(session, SheetKind.START, seat=asked.seat)
        since = now - timedelta(seconds=asked.checked_early)
        if sheet is None or sheet.signed_at is None or sheet.signed_at < since:
            words = _("The equipment check at the start of the shift is not signed.")
            yield Blocker("equipment-check", words, article=12)
    failing = [fault for fault in faults.open_faults(session) if fault.blocks]
    if failing:
        yield Blocker("equipment-critical", _failing_words(failing), article=12)


def _failing_words(failing: Sequence[FaultRow]) -> str:
    """Return that critical equipment fails: every item by its name, and how many there are."""
    if len(failing) <= _WITH_WORDS:
        words = _("Critical equipment fails and no workaround is stated: {names}.")
        return words.format(names=listed(pair(fault.name, fault.words) for fault in failing))
    words = _("Critical equipment fails and no workaround is stated: {names}; {count} in all.")
    return words.format(count=len(failing), names=listed(fault.name for fault in failing))


def signing_off(session: Session, asked: SigningOff, now: datetime) -> Iterator[Blocker]:  # noqa: ARG001 - the protocol's arguments
    """Article 17: whoever leaves has checked the equipment."""
    if end_check_missing(session, asked.shift):
        words = _("The equipment check at the end of the shift is not signed.")
        yield Blocker("equipment-end-check", words, article=17)
