"""The plain file that a calendar is exchanged in: CSV with date, kind, name and document."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dutyroom.i18n import _
from dutyroom.standard.calendar.days import CalendarRow, DayKind

LONGEST_SPAN: Final = 120
"""Most days that one row may cover; a longer span is a slip of the pen."""

MOST_ROWS: Final = 20_000
_LONGEST_TEXT: Final = 200
_COLUMNS: Final = {
    "date": ("date", "日期"),
    "kind": ("kind", "类型", "类别"),
    "name": ("name", "名称", "节日"),
    "document": ("document", "文号", "依据"),
    "until": ("until", "截止", "至"),
}
_KINDS: Final = {
    "工作日": DayKind.WORKDAY,
    "休息日": DayKind.WEEKEND,
    "周末": DayKind.WEEKEND,
    "法定节假日": DayKind.STATUTORY,
    "法定": DayKind.STATUTORY,
    "节假日": DayKind.ADJACENT,
    "放假": DayKind.ADJACENT,
    "调休": DayKind.ADJACENT,
    "补班": DayKind.MAKEUP,
    "上班": DayKind.MAKEUP,
    "调休上班": DayKind.MAKEUP,
    "重大活动": DayKind.EVENT,
    "活动": DayKind.EVENT,
} | {kind.value: kind for kind in DayKind}


@dataclass(frozen=True, slots=True)
class RowFault:
    """A line of a file that cannot be taken.

    Attributes:
        line: Counted from 1, the heading included.
        words: What is wrong with it.
    """

    line: int
    words: str


def read_rows(text: str, source: str) -> tuple[list[CalendarRow], list[RowFault]]:
    """Read a calendar file.

    The heading names the columns `date`, `kind`, `name`, `document` and, for
    spans, `until`, in English or Chinese, in any order. Kinds are the words of
    `DayKind` or their Chinese names.

    Args:
        text: What stands in the file.
        source: Noted in each row: the file's name.

    Returns:
        The rows of all good lines, and the faults of the others.
    """
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    rows: list[CalendarRow] = []
    faults: list[RowFault] = []
    try:
        columns = _heading(next(lines, []))
        if not {"date", "kind"} <= set(columns):
            faults.append(RowFault(1, _("The heading needs the columns date and kind.")))
            return rows, faults
        for cells in lines:
            if lines.line_num > MOST_ROWS:
                faults.append(RowFault(lines.line_num, _("The file is too long for a calendar.")))
                break
            values = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
            if any(values.values()):
                _take(values, lines.line_num, source, rows, faults)
    except csv.Error as error:
        faults.append(RowFault(lines.line_num, _("Not a CSV line: {why}").format(why=error)))
    return rows, faults


def _heading(cells: list[str]) -> dict[str, int]:
    """Return where each known column stands."""
    names = [cell.strip().lower() for cell in cells]
    return {
        column: next(names.index(word) for word in words if word in names)
        for column, words in _COLUMNS.items()
        if any(word in names for word in words)
    }


def _take(
    values: dict[str, str],
    line: int,
    source: str,
    rows: list[CalendarRow],
    faults: list[RowFault],
) -> None:
    """Add the rows of one line, or its fault."""
    try:
        rows += _days(values, source)
    except ValueError as error:
        faults.append(RowFault(line, str(error)))


def _days(values: dict[str, str], source: str) -> list[CalendarRow]:
    """Return one line as a row a day.

    Raises:
        ValueError: The line is wrong; the message says how, in the user's words.
    """
    first = _date(values["date"])
    last = _date(values["until"]) if values.get("until") else first
    kind = _KINDS.get(values.get("kind", "").lower())
    if kind is None:
        raise ValueError(_("No such kind of day: {kind}").format(kind=values.get("kind", "")[:40]))
    name, document = values.get("name", ""), values.get("document", "")
    if kind in {DayKind.STATUTORY, DayKind.EVENT} and not name:
        raise ValueError(_("A {kind} needs a name.").format(kind=kind.label))
    if len(name) > _LONGEST_TEXT or len(document) > _LONGEST_TEXT:
        raise ValueError(_("The name or the document number is too long."))
    length = (last - first).days + 1
    if not 1 <= length <= LONGEST_SPAN:
        raise ValueError(_("From {first} to {last} is no span.").format(first=first, last=last))
    return [
        CalendarRow(first + timedelta(days=back), kind, name, document, source)
        for back in range(length)
    ]


def _date(text: str) -> date:
    """Return the date that a cell holds.

    Raises:
        ValueError: It holds none.
    """
    plain = text.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-")
    parts = plain.replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        raise ValueError(_("Not a date: {text}").format(text=text[:40])) from None


def write_rows(rows: Iterable[CalendarRow]) -> str:
    """Return rows as a calendar file that `read_rows` takes, earliest first."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(("date", "kind", "name", "document"))
    for row in sorted(rows, key=lambda row: (row.day, row.kind, row.name)):
        lines.writerow((row.day.isoformat(), row.kind.value, row.name, row.document))
    return text.getvalue()
