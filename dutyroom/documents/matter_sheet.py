"""The sheet of a matter: what came in, instructions with room to sign, and its course."""

from __future__ import annotations

from datetime import datetime

from dutyroom.documents.matter_words import word
from dutyroom.documents.paper import Box, Column, Paper, Table
from dutyroom.documents.slip import local_minute
from dutyroom.i18n import _
from dutyroom.registers.matters.detail import InstructionRow, MatterDetail, StepRow
from dutyroom.registers.matters.fields import label
from dutyroom.registers.matters.kinds import Step


def matter_sheet(detail: MatterDetail, *, unit: str, printed_at: datetime) -> Paper:
    """Return the sheet of a matter.

    Args:
        detail: The matter.
        unit: Name of the unit.
        printed_at: When it is made, aware.
    """
    row = detail.row
    return Paper(
        title=_("Matter sheet"),
        unit=unit,
        printed_at=printed_at,
        number=_("No. {number}").format(number=row.label),
        mark=word("urgency", row.urgency) if row.urgency != "ordinary" else "",
        pairs=_pairs(detail),
        boxes=_boxes(detail),
        tables=[_instructions(detail), _course(detail)],
        signatures=[(_("First receiver"), row.first_receiver), (_("Handler"), row.handler)],
    )


def _pairs(detail: MatterDetail) -> list[tuple[str, str]]:
    """Return the short fields."""
    row = detail.row
    contact = "  ".join(part for part in (row.contact_name, row.contact_phone) if part)
    pairs = [
        (_("Received"), local_minute(row.opened_at)),
        (_("Source"), word("source", row.source)),
        (_("Kind"), word("kind", row.kind)),
        (_("Urgency"), word("urgency", row.urgency)),
        (_("Unit concerned"), row.contact_unit),
        (_("Contact"), contact),
        (_("Due"), local_minute(row.due_at) if row.due_at else ""),
        (_("State"), _("Pending") if row.open else _("Closed")),
    ]
    if row.assigned_by or row.reference:
        pairs += [(_("Assigned by"), row.assigned_by), (_("Document and number"), row.reference)]
    return pairs


def _boxes(detail: MatterDetail) -> list[Box]:
    """Return content, proposal, risk, instruction and result, with room to write."""
    row = detail.row
    ordered = "\n".join(f"{each.given_by}: {each.words}" for each in detail.instructions)
    boxes = [Box(_("Content"), row.content), Box(_("Proposed handling"), row.proposal)]
    if row.risk:
        boxes.append(Box(_(label("risk")), row.risk))
    boxes.append(Box(_("Leader's instruction"), ordered, room=2.4, signed=not ordered))
    closed = f" ({row.closed_by}, {local_minute(row.closed_at)})" if row.closed_at else ""
    boxes.append(Box(_("Result"), f"{row.result}{closed}", signed=row.open))
    return boxes


def _instructions(detail: MatterDetail) -> Table:
    """Return the instructions, to whom they were passed on, and what came of them."""
    columns = [
        Column(_("Given by"), 1.2),
        Column(_("Received"), 1.2),
        Column(_("Exact words"), 3),
        Column(_("Conveyed to"), 2),
        Column(_("Outcome"), 2),
    ]
    rows = [
        (
            each.given_by,
            f"{local_minute(each.received_at)} {word('channel', each.channel)}",
            each.words,
            _conveyed(detail, each),
            each.outcome,
        )
        for each in detail.instructions
    ]
    return Table(columns, rows, heading=_("Instructions"))


def _conveyed(detail: MatterDetail, row: InstructionRow) -> str:
    """Return to whom an instruction was passed on, and their receipts."""
    told = [
        f"{each.told} {local_minute(each.at)} {each.receipt}".strip()
        for each in detail.conveyed(row.id)
    ]
    return "\n".join(told)


def _course(detail: MatterDetail) -> Table:
    """Return the thread."""
    columns = [
        Column(_("Time"), 1.2),
        Column(_("Step"), 1.2),
        Column(_("By"), 1),
        Column(_("What was done"), 4),
    ]
    corrections = list(detail.corrections)
    rows = []
    for step in detail.steps:
        said = _said(step)
        if step.step == Step.CORRECTED and corrections:
            change = corrections.pop(0)
            said = f"{_(label(change.field))}: {change.old} -> {change.new}  {said}"
        rows.append((local_minute(step.at), word("step", step.step), step.by, said))
    return Table(columns, rows, heading=_("Course of the matter"))


def _said(step: StepRow) -> str:
    """Return what one step says, in one cell."""
    who = f"-> {step.who}" if step.who and step.step != Step.OPENED else ""
    channel = f"({word('channel', step.channel)})" if step.channel else ""
    answer = f"{_('Answer:')} {step.answer}" if step.answer else ""
    waiting = f"{_('Waiting for')} {step.waiting_for}" if step.waiting_for else ""
    return "  ".join(part for part in (who, channel, step.words, answer, waiting) if part)
