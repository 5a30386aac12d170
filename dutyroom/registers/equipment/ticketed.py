"""What a signed check says of faults: new tickets, and what those that are open learn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dutyroom.registers.equipment import facts, faults
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.entries import EntryRow
from dutyroom.registers.equipment.fault_facts import Step, Told, fault_opened, fault_went_on
from dutyroom.registers.equipment.faults import FaultRow, StepRow
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.standard.equipment.items import State
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

_DESCRIBES: Final = frozenset({Step.OPENED, Step.FOUND_AGAIN, Step.REJECTED})
"""Steps that say what is wrong with the item."""


def mended(session: Session, found: Mapping[str, EntryRow]) -> dict[str, FaultRow]:
    """Return the verified tickets of what was found bad, where they were closed since.

    Args:
        session: A transaction.
        found: How items were found, by key.
    """
    bad = {key: entry for key, entry in found.items() if entry.state is not State.OK}
    return {
        fault.item: fault
        for fault in faults.verified(session, bad)
        if fault.closed_at is not None and fault.closed_at >= bad[fault.item].at
    }


def unrepaired(session: Session, found: Mapping[str, EntryRow]) -> dict[str, FaultRow]:
    """Return the tickets that were closed without a repair, of what no check found in order since.

    Args:
        session: A transaction.
        found: How items were found last on a signed sheet, by key.
    """
    closed = {fault.item: fault for fault in faults.last_closed(session) if not fault.verified}
    return {key: fault for key, fault in closed.items() if not _fine_since(found.get(key), fault)}


def _fine_since(entry: EntryRow | None, fault: FaultRow) -> bool:
    """Tell whether an item was found in order after its ticket was closed."""
    if entry is None or fault.closed_at is None:
        return False
    return entry.state is State.OK and entry.at > fault.closed_at


def tickets_of(session: Session, act: Act, sheet: Sheet) -> Iterator[Fact]:
    """Yield the tickets of what was found not in order, and what open ones learn (article 12).

    What was repaired after it was entered, and seen to work, gets no other ticket.

    Args:
        session: A transaction.
        act: Who signs, where and when.
        sheet: The check that is signed.
    """
    known = {fault.item: fault for fault in faults.open_faults(session)}
    settled = mended(session, sheet.found).keys() - known.keys()
    for item in sheet.items:
        entry = sheet.found.get(item.key)
        if entry is None or entry.state is State.OK or item.key in settled:
            continue
        ticket = known.get(item.key)
        if ticket is None:
            yield fault_opened(
                facts.new_id(),
                act.at,
                act.place,
                actor=act.actor,
                item=item,
                state=entry.state,
                words=entry.note,
                workaround=entry.workaround,
                sheet=sheet.row.id,
                noticed=entry.at,
            )
        elif (learnt := _learnt(act, ticket, entry, faults.steps(session, ticket.id))) is not None:
            step, told = learnt
            yield fault_went_on(
                step,
                ticket.id,
                act.at,
                act.place,
                actor=act.actor,
                revision=ticket.revision + 1,
                told=told,
            )


def _learnt(
    act: Act, ticket: FaultRow, entry: EntryRow, steps: Sequence[StepRow]
) -> tuple[Step, Told] | None:
    """Return what an open ticket learns from an entry; None: it knows that, or knows better.

    A repair that was made before the entry has not held. What was said of the ticket after the
    item was entered stands, and so does a repair that was made since.
    """
    since = [step for step in steps if _since(step, entry)]
    repaired = ticket.repaired_at is not None
    if repaired and any(step.step is Step.REPAIRED for step in since):
        return None
    stands = any(step.step is Step.BYPASSED or step.workaround or step.gone for step in since)
    around = ticket.workaround if stands else entry.workaround
    if any(step.step in _DESCRIBES for step in since):
        new = bool(around) and around != ticket.workaround
        return (Step.BYPASSED, Told(words=around)) if new else None
    told = Told(
        words=entry.note,
        whom=entry.by if entry.by != act.actor else "",
        happened=entry.at,
        state=entry.state,
        workaround=around if around != ticket.workaround else "",
        gone=bool(ticket.workaround) and not around,
    )
    if repaired:
        return Step.REJECTED, told
    known = (ticket.state, ticket.words, ticket.workaround)
    return (Step.FOUND_AGAIN, told) if (entry.state, entry.note, around) != known else None


def _since(step: StepRow, entry: EntryRow) -> bool:
    """Return whether something was so after an item was entered; a typed time is to the minute."""
    entered = entry.at.replace(second=0, microsecond=0)
    return step.at > entry.at and (step.happened_at is None or step.happened_at >= entered)
