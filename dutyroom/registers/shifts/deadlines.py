"""What is not as it should be with whoever is in charge, for the alarms.

Only at a desk with accounts: elsewhere nobody signs on, and nothing can be said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from dutyroom.config import Duty, Settings
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.leave.reading import away
from dutyroom.registers.roster.on_duty import rostered
from dutyroom.registers.shifts import reading
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.registers.shifts.watch import (
    Limits,
    SeatSeen,
    discrepancies,
    missed_officers,
)
from dutyroom.standard.clocks import local
from dutyroom.store.session import Session

NOBODY = "desk"
"""What an alarm is about where nobody is in charge."""


def limits(duty: Duty) -> Limits:
    """Return the limits that a unit has chosen."""
    names = ("sign_on", "relief", "acknowledgement", "presence", "presence_grace", "away")
    return Limits(**{name: timedelta(seconds=getattr(duty, name)) for name in names})


def due(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:
    """Yield what is not as it should be with the shifts in charge.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: The unit's limits.
    """
    if not accounts.founded(session):
        return
    chosen, planned = limits(settings.duty), rostered(session, now)
    serving = reading.in_charge_everywhere(session)
    if not serving and planned is not None:
        # Without a roster a desk that was founded just now misses nobody yet.
        for found in discrepancies(SeatSeen(now, None, planned), chosen):
            yield Condition(AlarmCode(found.value), about=NOBODY)
    missed: dict[str, str] = {}
    beside = _beside(session, serving)
    for shift in serving:
        seen = replace(_seen(session, now, shift, planned), beside=beside)
        within = chosen if shift.officer_id else replace(chosen, presence=timedelta())
        for found in discrepancies(seen, within):
            yield Condition(AlarmCode(found.value), about=shift.id)
        missed |= missed_officers(seen, within)
    if planned is not None:
        yield from _missed(planned, missed)


def _beside(session: Session, serving: Sequence[ShiftRow]) -> dict[str, str]:
    """Return who serves at any seat, in charge or beside, names by id."""
    found = {shift.officer_id: shift.officer for shift in serving if shift.officer_id}
    for shift in serving:
        rows = reading.beside(session, shift.id)
        found |= {row.person: row.name for row in rows if row.left_at is None}
    return found


def _missed(planned: Rostered, missed: Mapping[str, str]) -> Iterator[Condition]:
    """Yield each rostered officer who is not here, once for all seats."""
    since = f"{local(planned.start):%m-%d %H:%M}"
    for person, name in missed.items():
        about = f"{planned.slot}/{person}"
        yield Condition(AlarmCode.OFFICER_MISSING, about=about, detail=f"{name} {since}")


def _seen(session: Session, now: datetime, shift: ShiftRow, planned: Rostered | None) -> SeatSeen:
    """Return what is known of a seat; whether the relief is here is the handover's to say."""
    return SeatSeen(
        now,
        shift,
        rostered=planned,
        away=reading.away(session, shift.id),
        stepped_out=reading.stepped_out(session, shift.id),
        presence=reading.presence(session, shift.id),
        leader_away=bool(shift.leader_id) and away(session, shift.leader_id, now) is not None,
    )
