"""The register of visitors as CSV, XLSX or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from dutyroom.documents.row_log import RowLog, plain
from dutyroom.documents.table import Column
from dutyroom.i18n import _
from dutyroom.registers.visitors.kinds import FIELD_LABELS, stored
from dutyroom.registers.visitors.reading import Change, VisitorRow
from dutyroom.standard.clocks import minute


def visitor_log(rows: Sequence[VisitorRow], changes: Mapping[str, Sequence[Change]]) -> RowLog:
    """Return visits as they are written.

    Args:
        rows: The visits.
        changes: What was corrected of each, by its id.
    """
    return RowLog(
        _("Visitors"),
        _columns(),
        [_texts(row, changes.get(row.id, ())) for row in rows],
        [
            {**plain(row), "corrections": [plain(each) for each in changes.get(row.id, ())]}
            for row in rows
        ],
    )


def visitor_line(row: VisitorRow) -> str:
    """Return a visit in one line."""
    state = row.state.label if row.state is not None else "?"
    went = f"- {minute(row.left_at)}" if row.left_at is not None else ""
    parts = (minute(row.came_at), went, state, row.name, row.from_unit, row.business, row.host)
    return "  ".join(part for part in parts if part)


def _columns() -> list[Column]:
    """Return the columns of CSV and XLSX."""
    named = {
        "came_at": _("Came"),
        "left_at": _("Went"),
        "state": _("State"),
        "name": _("Visitor"),
        "from_unit": _("Unit of the visitor"),
        "business": _("Business"),
        "host": _("Whom they see"),
        "refused_why": _("Why not let in"),
        "came_by": _("Noted by"),
        "left_by": _("Let out by"),
        "corrections": _("Corrections"),
        "id": _("Id"),
    }
    wide = {"business", "corrections"}
    return [Column(name, label, 40.0 if name in wide else 18.0) for name, label in named.items()]


def _texts(row: VisitorRow, changes: Sequence[Change]) -> list[str]:
    """Return the texts of a visit, in the order of the columns."""
    return [
        minute(row.came_at),
        _at(row.left_at),
        row.state.label if row.state is not None else "?",
        row.name,
        row.from_unit,
        row.business,
        row.host,
        row.refused_why,
        row.came_by,
        row.left_by,
        "\n".join(_corrected(each) for each in changes),
        row.id,
    ]


def _corrected(change: Change) -> str:
    """Return a correction in a line."""
    label = _(FIELD_LABELS[change.field]) if change.field in FIELD_LABELS else change.field
    old, new = (stored(change.field, text) for text in (change.old, change.new))
    return f"{minute(change.at)} {change.by}: {label} {old} > {new} ({change.why})"


def _at(moment: datetime | None) -> str:
    """Return a time to the minute; empty where there is none."""
    return minute(moment) if moment is not None else ""
