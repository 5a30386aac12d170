"""The steps of a swap: each checked by the rules, each a fact.

Acts that take a password belong into a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.assenting import given
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.reading import next_number
from dutyroom.registers.swaps import facts
from dutyroom.registers.swaps.errors import SwapNotPossible, told
from dutyroom.registers.swaps.facts import NamedLeg, Step
from dutyroom.registers.swaps.publication import (
    ground,
    judged,
    reasons_of,
    refuse_away,
    versions_of,
)
from dutyroom.registers.swaps.reading import SwapRow
from dutyroom.registers.swaps.reporting import Telling, checked, has_hand_in
from dutyroom.registers.swaps.steps import known, record, refuse_changed, step_of
from dutyroom.standard.roster import swapping
from dutyroom.standard.roster.swapping import Consent, Leg, SwapRefused, Waiver
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Asking:
    """A swap as it is asked for.

    Attributes:
        legs: What would change hands.
        reason: Why.
        by: Who asks, and how that is known; somebody concerned agrees by asking.
        waiver: The decision to swap a shift that has begun.
    """

    legs: Sequence[NamedLeg]
    reason: str
    by: Assent
    waiver: Waiver | None = None


def ask(access: Access, asked: Asking, *, actor: str, password: str = "") -> str:
    """Ask for a swap.

    Args:
        access: The door.
        asked: The swap.
        actor: Who enters it.
        password: The asker's own password, where they are at the desk.

    Returns:
        Id of the new swap.

    Raises:
        SwapNotPossible: A rule stands against it; nothing was recorded.
        AccessRefused: The asker's word is not good.
        StoreError: The database cannot be written; nothing was recorded.
    """
    now, identity = access.clock.now(), facts.new_id()
    legs = [Leg(leg.slot.id, leg.giver, leg.taker) for leg in asked.legs]
    names = {leg.taker: leg.taker_name for leg in asked.legs}
    slots = [(leg.slot.id, leg.slot.start, leg.slot.end) for leg in asked.legs]
    asker = asked.by.person or asked.by.name
    with access.store.read() as session:
        stands = ground(session, slots)
        try:
            made = swapping.ask(
                stands.roster, legs, swap_id=identity, by=asker, reason=asked.reason, now=now,
                waiver=asked.waiver,
            )  # fmt: skip
        except SwapRefused as error:
            raise told(error) from error
        refuse_away(session, stands, legs, names, now)
    word = given(access, asked.by, password)
    new = [
        facts.asked(
            identity,
            now,
            access.place,
            actor=actor,
            by=word.person,
            by_name=word.name,
            legs=asked.legs,
            reason=asked.reason,
            waiver=asked.waiver,
        )
    ]
    if made.consents:
        new.append(facts.agreed(Step(identity, 0, now, access.place, actor), word))
    access.ledger.record(*new)
    return identity


def agree(access: Access, swap_id: str, assent: Assent, *, actor: str, password: str = "") -> None:
    """Take the yes of somebody whose duty changes.

    Raises:
        SwapNotPossible: It is not the time for it, they are not concerned, or a taker is away.
        AccessRefused: Their word is not good.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = known(access, swap_id)
    consent = Consent(assent.person, access.clock.now())
    try:
        swapping.agree(row.swap, consent)
    except SwapRefused as error:
        raise told(error) from error
    if assent.person not in row.waiting:
        raise SwapNotPossible(_("{name} has agreed already.").format(name=assent.name))

    def nobody_away(session: Session) -> None:
        stands = ground(session, slots_of(row))
        refuse_away(session, stands, row.swap.legs, row.names, access.clock.now())

    with access.store.read() as session:
        nobody_away(session)
    word = given(access, assent, password)
    record(access, row, facts.agreed(step_of(access, row, actor), word), nobody_away)


