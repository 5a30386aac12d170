"""The sheet of a matter: what came in, instructions with room to sign, and its course."""

from __future__ import annotations

from datetime import datetime

from dutyroom.documents.matter_words import toward, value, word
from dutyroom.documents.paper import Box, Column, Paper, Table
from dutyroom.documents.slip import local_minute
from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.matters.detail import InstructionRow, MatterDetail, StepRow
from dutyroom.registers.matters.fields import label
from dutyroom.registers.matters.kinds import Step
from dutyroom.standard.clocks import minute


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
        tables=[_written(detail), _instructions(detail), _course(detail)],
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


def _written(detail: MatterDetail) -> Table:
    """Return what it is about, what is proposed, and what may come of it."""
    row = detail.row
    texts = {
        _("Content"): row.content,
        _("Proposed handling"): row.proposal,
        _(label("risk")): row.risk,
        _("Waiting for"): row.waiting_for,
    }
    columns = [Column(_("Item"), 1), Column(_("What is written"), 6)]
    return Table(columns, [(name, text) for name, text in texts.items() if text])


def _boxes(detail: MatterDetail) -> list[Box]:
    """Return instruction and result, with room to write and sign."""
    row = detail.row
    ordered = "\n".join(pair(each.given_by, each.words) for each in detail.instructions)
    closed = f" ({row.closed_by}, {minute(row.closed_at)})" if row.closed_at else ""
    return [
        Box(_("Leader's instruction"), ordered, room=2.4, signed=True),
        Box(_("Result"), f"{row.result}{closed}", signed=row.open),
    ]


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
            f"{minute(each.received_at)} {word('channel', each.channel)}",
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
        f"{each.told} {minute(each.at)} {each.receipt}".strip() for each in detail.conveyed(row.id)
    ]
    return "\n".join(told)


def _course(detail: MatterDetail) -> Table:
    """Return the thread."""
    columns = [
        Column(_("Time"), 1.4),
        Column(_("Step"), 1.2),
        Column(_("Noted by"), 1),
        Column(_("What was done"), 4),
    ]
    corrections = list(detail.corrections)
    rows = []
    for step in detail.steps:
        said = _said(step)
        if step.step == Step.CORRECTED and corrections:
            change = corrections.pop(0)
            old, new = value(change.field, change.old), value(change.field, change.new)
            said = pair(_(label(change.field)), f"{old} -> {new}  {said}")
        rows.append((minute(step.at), word("step", step.step), step.by, said))
    return Table(columns, rows, heading=_("Course of the matter"))


def _said(step: StepRow) -> str:
    """Return what one step says, in one cell."""
    who = toward(step.step, step.who)
    channel = f"({word('channel', step.channel)})" if step.channel else ""
    answer = f"{_('Answer:')} {step.answer}" if step.answer else ""
    waiting = f"{_('Waiting for')} {step.waiting_for}" if step.waiting_for else ""
    return "  ".join(part for part in (who, channel, step.words, answer, waiting) if part)
