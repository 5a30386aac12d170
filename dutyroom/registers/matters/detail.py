"""Everything that is known of one matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select

from dutyroom.registers.matters import tables
from dutyroom.registers.matters.kinds import TransferState
from dutyroom.registers.matters.line import MatterRow
from dutyroom.registers.matters.reading import get
from dutyroom.store.models import SQLModel
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the thread.

    Attributes:
        fact: Id of the fact that made it.
        step: A `Step`.
        at: When it happened.
        by: Who did or noted it.
        channel: A `Channel`, or empty.
        who: Whom it concerned: whoever was told, gave an instruction, was asked.
        words: What was done or said.
        answer: What they answered.
        waiting_for: Whom or what the matter waited for from then on.
        about: Id of the instruction, transfer, handover or link that it is about.
    """

    fact: str
    step: str
    at: datetime
    by: str
    channel: str
    who: str
    words: str
    answer: str
    waiting_for: str
    about: str


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """What a leader ordered; `settled_at` is None until there is an outcome."""

    id: str
    given_by: str
    received_at: datetime
    channel: str
    words: str
    noted_by: str
    outcome: str
    settled_at: datetime | None
    settled_by: str


@dataclass(frozen=True, slots=True)
class ConveyanceRow:
    """To whom an instruction was passed on; `receipt_at` is None until they confirmed."""

    id: str
    instruction: str
    told: str
    channel: str
    at: datetime
    by: str
    receipt: str
    receipt_at: datetime | None


@dataclass(frozen=True, slots=True)
class TransferRow:
    """An offer to take the matter over; `state` is a `TransferState`."""

    id: str
    offered_by: str
    offered_to: str
    offered_to_id: str
    why: str
    asked_at: datetime
    state: str
    answered_at: datetime | None
    answered_by: str
    answer: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What the matter is linked to; `kind` is a `LinkKind`."""

    kind: str
    target: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file kept with the matter; `size` is in bytes, `name` is foreign text."""

    name: str
    sha256: str
    size: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A field that was changed."""

    field: str
    old: str
    new: str
    why: str
    by: str
    at: datetime


_Value = TypeVar(
    "_Value",
    StepRow,
    InstructionRow,
    ConveyanceRow,
    TransferRow,
    LinkRow,
    AttachmentRow,
    CorrectionRow,
)


@dataclass(frozen=True, slots=True)
class MatterDetail:
    """Everything that is known of a matter. Texts are foreign text.

    Attributes:
        row: The matter.
        steps: Its thread, in the order in which it happened.
        instructions: What leaders ordered.
        conveyances: To whom that was passed on.
        transfers: Who was asked to take it over.
        links: What it is linked to.
        attachments: The files kept with it.
        corrections: What was changed.
    """

    row: MatterRow
    steps: tuple[StepRow, ...]
    instructions: tuple[InstructionRow, ...]
    conveyances: tuple[ConveyanceRow, ...]
    transfers: tuple[TransferRow, ...]
    links: tuple[LinkRow, ...]
    attachments: tuple[AttachmentRow, ...]
    corrections: tuple[CorrectionRow, ...]

    @property
    def asked(self) -> TransferRow | None:
        """The offer that nobody has answered yet; None: there is none."""
        waiting = (each for each in self.transfers if each.state == TransferState.PENDING)
        return next(waiting, None)

    def conveyed(self, instruction: str) -> list[ConveyanceRow]:
        """Return to whom an instruction was passed on."""
        return [each for each in self.conveyances if each.instruction == instruction]


def detail(session: Session, matter: str) -> MatterDetail | None:
    """Return everything that is known of a matter, or None where there is none.

    Args:
        session: A transaction.
        matter: Its id.
    """
    row = get(session, matter)
    if row is None:
        return None
    return MatterDetail(
        row,
        _of(session, matter, tables.MatterStep, StepRow),
        _of(session, matter, tables.MatterInstruction, InstructionRow),
        _of(session, matter, tables.MatterConveyance, ConveyanceRow),
        _of(session, matter, tables.MatterTransfer, TransferRow),
        _of(session, matter, tables.MatterLink, LinkRow),
        _of(session, matter, tables.MatterAttachment, AttachmentRow),
        _of(session, matter, tables.MatterCorrection, CorrectionRow),
    )


def _of(
    session: Session, matter: str, model: type[SQLModel], made: type[_Value]
) -> tuple[_Value, ...]:
    """Return the rows of a table that belong to a matter, in order."""
    table = table_of(model)
    columns = (table.c[name] for name in made.__dataclass_fields__)
    order = table.c["position"] if "position" in table.c else table.c["at"]
    ordered = select(*columns).where(table.c["matter"] == matter).order_by(order)
    return tuple(made(*row) for row in session.connection().execute(ordered))
