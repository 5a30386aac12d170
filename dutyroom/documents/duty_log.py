"""The duty log of a month: a line for each shift, and how early the reliefs came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dutyroom.documents.handover_words import margin_words
from dutyroom.documents.paper import Column, Paper, Table
from dutyroom.documents.slip import local_minute
from dutyroom.i18n import _
from dutyroom.registers.handover.duty_log import LoggedShift
from dutyroom.registers.handover.statistics import Margins


def paper(
    shifts: Sequence[LoggedShift], margins: Margins, *, unit: str, month: str, printed_at: datetime
) -> Paper:
    """Return the sheet of a month.

    Args:
        shifts: The shifts, the earliest first.
        margins: How early the reliefs came.
        unit: Name of the unit.
        month: The month as it is printed.
        printed_at: When it is made.
    """
    columns = [
        Column(_("Begin"), 1.6), Column(_("End"), 1.6), Column(_("Officer"), 1.1),
        Column(_("Leader on duty"), 1.1), Column(_("Calls"), 0.6), Column(_("Missed"), 0.6),
        Column(_("Called"), 0.6), Column(_("Matters in"), 0.7), Column(_("Closed"), 0.6),
        Column(_("Handover"), 1), Column(_("Relief came"), 1.1),
    ]  # fmt: skip
    return Paper(
        title=_("Duty log {month}").format(month=month),
        unit=unit,
        printed_at=printed_at,
        tables=[Table(columns, [_row(each) for each in shifts], empty=_("No shift began."))],
        notes=[summary(margins)],
        landscape=True,
        size=9.5,
    )


def _row(logged: LoggedShift) -> list[str]:
    """Return the cells of a shift."""
    shift, handover = logged.shift, logged.handover
    return [
        local_minute(shift.begun_at),
        local_minute(shift.ended_at) if shift.ended_at else _("lasts"),
        shift.officer,
        shift.leader,
        str(logged.calls),
        str(logged.missed),
        str(logged.called),
        str(logged.opened),
        str(logged.closed),
        handover.label if handover else "",
        margin_words(handover.margin) if handover else "",
    ]


def summary(margins: Margins) -> str:
    """Return how early the reliefs came, in a sentence."""
    if margins.median is None:
        return _("No relief had a planned hour.")
    return _(
        "Reliefs with a planned hour: {count}; ten minutes early: {in_time}; late: {late}; "
        "middle: {median}."
    ).format(
        count=margins.count,
        in_time=margins.in_time,
        late=margins.late,
        median=margin_words(margins.median),
    )
