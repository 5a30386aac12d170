"""A sheet of paper of any register: what it holds, whatever it is made into.

Most forms of a duty room are made of the same parts: short fields, tables, boxes to write in,
signatures, notes. A register says what its form holds; page, spreadsheet and plain text are made
here. The call slip and other forms with a layout of their own stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dutyroom.documents.plain import printable
from dutyroom.documents.slip import local_minute
from dutyroom.i18n import _
from dutyroom.phrases import pair


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table on paper.

    Attributes:
        label: What stands above it, translated.
        width: Its share of the page's width.
    """

    label: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table; it breaks over pages and repeats its heading.

    Attributes:
        columns: Its columns.
        rows: A text for each column; foreign texts are made fit for paper here.
        heading: What stands above it, translated; empty: nothing.
        empty: What is said where it has no rows, translated.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    heading: str = ""
    empty: str = "–"


@dataclass(frozen=True, slots=True)
class Box:
    """A field with room to write in by hand.

    Attributes:
        label: What stands in the margin, translated.
        text: What is known.
        room: Least height in centimetres.
        signed: Somebody signs and dates it.
    """

    label: str
    text: str = ""
    room: float = 1.6
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet.

    Attributes:
        title: Name of the form, translated.
        unit: Name of the unit.
        printed_at: When it is made, aware.
        number: Its number, as it is printed, for instance `No. 2026-0012`.
        mark: A word in a frame, such as that it is urgent.
        pairs: Label and text of the short fields, two to a row.
        tables: Its tables.
        boxes: Its boxes.
        signatures: Label and name of everybody who signs, two to a row; an empty name
            leaves room.
        notes: Small lines at the end.
        landscape: It lies on its side: for tables with many columns.
        size: Size of the letters, in points.
    """

    title: str
    unit: str
    printed_at: datetime
    number: str = ""
    mark: str = ""
    pairs: Sequence[tuple[str, str]] = ()
    tables: Sequence[Table] = ()
    boxes: Sequence[Box] = ()
    signatures: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    landscape: bool = False
    size: float = 10.5

    @property
    def footer(self) -> str:
        """The line that says when it was made."""
        return _("Printed {time}").format(time=local_minute(self.printed_at))


def as_text(paper: Paper) -> str:
    """Return a sheet as plain text: what remains where no page can be made."""
    head = [f"{_flat(paper.unit)}  {_flat(paper.title)}"]
    head += [_flat(line) for line in (paper.number, paper.mark) if line]
    parts = ["\n".join(head)]
    if paper.pairs:
        parts.append("\n".join(pair(label, printable(text)) for label, text in paper.pairs))
    parts += [_table_text(table) for table in paper.tables]
    parts += [f"[{box.label}]\n{printable(box.text)}" for box in paper.boxes]
    if paper.signatures:
        parts.append("\n".join(pair(label, _flat(name)) for label, name in paper.signatures))
    parts.append("\n".join([*(_flat(note) for note in paper.notes), paper.footer]))
    return "\n\n".join(parts) + "\n"


def as_rows(paper: Paper) -> list[tuple[str, ...]]:
    """Return a sheet as the rows of a spreadsheet, the parts one below the other."""
    rows: list[tuple[str, ...]] = [(line,) for line in (paper.number, paper.mark) if line]
    rows += [(label, text) for label, text in paper.pairs]
    for table in paper.tables:
        rows += [(), *([(table.heading,)] if table.heading else [])]
        rows.append(tuple(column.label for column in table.columns))
        rows += [tuple(row) for row in table.rows] or [(table.empty,)]
    rows += [(), *((box.label, box.text) for box in paper.boxes)] if paper.boxes else []
    rows += [(), *paper.signatures] if paper.signatures else []
    return [*rows, (), *((note,) for note in paper.notes), (paper.footer,)]


def _table_text(table: Table) -> str:
    """Return a table as text: each row a paragraph of labelled lines."""
    heading = [f"== {_flat(table.heading)} =="] if table.heading else []
    rows = [
        "\n".join(
            f"  {pair(column.label, _flat(cell))}"
            for column, cell in zip(table.columns, row, strict=True)
            if cell
        )
        for row in table.rows
    ]
    return "\n".join([*heading, "\n\n".join(rows) if rows else table.empty])


def _flat(text: str) -> str:
    """Return a foreign text in one line."""
    return printable(text, lines=False)
