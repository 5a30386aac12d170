"""The duty log of a month: a line for each shift, and how early the reliefs came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dutyroom.documents import reachability
from dutyroom.documents.handover_words import margin_words
from dutyroom.documents.paper import Column, Paper, Table
from dutyroom.documents.slip import local_minute, minute_or_empty
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.handover.duty_log import LoggedShift, TimeAway
from dutyroom.registers.handover.reading import HandoverRow
from dutyroom.registers.handover.statistics import Carried, Figures, Margins
from dutyroom.registers.lines.reachability import Reachability


def paper(
    shifts: Sequence[LoggedShift],
    figures: Figures,
    lines: Sequence[Reachability],
    *,
    unit: str,
    month: str,
    printed_at: datetime,
) -> Paper:
    """Return the sheet of a month.

    Args:
        shifts: The shifts, the earliest first.
        figures: How early the reliefs came, and what is pending as it is printed.
        lines: How far each line could be reached in the month.
        unit: Name of the unit.
        month: The month as it is printed.
        printed_at: When it is made.
    """
    columns = [
        Column(_("Begin"), 1.7), Column(_("End"), 1.7), Column(_("Officer"), 1.5),
        Column(_("Leader on duty"), 1), Column(_("Calls"), 0.6), Column(_("Missed"), 0.6),
        Column(_("Called"), 0.6), Column(_("Matters in"), 0.7), Column(_("Closed"), 0.75),
        Column(_("Handover"), 1.2), Column(_("Relief came"), 1.7),
    ]  # fmt: skip
    return Paper(
        title=_("Duty log {month}").format(month=month),
        unit=unit,
        printed_at=printed_at,
        tables=[Table(columns, [_row(each) for each in shifts], empty=_("No shift began."))],
        notes=[*away_told(shifts), *told(figures), *reachability.told(lines)],
        landscape=True,
        size=9.5,
    )


def _row(logged: LoggedShift) -> list[str]:
    """Return the cells of a shift."""
    shift, handover = logged.shift, logged.handover
    return [
        _in_year(shift.begun_at),
        _in_year(shift.ended_at) or _("lasts"),
        listed([shift.officer, *logged.beside]),
        shift.leader,
        str(logged.calls),
        str(logged.missed),
        str(logged.called),
        str(logged.opened),
        str(logged.closed),
        handover.label if handover else "",
        _arrival(handover) if handover else "",
    ]


def _arrival(handover: HandoverRow) -> str:
    """Return when the relief came, and by how much before the hour where one was planned."""
    parts = (_in_year(handover.arrived_at), margin_words(handover.margin))
    return "\n".join(part for part in parts if part)


def _in_year(moment: datetime | None) -> str:
    """Return a time without its year, which the title tells; empty where there is none."""
    return minute_or_empty(moment)[5:]


def away_told(shifts: Sequence[LoggedShift]) -> list[str]:
    """Return who was away from the post in some shifts, a sentence for each time."""
    return [_away(each) for shift in shifts for each in shift.away]


def _away(time: TimeAway) -> str:
    """Return one time away from the post."""
    words = _("Away from the post: {name}, {start} to {end}, {reason}")
    if time.substitute:
        words = _("Away from the post: {name}, {start} to {end}, {reason}; {substitute} stood in")
    return words.format(
        name=time.name,
        start=_in_year(time.start),
        end=_in_year(time.end) or _("the end of the shift"),
        reason=" ".join(time.reason.split())[:60],
        substitute=time.substitute,
    )


def told(figures: Figures) -> list[str]:
    """Return the figures, a sentence for each; what is carried on and on has one of its own."""
    words = _(
        "Pending at {time}: {day} of the last day, {days} of 1 to 3 days, {week} of 3 to 7, "
        "{older} older."
    )
    day, days, week, older = figures.ages
    at = local_minute(figures.at)
    pending = words.format(time=at, day=day, days=days, week=week, older=older)
    return [summary(figures.margins), pending, *(_carried(each) for each in figures.carried)]


def _carried(carried: Carried) -> str:
    """Return through how many handovers an item went, in a sentence."""
    item, words = carried.item, _("{number} carried through {count} handovers: {what}")
    what = " ".join(item.what.split())[:60]
    return words.format(number=item.number, count=carried.handovers, what=what)


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