def decline(
    access: Access, swap_id: str, assent: Assent, why: str, *, actor: str, password: str = ""
) -> None:
    """Take the no of somebody whose duty changes: the swap comes to nothing.

    Raises:
        SwapNotPossible: It is carried out or over, or they are not concerned.
        AccessRefused: Their word is not good.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = known(access, swap_id)
    try:
        swapping.decline(row.swap, assent.person, why)
    except SwapRefused as error:
        raise told(error) from error
    word = given(access, assent, password)
    record(access, row, facts.declined(step_of(access, row, actor), word, why))


def withdraw(access: Access, swap_id: str, why: str, *, actor: str) -> None:
    """Withdraw a swap that is not carried out.

    Raises:
        SwapNotPossible: It is, or no reason is given.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = known(access, swap_id)
    if not why.strip():
        raise SwapNotPossible(_("Say why."))
    try:
        swapping.withdraw(row.swap, actor, why)
    except SwapRefused as error:
        raise told(error) from error
    record(access, row, facts.withdrawn(step_of(access, row, actor), actor, why))


def report(access: Access, swap_id: str, told_of: Telling, *, actor: str) -> None:
    """Note that the leader has been told.

    Raises:
        SwapNotPossible: Not all have agreed, no leader is named, they have a part in it, or it
            takes their password or a reason.
        AccessRefused: Their password is wrong.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = known(access, swap_id)
    try:
        swapping.report(row.swap, told_of.leader.name, access.clock.now())
    except SwapRefused as error:
        raise told(error) from error
    leader = checked(access, row, told_of, actor=actor)
    signed = has_hand_in(row, leader.name.strip(), actor)
    step = step_of(access, row, actor)
    record(access, row, facts.reported(step, leader, signed=signed, why=told_of.why))


def carry_out(
    access: Access,
    swap_id: str,
    planning: Planning,
    *,
    actor: str,
    submitted: bool,
    waiver: Waiver | None = None,
) -> None:
    """Publish the roster with the swap and record that, in one transaction.

    Args:
        access: The door.
        swap_id: Id of the swap.
        planning: How the unit rosters.
        actor: Who publishes.
        submitted: Whether the roster had been submitted, so that a change notice is owed.
        waiver: The decision to swap in spite of a rule.

    Raises:
        SwapNotPossible: It is not the time for it, a rule stands against it, or a taker is away.
        RosterRefused: The new version cannot be published.
        StoreError: The database cannot be written; nothing was changed.
    """
    row, now = known(access, swap_id), access.clock.now()
    with access.store.read() as session:
        stands = ground(session, slots_of(row))
        setting = judged(session, stands, planning, row.names)
        period = stands.periods[0]
        number = next_number(session, period.first, period.last)
        refuse_away(session, stands, row.swap.legs, row.names, now)
    try:
        done, new = swapping.issue(
            row.swap, stands.roster, setting, now, submitted=submitted, waiver=waiver
        )
    except SwapRefused as error:
        raise told(error) from error
    with access.store.read() as session:
        reasons = reasons_of(session, stands, done, new, setting)
    made = versions_of(access, done, stands, new, planning, reasons=reasons, actor=actor)
    issued = facts.issued(
        step_of(access, row, actor),
        versions=[fact.subject for fact in made],
        number=number,
        notice_due=submitted,
        waiver=waiver,
    )

    def unchanged(session: Session) -> None:
        refuse_changed(session, row)
        again = ground(session, slots_of(row))
        if [each.id for each in again.periods] != [each.id for each in stands.periods]:
            raise SwapNotPossible(_("The roster or the swap has just been changed. Look again."))
        refuse_away(session, again, row.swap.legs, row.names, now)

    access.ledger.record(*made, issued, provided=unchanged)


def notice(access: Access, swap_id: str, how: str, *, actor: str) -> None:
    """Note that the change notice was sent.

    Raises:
        SwapNotPossible: None is owed, or it is not said how.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = known(access, swap_id)
    try:
        swapping.notify(row.swap, access.clock.now())
    except SwapRefused as error:
        raise told(error) from error
    if not how.strip():
        raise SwapNotPossible(_("Say to whom and how it was sent."))
    record(access, row, facts.noticed(step_of(access, row, actor), how))


def slots_of(row: SwapRow) -> list[tuple[str, datetime, datetime]]:
    """Return the slots of a swap with their times."""
    return [(leg.slot, leg.start, leg.end) for leg in row.legs if leg.start and leg.end]
