"""A sheet of paper as PDF pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dutyroom.documents.fonts import FontFile
from dutyroom.documents.paper import Paper, Table
from dutyroom.documents.plain import printable
from dutyroom.documents.typesetting import typeset
from dutyroom.i18n import _, language
from dutyroom.store.facts import JsonValue

FORM: Final = "paper"


def as_pdf(paper: Paper, *, available: Sequence[FontFile] | None = None) -> bytes:
    """Set a sheet; it takes some tenths of a second, so a screen calls it from a worker.

    Args:
        paper: The sheet.
        available: The fonts there are; by default those of the system.

    Returns:
        The PDF.

    Raises:
        FontMissing: No installed font draws one of the characters.
        TypesettingFailed: There is too much text.
    """
    return typeset(FORM, _values(paper), available=available)


def as_png(paper: Paper, *, dots: float = 80.0) -> bytes:
    """Draw the first page of a sheet, for documents that show one.

    Args:
        paper: The sheet.
        dots: To the inch.

    Raises:
        FontMissing: No installed font draws one of the characters.
        TypesettingFailed: There is too much text.
    """
    return typeset(FORM, _values(paper), dots=dots)


def _values(paper: Paper) -> dict[str, JsonValue]:
    """Return everything that the form shows."""
    return {
        "title": printable(paper.title, lines=False),
        "language": "en" if language() == "en" else "zh",
        "unit": printable(paper.unit, lines=False),
        "number": printable(paper.number, lines=False),
        "mark": printable(paper.mark, lines=False),
        "landscape": paper.landscape,
        "size": paper.size,
        "pairs": _two_by_two(paper.pairs),
        "tables": [_table(table) for table in paper.tables],
        "boxes": [
            {
                "label": box.label,
                "text": printable(box.text),
                "room": box.room,
                "sign": _("Signature:                    Date:        ") if box.signed else "",
            }
            for box in paper.boxes
        ],
        "signatures": _signatures(paper.signatures),
        "notes": [printable(note, lines=False) for note in paper.notes],
        "footer": paper.footer,
    }


def _table(table: Table) -> dict[str, JsonValue]:
    """Return a table as the form takes it."""
    return {
        "heading": printable(table.heading, lines=False),
        "columns": [column.label for column in table.columns],
        "widths": [column.width for column in table.columns],
        "rows": [[printable(cell) for cell in row] for row in table.rows],
        "empty": table.empty,
    }


def _two_by_two(pairs: Sequence[tuple[str, str]]) -> list[JsonValue]:
    """Return short fields two to a row; the last one alone takes the whole row."""
    made: list[JsonValue] = [[label, printable(text)] for label, text in pairs]
    return [made[start : start + 2] for start in range(0, len(made), 2)]


def _signatures(signatures: Sequence[tuple[str, str]]) -> list[JsonValue]:
    """Return who signs, two to a row; the last one alone has an empty place beside it."""
    made: list[tuple[str, str]] = [
        (label, printable(name, lines=False)) for label, name in signatures
    ]
    if len(made) % 2:
        made.append(("", ""))
    return [[*one, *other] for one, other in zip(made[::2], made[1::2], strict=True)]
