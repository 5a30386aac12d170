"""The visitors of a day on paper (来访登记): who, from where, what for, in and out (article 18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from dutyroom.documents.paper import Column, Paper, Table
from dutyroom.documents.slip import local_minute
from dutyroom.i18n import _
from dutyroom.registers.visitors.kinds import VisitState, field_label, stored
from dutyroom.registers.visitors.reading import Change, VisitorRow
from dutyroom.standard.clocks import local


def visitor_sheet(
    day: date,
    rows: Sequence[VisitorRow],
    changes: Mapping[str, Sequence[Change]],
    *,
    unit: str,
    now: datetime,
) -> Paper:
    """Return the visitors of a day as a sheet of paper.

    Args:
        day: The day, in Beijing time.
        rows: Its visits, in the order in which they came.
        changes: What was corrected of each, by its id.
        unit: Name of the unit.
        now: When the sheet is made.
    """
    states = [row.state for row in rows]
    return Paper(
        title=_("Visitors of a day"),
        unit=unit,
        printed_at=now,
        pairs=(
            (_("Day"), f"{day:%Y-%m-%d}"),
            (_("Visits"), str(len(rows) - states.count(VisitState.VOID))),
            (_("Still in"), str(states.count(VisitState.INSIDE))),
            (_("Not let in"), str(states.count(VisitState.REFUSED))),
        ),
        tables=(
            Table(
                _columns(),
                [_line(n, row, day) for n, row in enumerate(rows, 1)],
                empty=_("Nobody."),
            ),
        ),
        signatures=((_("Duty officer"), ""), (_("Leader on duty"), "")),
        notes=[
            _note(number, change)
            for number, row in enumerate(rows, 1)
            for change in changes.get(row.id, ())
        ],
        landscape=True,
    )


def _columns() -> tuple[Column, ...]:
    """Return the columns."""
    return (
        Column(_("Row"), 0.5), Column(_("Visitor"), 1.2), Column(_("Unit of the visitor"), 2.0),
        Column(_("Business"), 2.4), Column(_("Whom they see"), 1.2), Column(_("Came"), 0.9),
        Column(_("Went"), 1.1), Column(_("Noted by"), 1.1), Column(_("Remark"), 1.6),
    )  # fmt: skip


def _line(number: int, row: VisitorRow, day: date) -> tuple[str, ...]:
    """Return the line of a visit."""
    remark = row.state.label if row.state not in {None, VisitState.LEFT} else ""
    if row.refused_why:
        remark = _("{what}: {why}").format(what=remark, why=row.refused_why)
    return (
        str(number),
        row.name,
        row.from_unit,
        row.business,
        row.host,
        _at(row.came_at, day),
        _at(row.left_at, day),
        row.came_by,
        remark,
    )


def _at(moment: datetime | None, day: date) -> str:
    """Return a time: alone on the day of the sheet, else with its day; empty: none."""
    if moment is None:
        return ""
    same = local(moment).date() == day
    return f"{local(moment):%H:%M}" if same else f"{local(moment):%m-%d %H:%M}"


def _note(number: int, change: Change) -> str:
    """Return a correction in a line."""
    label = field_label(change.field)
    return _("Row {number}: {field} {old} > {new} ({why}), {time} {name}").format(
        number=number,
        field=label,
        old=stored(change.field, change.old),
        new=stored(change.field, change.new),
        why=change.why,
        time=local_minute(change.at),
        name=change.by,
    )
