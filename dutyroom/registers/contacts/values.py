"""Single cells of an import, made clean or refused with the reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.contacts import phones
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.book import LONGEST, NUMBER_FIELDS

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_HAN: Final = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN_HAN: Final = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_DATE: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?")
_COMPACT_DATE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NOTHING: Final = frozenset({"-", "--", "—", "——", "/", "\\", "无", "暂无", "n/a", "N/A"})
"""What people put into a cell that stays empty."""


class CellError(ValueError):
    """A cell cannot be used; the message says why, in the user's language."""


def tidy(text: str) -> str:
    """Return a text in one line, without invisible characters and superfluous spaces."""
    seen = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    return " ".join(seen.split())


def each(parts: Iterable[str], read: Callable[[str], str]) -> list[str]:
    """Return what the parts of one cell mean, each once.

    Args:
        parts: The parts.
        read: Makes one of them clean, or raises `CellError`.

    Raises:
        CellError: Some cannot be used; the message names all of them.
    """
    found: dict[str, None] = {}
    wrong: dict[str, None] = {}
    for part in parts:
        try:
            found[read(part)] = None
        except CellError as error:
            wrong[str(error)] = None
    if wrong:
        raise CellError(clauses(wrong))
    return list(found)


def clean(field: str, cell: str, areas: AreaCodes) -> str:
    """Return what a cell means for a field; empty where it says nothing.

    Args:
        field: Name of the field.
        cell: The text of the cell.
        areas: China's area codes, to give back a zero that a spreadsheet took.

    Raises:
        CellError: The cell cannot be used.
    """
    text = _numbers(cell, areas) if field in NUMBER_FIELDS else tidy(cell)
    if text in _NOTHING:
        return ""
    if len(text) > LONGEST:
        raise CellError(_("too long: more than {limit} characters").format(limit=LONGEST))
    if field == "verified_on":
        return day(text)
    return _BETWEEN_HAN.sub("", text) if field == "name" else text


def _numbers(cell: str, areas: AreaCodes) -> str:
    """Return the numbers of a cell, each as it was written.

    Raises:
        CellError: Some are no numbers, or were rounded by a spreadsheet.
    """
    parts = (tidy(part) for part in phones.split(cell))
    said = (part for part in parts if part and part not in _NOTHING)
    return phones.join(each(said, lambda part: _number(part, areas)))


def _number(part: str, areas: AreaCodes) -> str:
    """Return one number as it was written.

    Raises:
        CellError: It is none, or was rounded.
    """
    try:
        one = areas.with_zero(phones.restored(part))
    except phones.LostDigitsError as error:
        raise CellError(
            _("{text} has lost its last digits; format the column as text").format(text=part)
        ) from error
    if not phones.parse(one).normalised:
        raise CellError(_("“{text}” is no telephone number").format(text=one))
    return one


def day(text: str) -> str:
    """Return a date as ISO 8601.

    Raises:
        CellError: It is none.
    """
    if not text:
        return ""
    found = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    try:
        if found is not None:
            return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        pass  # digits in the places of a date, but no day of any year
    raise CellError(_("“{text}” is no date; write 2026-11-23").format(text=text))
