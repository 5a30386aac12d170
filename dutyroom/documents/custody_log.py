"""The documents by number as CSV, XLSX or JSON, and what happened to one in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from dutyroom.documents.row_log import RowLog, plain
from dutyroom.documents.table import Column
from dutyroom.i18n import _
from dutyroom.registers.custody.kinds import FIELD_LABELS, CustodyStep, stored
from dutyroom.registers.custody.reading import DocumentRow, StepRow
from dutyroom.standard.clocks import minute


def custody_log(rows: Sequence[DocumentRow], steps: Mapping[str, Sequence[StepRow]]) -> RowLog:
    """Return documents as they are written.

    Args:
        rows: The documents.
        steps: What happened to each, by its id.
    """
    return RowLog(
        _("Documents by number"),
        _columns(),
        [_texts(row, steps.get(row.id, ())) for row in rows],
        [{**plain(row), "steps": [plain(each) for each in steps.get(row.id, ())]} for row in rows],
    )


def document_line(row: DocumentRow) -> str:
    """Return a document in one line."""
    state = row.state.label if row.state is not None else "?"
    level = row.level.label if row.level is not None else "?"
    due = minute(row.due_at) if row.due_at is not None else ""
    parts = (row.number, str(row.copies), level, state, row.custodian, row.borrower, due)
    return "  ".join(part for part in parts if part)


def step_words(step: StepRow) -> str:
    """Return what happened to a document, in a line of foreign text."""
    label = step.step.label if step.step is not None else "?"
    head = f"{minute(step.at)} {step.by}  {label}"
    if step.step is CustodyStep.CORRECTED:
        field = _(FIELD_LABELS[step.field]) if step.field in FIELD_LABELS else step.field
        old, new = (stored(step.field, text) for text in (step.old, step.new))
        return f"{head}  {field} {old} > {new} ({step.why})"
    second = {
        CustodyStep.SENT: _("receipt {receipt}"),
        CustodyStep.DESTROYED: _("seen by {receipt}"),
    }
    parts = [head, step.whom]
    if step.step in second and step.second:
        parts.append(second[step.step].format(receipt=step.second))
    if step.due_at is not None:
        parts.append(_("until {time}").format(time=minute(step.due_at)))
    return "  ".join(part for part in parts if part)


def _columns() -> list[Column]:
    """Return the columns of CSV and XLSX."""
    named = {
        "number": _("Document no."),
        "copies": _("Copies"),
        "level": _("Level marking"),
        "state": _("State"),
        "received_at": _("Taken in"),
        "received_from": _("Taken in from"),
        "custodian": _("Custodian"),
        "borrower": _("Borrower"),
        "lent_at": _("Lent since"),
        "due_at": _("Lent until"),
        "steps": _("Course of the document"),
        "id": _("Id"),
    }
    wide = {"number", "steps"}
    return [Column(name, label, 40.0 if name in wide else 16.0) for name, label in named.items()]


def _texts(row: DocumentRow, steps: Sequence[StepRow]) -> list[str]:
    """Return the texts of a document, in the order of the columns."""
    return [
        row.number,
        str(row.copies),
        row.level.label if row.level is not None else "?",
        row.state.label if row.state is not None else "?",
        minute(row.received_at),
        row.received_from,
        row.custodian,
        row.borrower,
        _at(row.lent_at),
        _at(row.due_at),
        "\n".join(step_words(each) for each in steps),
        row.id,
    ]


def _at(moment: datetime | None) -> str:
    """Return a time to the minute; empty where there is none."""
    return minute(moment) if moment is not None else ""
