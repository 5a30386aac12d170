"""The roster as a spreadsheet, as CSV, and as plain text."""

from __future__ import annotations

import io

from dutyroom.documents.plain import printable
from dutyroom.documents.roster_table import WallRoster
from dutyroom.documents.table import Column, write_csv_bytes, write_xlsx
from dutyroom.i18n import _
from dutyroom.phrases import pair

_WIDTHS = (12.0, 9.0, 16.0)
_SHIFT, _LEADER, _PHONE = 20.0, 16.0, 18.0


def as_xlsx(wall: WallRoster) -> bytes:
    """Return a roster as a workbook; the heading stays in sight.

    Args:
        wall: The roster.
    """
    stream = io.BytesIO()
    rows = [*wall.rows(), *_notes(wall)]
    write_xlsx(stream, _columns(wall), rows, title=wall.title)
    return stream.getvalue()


def as_csv(wall: WallRoster) -> bytes:
    """Return a roster as CSV: the days and nothing else, so that other programs can read it."""
    stream = io.BytesIO()
    write_csv_bytes(stream, _columns(wall), wall.rows())
    return stream.getvalue()


def as_text(wall: WallRoster) -> str:
    """Return a roster as plain text: what remains where no page can be made."""
    lines = [f"{wall.unit}  {wall.title}  {wall.span}"]
    lines.append(_("Duty telephone: {number}").format(number=wall.number or "–"))
    for day in wall.days:
        who = "  ".join(
            pair(label, names or "–") for label, names in zip(wall.shifts, day.cells, strict=True)
        )
        leader = pair(_("Leader on duty"), f"{day.leaders or '–'} {day.phones}").rstrip()
        head = " ".join(filter(None, (day.day.isoformat(), day.weekday, day.note)))
        lines.append(f"{head}  {who}  {leader}")
    lines += [" ".join(note) for note in _notes(wall)]
    return "\n".join(printable(line, lines=False) for line in lines) + "\n"


def _columns(wall: WallRoster) -> list[Column]:
    """Return the columns."""
    widths = [*_WIDTHS, *(_SHIFT for _label in wall.shifts), _LEADER, _PHONE]
    return [Column(label, label, width) for label, width in zip(wall.headings, widths, strict=True)]


def _notes(wall: WallRoster) -> list[tuple[str, ...]]:
    """Return what stands below the days."""
    officers = "；".join(" ".join(filter(None, pair)) for pair in wall.officers)
    return [
        (wall.unit, wall.span),
        (_("Duty telephone: {number}").format(number=wall.number or "–"),),
        (_("Officers: {list}").format(list=officers),),
        *([(wall.admissions,)] if wall.admissions else []),
        (wall.issued, wall.versions),
    ]
