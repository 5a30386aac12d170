"""Which characters a font file holds, read from its `cmap` table.

Typst prints an empty box for a character that no font has, and says nothing. On
a call slip that box may be a name, so the table is looked up beforehand. Read
are formats 4 and 12 of OpenType's `cmap`, which every Chinese font carries.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

_COLLECTION: Final = b"ttcf"
_LARGEST_TABLE: Final = 16 * 1024 * 1024
_LARGEST_DIRECTORY: Final = 4096

Span = tuple[int, int]
"""First and last code point of a run that a font holds."""


class UnreadableFontError(Exception):
    """A font file cannot be read as OpenType."""


class Glyphs:
    """The characters of one font."""

    def __init__(self, spans: list[Span]) -> None:
        """Take the runs of code points that the font holds, in any order."""
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._ends: list[int] = []
        for _, end in self._spans:  # runs may overlap between the two formats
            self._ends.append(max(end, self._ends[-1] if self._ends else -1))

    def __contains__(self, character: str) -> bool:
        """Tell whether the font draws a character."""
        code = ord(character)
        place = bisect_right(self._starts, code)
        return place > 0 and self._ends[place - 1] >= code


def read_glyphs(path: Path, index: int = 0) -> Glyphs:
    """Read which characters a font holds.

    Args:
        path: A `.ttf`, `.otf` or `.ttc` file.
        index: The number of the font within a collection.

    Raises:
        UnreadableFontError: The file is missing, is no OpenType font, or is cut off.
    """
    try:
        with path.open("rb") as file:
            table = _character_map(file, index)
        return Glyphs(list(_spans(table)))
    except (OSError, struct.error, ValueError) as error:
        raise UnreadableFontError(f"{path}: {error}") from error


def _character_map(file: BinaryIO, index: int) -> bytes:
    """Return the `cmap` table of a font file.

    Raises:
        ValueError: The file has none.
    """
    start = 0
    if file.read(4) == _COLLECTION:
        file.seek(12 + 4 * index)
        (start,) = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    (count,) = struct.unpack(">H", file.read(2))
    file.seek(start + 12)
    for _ in range(min(count, _LARGEST_DIRECTORY)):
        tag, _checksum, offset, length = struct.unpack(">4sIII", file.read(16))
        if tag == b"cmap" and length <= _LARGEST_TABLE:
            file.seek(offset)
            return file.read(length)
    raise ValueError("no character map")


def _spans(table: bytes) -> Iterator[Span]:
    """Yield the runs of every subtable of a format that is understood."""
    (count,) = struct.unpack_from(">H", table, 2)
    offsets = {struct.unpack_from(">HHI", table, 4 + 8 * number)[2] for number in range(count)}
    for offset in sorted(offsets):
        (form,) = struct.unpack_from(">H", table, offset)
        if form == 4:
            yield from _format_4(table, offset)
        elif form == 12:
            yield from _format_12(table, offset)


def _format_4(table: bytes, offset: int) -> Iterator[Span]:
    """Yield the runs of a subtable for the basic plane.

    A run that goes through the glyph array may have holes, so each of its
    characters is looked at; 0 there means that the font does not draw it.
    """
    segments = struct.unpack_from(">H", table, offset + 6)[0] // 2
    base = offset + 14
    ends = struct.unpack_from(f">{segments}H", table, base)
    starts = struct.unpack_from(f">{segments}H", table, base + 2 * segments + 2)
    ranges_at = base + 6 * segments + 2
    ranges = struct.unpack_from(f">{segments}H", table, ranges_at)
    for number, (start, end, through) in enumerate(zip(starts, ends, ranges, strict=True)):
        if start == 0xFFFF or end < start:
            continue
        if through == 0:
            yield start, end
            continue
        first = ranges_at + 2 * number + through
        glyphs = struct.unpack_from(f">{end - start + 1}H", table, first)
        yield from ((start + at, start + at) for at, glyph in enumerate(glyphs) if glyph)


def _format_12(table: bytes, offset: int) -> Iterator[Span]:
    """Yield the runs of a subtable for all planes."""
    (groups,) = struct.unpack_from(">I", table, offset + 12)
    for number in range(min(groups, _LARGEST_TABLE // 12)):
        start, end, _glyph = struct.unpack_from(">III", table, offset + 16 + 12 * number)
        yield start, end
