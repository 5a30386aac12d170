"""Which column of a foreign spreadsheet is which field.

Every office heads its list differently, so a heading is compared without spaces,
brackets and case against the words in use, Chinese and English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.phrases import listed

LOOK: Final = 20
"""Rows looked at for the heading: titles and notes often stand above it."""

_NOISE: Final = re.compile(r"[\s()（）\[\]【】:：*/_.\-、]+")


class HeaderMissing(PlainError):  # noqa: N818 - it names what the file lacks
    """The spreadsheet has no row that says what its columns are."""


@dataclass(frozen=True, slots=True)
class Header:
    """The heading of a spreadsheet.

    Attributes:
        row: Its row, from 0.
        fields: Field by column.
        ignored: The headings that mean nothing here.
    """

    row: int
    fields: Mapping[int, str]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the columns of a register's spreadsheet may be called.

    Attributes:
        words: The words in use for each field, separated by spaces.
        labels: Label of each field, to be translated; an export writes them.
        naming: A row is a heading only with one of these fields, and something besides.
    """

    words: Mapping[str, str]
    labels: Mapping[str, str]
    naming: frozenset[str]

    def known(self) -> dict[str, str]:
        """Return the field that each word means."""
        known = {word: field for field, words in self.words.items() for word in words.split()}
        return known | {simplified(_(label)): field for field, label in self.labels.items()}


def find_header(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Header:
    """Find the heading among the first rows: the one with most known columns.

    Args:
        rows: The rows of the sheet.
        vocabulary: What the columns may be called.

    Raises:
        HeaderMissing: No row names what the register is about, and something besides.
    """
    words = vocabulary.known()
    best = Header(0, {}, ())
    for number, row in enumerate(rows[:LOOK]):
        header = _read(number, row, words)
        if len(header.fields) > len(best.fields):
            best = header
    known = set(best.fields.values())
    if len(known) < 2 or not known & vocabulary.naming:
        raise HeaderMissing(
            _(
                "No row says what the columns are. One row needs headings such as: {headings}. "
                "Nothing was imported."
            ).format(headings=listed(_(label) for label in vocabulary.labels.values()))
        )
    return best


def simplified(heading: str) -> str:
    """Return a heading without what makes no difference."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", heading)).casefold()


def _read(number: int, row: Sequence[str], words: Mapping[str, str]) -> Header:
    """Read a row as if it were the heading; of two columns for one field the first counts."""
    fields: dict[int, str] = {}
    ignored = []
    for column, heading in enumerate(row):
        field = words.get(simplified(heading))
        if field is not None and field not in fields.values():
            fields[column] = field
        elif heading.strip():
            ignored.append(heading.strip())
    return Header(number, fields, tuple(ignored))
