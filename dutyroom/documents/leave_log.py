"""Leave and whereabouts as CSV, XLSX or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from dutyroom.documents.row_log import RowLog, plain
from dutyroom.documents.table import Column
from dutyroom.i18n import _
from dutyroom.registers.leave.kinds import FIELD_LABELS
from dutyroom.registers.leave.reading import Correction, LeaveRow
from dutyroom.standard.clocks import minute


def leave_log(
    rows: Sequence[LeaveRow],
    corrections: Mapping[str, Sequence[Correction]],
    now: datetime,
    grace: timedelta,
) -> RowLog:
    """Return leaves as they are written.

    Args:
        rows: The leaves.
        corrections: What was corrected of each, by its id.
        now: The moment that says where everybody is.
        grace: How long after the end a return may be reported [C].
    """
    return RowLog(
        _("Leave and whereabouts"),
        _columns(),
        [_texts(row, corrections.get(row.id, ()), now, grace) for row in rows],
        [
            {
                **plain(row),
                "whereabouts": row.whereabouts(now, grace).value,
                "corrections": [plain(each) for each in corrections.get(row.id, ())],
            }
            for row in rows
        ],
    )


def leave_line(row: LeaveRow, now: datetime, grace: timedelta) -> str:
    """Return a leave in one line."""
    deputy = _("deputy {name}").format(name=row.deputy_name) if row.deputy_name else ""
    until = row.returned_at or row.end
    span = f"{minute(row.left_at or row.start)} - {minute(until)}"
    where = row.whereabouts(now, grace).label
    parts = (where, row.name, span, _kind(row), row.place, row.reason, deputy)
    return "  ".join(part for part in parts if part)


def _columns() -> list[Column]:
    """Return the columns of CSV and XLSX."""
    named = {
        "whereabouts": _("State"),
        "name": _("Name"),
        "post": _("Post"),
        "kind": _("Kind of leave"),
        "start": _("From"),
        "end": _("Until"),
        "place": _("Where"),
        "reason": _("Reason"),
        "phone": _("Phone"),
        "deputy_name": _("Acting deputy"),
        "deputy_phone": _("Phone of the deputy"),
        "applied_by": _("Noted by"),
        "decided": _("Who decides"),
        "remark": _("Remark"),
        "left_at": _("Has left"),
        "returned_at": _("Back since"),
        "aware": _("What was said against it"),
        "corrections": _("Corrections"),
        "id": _("Id"),
    }
    wide = {"reason", "aware", "corrections"}
    return [Column(name, label, 40.0 if name in wide else 18.0) for name, label in named.items()]


def _texts(
    row: LeaveRow, corrections: Sequence[Correction], now: datetime, grace: timedelta
) -> list[str]:
    """Return the texts of a leave, in the order of the columns."""
    return [
        row.whereabouts(now, grace).label,
        row.name,
        row.post,
        _kind(row),
        minute(row.start),
        minute(row.end),
        row.place,
        row.reason,
        row.phone,
        row.deputy_name,
        row.deputy_phone,
        row.applied_by,
        f"{row.decided_name} {minute(row.decided_at)}" if row.decided_at else "",
        row.cancelled_why or row.remark,
        minute(row.left_at) if row.left_at else "",
        minute(row.returned_at) if row.returned_at else "",
        row.aware,
        "\n".join(_corrected(each) for each in corrections),
        row.id,
    ]


def _kind(row: LeaveRow) -> str:
    """Return why somebody is away, in a word; empty: another version's."""
    return row.kind.label if row.kind is not None else ""


def _corrected(each: Correction) -> str:
    """Return a correction in a line."""
    label = _(FIELD_LABELS[each.field]) if each.field in FIELD_LABELS else each.field
    return f"{minute(each.at)} {each.by}: {label} {each.old} > {each.new} ({each.why})"
