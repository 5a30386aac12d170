"""The steps of a handover: begin, explain, the relief arrives, decide, tell the leader, give up.

Each is looked at and recorded in one transaction, so
that nothing that another writer does in between is decided on unseen. `arrive` checks a password
and belongs into a thread.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access, sign
from dutyroom.registers.accounts.reading import signs
from dutyroom.registers.calls.numbered import printed
from dutyroom.registers.handover import facts, reading
from dutyroom.registers.handover.errors import HandoverRefused
from dutyroom.registers.handover.looking import (
    item_of,
    looked,
    row_of,
    stands,
    step_of,
    still,
    word_of,
)
from dutyroom.registers.shifts.on_duty import in_charge
from dutyroom.standard.handover.values import Arrival, Decision, Walk
from dutyroom.standard.handover.walking import (
    before_shift,
    list_digest,
    margin,
    to_be_explained,
    undecided,
)


def begin(access: Access, *, actor: str, planned_end: datetime | None) -> str:
    """Begin to hand over the shift in charge; one that is begun goes on.

    Args:
        access: The door; its place has the seat.
        actor: Who begins.
        planned_end: When the shift is to end; None: not planned.

    Returns:
        The id of the handover.

    Raises:
        HandoverRefused: Nobody is in charge.
        StoreError: The database cannot be written.
    """
    seat = access.place.seat
    with access.store.read() as session:
        shift = in_charge(session, seat=seat)
        row = reading.of_shift(session, shift.id) if shift is not None else None
    if shift is None:
        raise HandoverRefused(_("Nobody is on duty: there is nothing to hand over."))
    if row is not None:
        return row.id
    step = facts.Step(facts.new_id(), 0, access.clock.now(), access.place, actor)
    new = facts.begun(step, shift=shift.id, planned_end=planned_end)
    access.ledger.record(new, provided=partial(stands, seat=seat, expected=(shift.id, None)))
    return step.handover


def explain(access: Access, item: str, text: str, *, actor: str) -> None:
    """Say how a pending item stands and what comes next.

    Raises:
        HandoverRefused: Nothing was said, or there is no such item any more.
        StoreError: The database cannot be written.
    """
    held = looked(access)
    row = row_of(held)
    if not text.strip():
        raise HandoverRefused(_("Say how it stands and what comes next."))
    item_of(held, item)
    word = word_of(access, held, row, item, actor)
    access.ledger.record(facts.explained(word, text.strip()), provided=still(access, held, word))


def arrive(
    access: Access,
    *,
    name: str,
    person: str = "",
    password: str = "",
    arrived_at: datetime,
    planned_end: datetime | None,
) -> None:
    """Note that the relief is at the post, and by how much they came early.

    Args:
        access: The door.
        name: Name of the relief, at a desk without accounts.
        person: Id of the relief; empty at a desk without accounts.
        password: Their password.
        arrived_at: When they came.
        planned_end: When the shift is to end; None: not planned.

    Raises:
        HandoverRefused: It cannot be them, or not at that time.
        AccessRefused: The password is wrong.
        StoreError: The database cannot be written.
    """
    held = looked(access)
    row = row_of(held)
    known = access.person(person) if person else None
    who = known.name if known is not None else name.strip()
    if not who or (held.shift.officer_id or held.shift.officer) == (person or who):
        raise HandoverRefused(_("The relief is somebody else than the officer on duty."))
    _possible(held.shift.begun_at, arrived_at, access.clock.now())
    if known is not None:
        sign(access, access.account(known), password, name=known.name)
    ends = row.planned_end or planned_end
    back = before_shift(held.shift.begun_at, arrived_at)
    arrival = Arrival(who, arrived_at, person, None if back else margin(ends, arrived_at))
    access.ledger.record(
        facts.arrived(step_of(access, row, who), arrival), provided=still(access, held)
    )


def relieve(
    access: Access,
    *,
    person: str,
    password: str,
    arrived_at: datetime,
    planned_end: datetime | None,
) -> None:
    """Let a relief show by password who they are; whoever is noted already stays as noted.

    Args:
        access: The door.
        person: Id of the relief.
        password: Their password.
        arrived_at: When they came, if nobody has noted it.
        planned_end: When the shift is to end; None: not planned.

    Raises:
        HandoverRefused: No handover is under way, or it cannot be them.
        AccessRefused: The password is wrong.
        StoreError: The database cannot be written.
    """
    if row_of(looked(access)).relief_id != person:
        arrive(
            access,
            name="",
            person=person,
            password=password,
            arrived_at=arrived_at,
            planned_end=planned_end,
        )
        return
    known = access.person(person)
    sign(access, access.account(known), password, name=known.name)


def _possible(begun: datetime, arrived_at: datetime, now: datetime) -> None:
    """See that somebody can have arrived at a time; a clock that was set back proves nothing.

    Raises:
        HandoverRefused: They cannot.
    """
    if before_shift(begun, now):
        return
    if arrived_at > now:
        raise HandoverRefused(_("The time of arrival lies in the future."))
    if before_shift(begun, arrived_at):
        raise HandoverRefused(_("The time of arrival lies before this shift began."))


def decide(access: Access, item: str, decision: Decision, *, digest: str, reason: str = "") -> None:
    """Accept one item, ask back, or decline it.

    Args:
        access: The door.
        item: Key of the item.
        decision: The decision.
        digest: Of the item as it was shown.
        reason: The question, or why it is declined; for an item that nobody could explain,
            because the outgoing officer is absent, why it is accepted all the same.

    Raises:
        HandoverRefused: The relief is not here, the item is another one by now, the outgoing
            officer has not explained it, or the reason is missing.
        StoreError: The database cannot be written.
    """
    held = looked(access)
    row = row_of(held)
    if held.walk.arrival is None:
        raise HandoverRefused(_("The relief is not here yet."))
    shown = item_of(held, item)
    if shown.digest != digest:
        raise HandoverRefused(
            _("This item has changed meanwhile. Look at it again; nothing was recorded.")
        )
    unexplained = to_be_explained(held.walk, shown)
    if unexplained and decision is not Decision.ASKED and not held.walk.absent:
        raise HandoverRefused(
            _("The outgoing officer has not explained this item yet. Nothing was recorded.")
        )
    if not reason.strip() and (decision is not Decision.ACCEPTED or unexplained):
        raise HandoverRefused(_reason_missing(decision))
    word = word_of(access, held, row, item, held.walk.arrival.name)
    new = facts.decided(word, decision, digest=digest, reason=reason.strip())
    access.ledger.record(new, provided=still(access, held, word))


def tell_leader(access: Access, *, actor: str, leader: str, mode: str, call: str = "") -> None:
    """Note that the leader on duty was told of the handover.

    Args:
        access: The door.
        actor: Who notes it.
        leader: Name of the leader.
        mode: `in_person` or `phone`.
        call: Number of the call, as typed; empty: none.

    Raises:
        HandoverRefused: No handover is under way, nobody is named, or something is undecided.
        NoSuchCall: The log has no call of that number.
        StoreError: The database cannot be written.
    """
    held = looked(access)
    row = row_of(held)
    if not leader.strip():
        raise HandoverRefused(_("Say which leader was told."))
    _all_decided(held.walk)
    attests = held.walk.arrival.name if held.walk.absent and held.walk.arrival else actor
    step = step_of(access, row, attests)
    heard = printed(access.store, call)
    new = facts.leader_told(step, leader=leader.strip(), mode=mode, call=heard)
    access.ledger.record(new, provided=still(access, held))


def leader_signs(access: Access, person: str, password: str) -> None:
    """Let the leader on duty sign the handover by password, where the unit wants that.

    They sign the list as it stands: where it changes, they are asked anew.

    Raises:
        HandoverRefused: No handover is under way, or something is undecided.
        AccessRefused: The password is wrong.
        StoreError: The database cannot be written.
    """
    held = looked(access)
    row = row_of(held)
    _all_decided(held.walk)
    leader = access.person(person)
    sign(access, access.account(leader), password, name=leader.name)
    step = step_of(access, row, leader.name)
    new = facts.leader_told(step, leader=leader.name, mode="signed", listed=list_digest(held.walk))
    access.ledger.record(new, provided=still(access, held))


def _all_decided(walk: Walk) -> None:
    """See that the leader hears of everything, not of what somebody happened to begin with.

    Raises:
        HandoverRefused: The relief is not here, or something is undecided.
    """
    if walk.arrival is None or undecided(walk):
        raise HandoverRefused(_("First everything is decided; then the leader is told or signs."))


def give_up(access: Access, *, actor: str, reason: str) -> None:
    """Give a handover up: the shift goes on, and what was explained stays readable.

    Raises:
        HandoverRefused: None is under way, or no reason is given.
        StoreError: The database cannot be written.
    """
    held = looked(access)
    row = row_of(held)
    if not reason.strip():
        raise HandoverRefused(_("Say why the handover is given up."))
    new = facts.given_up(step_of(access, row, actor), reason=reason.strip())
    access.ledger.record(new, provided=still(access, held))


def has_account(access: Access, person: str) -> bool:
    """Return whether somebody signs by password; nobody outside the register does."""
    with access.store.read() as session:
        return signs(session, person)


def _reason_missing(decision: Decision) -> str:
    """Return what is to be said with a decision."""
    if decision is Decision.ASKED:
        return _("Say what you want to know.")
    if decision is Decision.DECLINED:
        return _("Say why you decline it: it stays with the outgoing officer.")
    return _("Nobody explained this item. Say why you accept it all the same.")
