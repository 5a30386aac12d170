"""The outgoing officer cannot go on: the relief attests it, with the leader who agreed."""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.reading import founded
from dutyroom.registers.handover import facts
from dutyroom.registers.handover.errors import HandoverRefused
from dutyroom.registers.handover.looking import looked, row_of, step_of, still
from dutyroom.registers.people.person import LEADING
from dutyroom.registers.people.reading import serving
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.clocks import local_date
from dutyroom.store.session import Session


def leaders(session: Session, shift: ShiftRow) -> frozenset[str]:
    """Return the names of those who may agree without a reason; none: any name stands for itself.

    Args:
        session: A transaction that reads.
        shift: The shift in charge; its leader is among them.
    """
    if not founded(session):
        return frozenset()
    people = serving(session, local_date(shift.begun_at))
    able = {person.name for person in people if person.roles & LEADING}
    return frozenset(able | {shift.leader} - {""})


def note_absent(access: Access, *, reason: str, leader: str, mode: str, why: str = "") -> None:
    """Note that the outgoing officer cannot go on, and that a leader agreed to the relief.

    The relief attests both: whoever was taken ill attests nothing. Who was told of the handover
    is another matter, and stays as it was noted.

    Args:
        access: The door.
        reason: Why they cannot go on.
        leader: Name of the leader who agreed.
        mode: `in_person` or `phone`.
        why: Why it is nobody whom the register has as a leader.

    Raises:
        HandoverRefused: The relief is not here, it is noted already, or something was not said.
        StoreError: The database cannot be written.
    """
    held = looked(access)
    row = row_of(held)
    if held.walk.arrival is None:
        raise HandoverRefused(_("The relief is not here yet."))
    if held.walk.absent:
        raise HandoverRefused(_("The outgoing officer is noted as absent already."))
    if not reason.strip():
        raise HandoverRefused(_("Say why the outgoing officer cannot go on."))
    if not leader.strip():
        raise HandoverRefused(_("Say which leader agreed."))
    with access.store.read() as session:
        known = leaders(session, held.shift)
    if known and leader.strip() not in known and not why.strip():
        raise HandoverRefused(no_leader())
    new = facts.outgoing_absent(
        step_of(access, row, held.walk.arrival.name),
        reason=reason.strip(),
        leader=leader.strip(),
        mode=mode,
        why=why.strip(),
    )
    access.ledger.record(new, provided=still(access, held))


def note_back(access: Access, *, actor: str) -> None:
    """Note that the outgoing officer goes on after all.

    Raises:
        HandoverRefused: They are not noted as absent.
        StoreError: The database cannot be written.
    """
    held = looked(access)
    row = row_of(held)
    if not held.walk.absent:
        raise HandoverRefused(_("The outgoing officer is not noted as absent."))
    back = facts.outgoing_back(step_of(access, row, actor))
    access.ledger.record(back, provided=still(access, held))


def no_leader() -> str:
    """Return the sentence for a name that the register does not have as a leader."""
    return _("The register has no leader of that name: choose one, or say why it is somebody else.")
