"""Both sign, and the desk changes hands: one transaction, all or nothing.

It checks passwords and belongs into a thread; `by_name` is its like at a desk without accounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.handover.closing import (
    ABSENT,
    TRIES,
    Closing,
    LeaderPart,
    Moved,
    moving_on,
    ready,
)
from dutyroom.registers.handover.errors import AbsenceUnnoted, HandoverRefused
from dutyroom.registers.handover.needed import CONSENT, unsigned
from dutyroom.registers.handover.reading import HandoverRow
from dutyroom.registers.shifts import signing as shifts
from dutyroom.registers.shifts.blockers import Blocker, Checks, SigningOn
from dutyroom.registers.shifts.checklist import ALL_CHECKS, outgoing
from dutyroom.registers.shifts.signing import Signed
from dutyroom.store.session import Session


def _outgoing(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:
    """As at any sign-on; the leader who agreed is noted in the handover, and asked for once."""
    return (each for each in outgoing(session, asked, now) if each.code != CONSENT)


CHECKS: Final = Checks(
    on=[_outgoing if check is outgoing else check for check in ALL_CHECKS.on],
    off=[check for check in ALL_CHECKS.off if check is not unsigned],
)
"""What stands against signing a handover: everything but that it is not signed yet."""


def sign(
    access: Access,
    asked: SigningOn,
    *,
    password: str,
    outgoing_password: str = "",
    reasons: Mapping[str, str] | None = None,
    leader: LeaderPart = "told",
    checks: Checks = CHECKS,
) -> Signed:
    """Sign the handover that is under way by both passwords.

    Args:
        access: The door; its place has the seat.
        asked: The relief, as at any sign-on.
        password: Their password.
        outgoing_password: That of the outgoing officer.
        reasons: Why blockers are set aside, by code; `outgoing-absent`: the outgoing officer
            cannot sign, and a leader has agreed to that.
        leader: What the unit wants of the leader.
        checks: The checks of all registers.

    Raises:
        HandoverRefused: Something is undecided, the leader was not told, or somebody else signed.
        Blocked: Something stands against signing on.
        AccessRefused: A password is wrong; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    emergency = (reasons or {}).get(ABSENT, "").strip()
    for _try in range(TRIES):
        held, row = ready(access, leader)
        if emergency and not row.emergency:
            raise AbsenceUnnoted(emergency)
        if held.walk.arrival is not None and held.walk.arrival.person != asked.officer:
            raise HandoverRefused(_("Somebody else was noted as the relief. Note this one first."))
        closing = Closing(access, row, emergency, leader=leader)
        try:
            return shifts.sign_on(
                access,
                _as_noted(access, asked, row),
                password=password,
                outgoing_password=outgoing_password,
                reasons=reasons,
                checks=checks,
                also=closing.facts,
                provided=closing.look,
            )
        except Moved:
            continue
    raise moving_on()


def _as_noted(access: Access, asked: SigningOn, row: HandoverRow) -> SigningOn:
    """Return who takes charge with the arrival that was noted, unless the clock was set back."""
    came = row.arrived_at
    if came is None or came > access.clock.now():
        return asked
    return replace(asked, arrived_at=came)
