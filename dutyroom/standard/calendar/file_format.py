"""The plain file that a calendar is exchanged in: CSV with date, kind, name and document."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dutyroom.i18n import _
from dutyroom.phrases import listed, run_on
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
    "假期休息": DayKind.ADJACENT,
    "假期休息日": DayKind.ADJACENT,
    "补班": DayKind.MAKEUP,
    "上班": DayKind.MAKEUP,
    "调休上班": DayKind.MAKEUP,
    "重大活动": DayKind.EVENT,
    "活动": DayKind.EVENT,
} | {kind.value: kind for kind in DayKind}
_EITHER: Final = frozenset({"调休", "调休日"})
"""Words that people write for the day off and for the day that is worked in its stead."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """A line of a file that cannot be taken.

    Attributes:
        line: Counted from 1, the heading included.
        words: All that is wrong with it.
    """

    line: int
    words: str


def read_rows(text: str, source: str) -> tuple[list[CalendarRow], list[RowFault]]:
    """Read a calendar file.

    The heading names the columns `date`, `kind`, `name`, `document` and, for
    spans, `until`, in English or Chinese, in any order. Kinds are the words of
    `DayKind`, their Chinese names, or what the program calls them.

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
            values = {
                name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()
            }
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
    """Add the rows of one line, or all that is wrong with it."""
    first, last = _date(values["date"]), _date(values.get("until") or values["date"])
    kind = _kind(values.get("kind", ""))
    name, document = values.get("name", ""), values.get("document", "")
    if wrong := [*_wrong_days(values, first, last), *_wrong_words(values, kind)]:
        faults.append(RowFault(line, run_on(wrong)))
    elif first is not None and last is not None and kind is not None:
        days = range((last - first).days + 1)
        rows += [
            CalendarRow(first + timedelta(days=back), kind, name, document, source) for back in days
        ]


def _kind(text: str) -> DayKind | None:
    """Return the kind of day that a cell names; None: none, or it may be two."""
    word = text.lower()
    return _KINDS.get(word) or next((each for each in DayKind if word in each.names), None)


def _wrong_days(values: dict[str, str], first: date | None, last: date | None) -> Iterator[str]:
    """Yield what is wrong with the days of a line."""
    if not values["date"]:
        yield _("The date is missing.")
    elif first is None:
        yield _("Not a date: {text}").format(text=values["date"][:40])
    if values.get("until") and last is None:
        yield _("Not a date: {text}").format(text=values["until"][:40])
    if first is not None and last is not None and not 0 <= (last - first).days < LONGEST_SPAN:
        yield _("From {first} to {last} is no span.").format(first=first, last=last)


def _wrong_words(values: dict[str, str], kind: DayKind | None) -> Iterator[str]:
    """Yield what is wrong with the kind, the name and the document of a line."""
    text = values.get("kind", "")
    if not text:
        yield _("The kind of day is missing.")
    elif text in _EITHER:
        words = _("“{kind}” may be a day off or a day of work: write {off} or {work}.")
        off, work = DayKind.ADJACENT.label, DayKind.MAKEUP.label
        yield words.format(kind=text, off=off, work=work)
    elif kind is None:
        known = listed(each.label for each in DayKind)
        words = _("No such kind of day: {kind}. There are: {known}.")
        yield words.format(kind=text[:40], known=known)
    name, document = values.get("name", ""), values.get("document", "")
    if kind in {DayKind.STATUTORY, DayKind.EVENT} and not name:
        yield _("A {kind} needs a name.").format(kind=kind.label)
    if len(name) > _LONGEST_TEXT or len(document) > _LONGEST_TEXT:
        yield _("The name or the document number is too long.")


def _date(text: str) -> date | None:
    """Return the date that a cell holds; None: it holds none."""
    plain = text.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-")
    parts = plain.replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


def write_rows(rows: Iterable[CalendarRow]) -> str:
    """Return rows as a calendar file that `read_rows` takes, earliest first."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(("date", "kind", "name", "document"))
    for row in sorted(rows, key=lambda row: (row.day, row.kind, row.name)):
        lines.writerow((row.day.isoformat(), row.kind.value, row.name, row.document))
    return text.getvalue()
