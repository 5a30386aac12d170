"""What the facts of a leader's instruction do to the rows of a matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dutyroom.registers.matters import instruction_facts
from dutyroom.registers.matters.kinds import Channel, Step
from dutyroom.registers.matters.rows import Rows
from dutyroom.registers.matters.tables import MatterConveyance, MatterInstruction
from dutyroom.registers.values import choice, text, words
from dutyroom.store.journal import Entry


def _instructed(rows: Rows, entry: Entry) -> None:
    """A leader ordered something; their words never change."""
    fact = entry.fact
    identity = words(fact, "instruction") or str(fact.id)
    if rows.find(MatterInstruction, id=identity) is not None:
        return
    said, given_by = text(fact, "words"), text(fact, "given_by")
    rows.add(
        MatterInstruction,
        id=identity,
        given_by=given_by,
        received_at=fact.occurred_at,
        channel=choice(Channel, words(fact, "channel")) or "",
        words=said,
        noted_by=fact.actor,
    )
    rows.step(Step.INSTRUCTED, fact, who=given_by, words=said, about=identity)


def _conveyed(rows: Rows, entry: Entry) -> None:
    """It was passed on to somebody."""
    fact = entry.fact
    identity = words(fact, "conveyance") or str(fact.id)
    told, instruction = text(fact, "told"), words(fact, "instruction")
    rows.add(
        MatterConveyance,
        id=identity,
        instruction=instruction,
        told=told,
        channel=choice(Channel, words(fact, "channel")) or "",
        at=fact.occurred_at,
        by=fact.actor,
    )
    rows.step(Step.CONVEYED, fact, who=told, about=instruction)


def _receipted(rows: Rows, entry: Entry) -> None:
    """Whoever was told confirmed it; the first receipt counts."""
    fact = entry.fact
    conveyance, receipt = words(fact, "conveyance"), text(fact, "receipt")
    row = rows.find(MatterConveyance, id=conveyance)
    if row is not None and row["receipt_at"] is None:
        row |= {"receipt": receipt, "receipt_at": fact.occurred_at}
    who = row["told"] if row is not None else ""
    rows.step(Step.RECEIPTED, fact, who=who, words=receipt, about=conveyance)


def _settled(rows: Rows, entry: Entry) -> None:
    """It was carried out; the first outcome counts, a later one stands in the thread."""
    fact = entry.fact
    instruction, outcome = words(fact, "instruction"), text(fact, "outcome")
    row = rows.find(MatterInstruction, id=instruction)
    if row is not None and row["settled_at"] is None:
        row |= {"outcome": outcome, "settled_at": fact.occurred_at, "settled_by": fact.actor}
    rows.step(Step.SETTLED, fact, words=outcome, about=instruction)


def _left(rows: Rows, entry: Entry) -> None:
    """The matter is closed without its outcome; the instruction goes on waiting for it."""
    fact = entry.fact
    rows.step(Step.LEFT, fact, words=text(fact, "why"), about=words(fact, "instruction"))


STEPS: Final[Mapping[str, Callable[[Rows, Entry], None]]] = {
    instruction_facts.INSTRUCTED: _instructed,
    instruction_facts.CONVEYED: _conveyed,
    instruction_facts.RECEIPTED: _receipted,
    instruction_facts.SETTLED: _settled,
    instruction_facts.LEFT: _left,
}
"""What each kind of fact does."""
