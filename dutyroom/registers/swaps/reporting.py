"""Which leader may be told of a swap (article 15): nobody reports to themselves on their own word.

Whoever notes the report, or attested a consent of the same swap, is told only under their own
password; and that it is another leader than the one on duty is said, and takes a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.assenting import given, signs
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.shifts.on_duty import ShiftRow, in_charge
from dutyroom.registers.swaps.errors import SwapNotPossible
from dutyroom.registers.swaps.reading import SwapRow


class LeaderMustSign(SwapNotPossible):
    """The leader has a hand in the swap's records, and is told under their own password."""


class OtherLeader(SwapNotPossible):
    """It is not the leader on duty, and nobody said why."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a leader was told.

    Attributes:
        leader: Who, and by which way.
        password: Their own; empty: none was asked.
        why: Why it is not the leader on duty.
    """

    leader: Assent
    password: str = ""
    why: str = ""


def has_hand_in(row: SwapRow, name: str, actor: str) -> bool:
    """Return whether somebody vouches for this swap already: as attester, or as note-taker.

    Args:
        row: The swap.
        name: Their name.
        actor: Who notes the report.
    """
    return name in {actor, *(each.attested_by for each in row.consents)} - {""}


def checked(access: Access, row: SwapRow, told: Telling, *, actor: str) -> Assent:
    """Return the leader's part as it is kept; a password takes a tenth of a second, in a thread.

    Raises:
        LeaderMustSign: Their own password is wanted.
        OtherLeader: Another leader is on duty, and no reason is given.
        SwapNotPossible: They have a part in the swap, or vouch for it and cannot sign.
        AccessRefused: The password is wrong.
        StoreError: The database cannot be used.
    """
    leader, name = told.leader, told.leader.name.strip()
    if row.concerns(leader.person, name):
        words = _("{name} has a part in this swap: report it to another leader. Nothing was noted.")
        raise SwapNotPossible(words.format(name=name))
    if has_hand_in(row, name, actor):
        leader = _signed(access, told)
    with access.store.read() as session:
        shift = in_charge(session, seat=access.place.seat)
    if shift is not None and not told.why.strip() and _passed_over(row, leader, shift):
        words = _("The leader on duty is {leader}, not {name}: say why {name} was told.")
        raise OtherLeader(words.format(leader=shift.leader, name=name))
    return leader


def _signed(access: Access, told: Telling) -> Assent:
    """Return the word of a leader who vouches for the swap: signed, or refused.

    Raises:
        SwapNotPossible: It is not signed.
        AccessRefused: The password is wrong.
    """
    leader = told.leader
    if leader.channel is not Channel.PRESENT or not signs(access, leader.person):
        words = _(
            "{name} notes this report or attested a consent of this swap: another leader is told, "
            "or {name} signs in person with their own password."
        )
        raise SwapNotPossible(words.format(name=leader.name))
    if not told.password:
        words = _("{name} signs with their own password.")
        raise LeaderMustSign(words.format(name=leader.name))
    return given(access, leader, told.password)


def _passed_over(row: SwapRow, leader: Assent, shift: ShiftRow) -> bool:
    """Return whether a leader is on duty who could have been told, and it was another."""
    if not shift.leader or row.concerns(shift.leader_id, shift.leader):
        return False
    if leader.person and shift.leader_id:
        return leader.person != shift.leader_id
    return leader.name.strip() != shift.leader
