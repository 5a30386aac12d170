"""A leader's instruction: noted word for word, passed on, confirmed, carried out (article 16)."""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.matters import facts, instruction_facts
from dutyroom.registers.matters.acting import (
    instruction_given,
    known,
    needed,
    record,
    still_open,
)
from dutyroom.registers.matters.detail import MatterDetail
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.registers.matters.kinds import Channel


def instruct(
    access: Access,
    matter: str,
    what: Instruction,
    *,
    by: Officer,
    told: str = "",
    told_by: Channel = Channel.PHONE,
) -> str:
    """Note what a leader ordered, in their exact words, and to whom it was passed on at once.

    Both are recorded together or not at all.

    Args:
        access: Gives database, clock and place.
        matter: Id of the matter.
        what: The instruction.
        by: Who notes it.
        told: To whom it was passed on; empty: to nobody yet.
        told_by: By which way that was.

    Returns:
        Id of the instruction.

    Raises:
        MatterRefused: Who or what is missing, or the matter is closed.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = still_open(access, matter).row
    instruction_given(what)
    identity, now, place = facts.new_id(), access.clock.now(), access.place
    made = [
        instruction_facts.instructed(
            matter, now, place, actor=by.name, instruction=identity, what=what
        )
    ]
    if told.strip():
        made.append(
            instruction_facts.conveyed(
                matter,
                now,
                place,
                actor=by.name,
                instruction=identity,
                conveyance=facts.new_id(),
                told=told.strip(),
                channel=told_by,
            )
        )
    record(access, row, *made)
    return identity


def convey(
    access: Access, matter: str, instruction: str, told: str, channel: Channel, *, by: Officer
) -> str:
    """Note to whom an instruction was passed on.

    Returns:
        Id of the conveyance, for `receipt`.

    Raises:
        MatterRefused: Nobody is named, or there is no such instruction.
        StoreError: The database cannot be written; nothing was changed.
    """
    found = _instructed(access, matter, instruction)
    whom = needed(told, _("Write who was told. Nothing was changed."))
    identity = facts.new_id()
    fact = instruction_facts.conveyed(
        matter,
        access.clock.now(),
        access.place,
        actor=by.name,
        instruction=instruction,
        conveyance=identity,
        told=whom,
        channel=channel,
    )
    record(access, found.row, fact)
    return identity


def receipt(access: Access, matter: str, conveyance: str, words: str, *, by: Officer) -> None:
    """Note that whoever was told confirmed it.

    Raises:
        MatterRefused: There is no such conveyance, or it is confirmed already.
        StoreError: The database cannot be written; nothing was changed.
    """
    found = known(access, matter)
    told = next((each for each in found.conveyances if each.id == conveyance), None)
    if told is None or told.receipt_at is not None:
        raise MatterRefused(_("Nothing waits for this receipt. Nothing was changed."))
    said = needed(words, _("Write who confirmed and how. Nothing was changed."))
    fact = instruction_facts.receipted(
        matter,
        access.clock.now(),
        access.place,
        actor=by.name,
        conveyance=conveyance,
        receipt=said,
    )
    record(access, found.row, fact)


def settle(access: Access, matter: str, instruction: str, outcome: str, *, by: Officer) -> None:
    """Note what came of an instruction.

    Raises:
        MatterRefused: There is no such instruction, it has an outcome, or none is written.
        StoreError: The database cannot be written; nothing was changed.
    """
    found = _instructed(access, matter, instruction)
    if any(each.id == instruction and each.settled_at for each in found.instructions):
        raise MatterRefused(_("This instruction has its outcome already. Nothing was changed."))
    said = needed(outcome, _("Write what came of it. Nothing was changed."))
    fact = instruction_facts.settled(
        matter,
        access.clock.now(),
        access.place,
        actor=by.name,
        instruction=instruction,
        outcome=said,
    )
    record(access, found.row, fact)


def _instructed(access: Access, matter: str, instruction: str) -> MatterDetail:
    """Return a matter that has an instruction.

    Raises:
        MatterRefused: It has not.
    """
    found = known(access, matter)
    if all(each.id != instruction for each in found.instructions):
        raise MatterRefused(_("There is no such instruction. Nothing was changed."))
    return found
