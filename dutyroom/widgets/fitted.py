"""Text fitted to the cells of a line; what is cut says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual.content import Content

from dutyroom.widgets.shown import CUT

_NARROW: Final = 6
"""Cells below which the sign would take more than it tells."""


def cut(text: Content, width: int) -> Content:
    """Return a text in at most so many cells; where it is cut, a sign stands at its end."""
    if text.cell_length <= width:
        return text
    if width < _NARROW or text.rstrip().cell_length <= width:  # nothing but blanks goes
        return text.truncate(max(width, 0), ellipsis=False)
    return Content.assemble(text.truncate(width - len(CUT), ellipsis=False), CUT)


def widest(texts: Iterable[Content], most: int) -> int:
    """Return the cells of a column that holds texts; wider ones than `most` are cut."""
    return min(max((text.cell_length for text in texts), default=0), most)


def spread(left: Content, right: Content, width: int) -> Content:
    """Return two texts at both ends of one line; the left one gives way."""
    room = max(width - right.cell_length - 1, 0)
    left = cut(left, room)
    gap = max(width - left.cell_length - right.cell_length, 0)
    return Content.assemble(left, " " * gap, right).truncate(width, ellipsis=False)


def cell(text: Content, width: int) -> Content:
    """Return a text in exactly so many cells."""
    fitted = cut(text, width)
    return Content.assemble(fitted, " " * (width - fitted.cell_length))


def grown(widths: Sequence[int], width: int) -> tuple[int, ...]:
    """Return the cells of columns in a line that may be wider than they need.

    Half of what is left over goes to all but the last, each in its proportion and at most half
    as wide again; the last one takes the rest.

    Args:
        widths: The least cells of each column.
        width: The cells of the line.
    """
    *others, last = widths
    spare = max(width - sum(widths) - len(others), 0)
    given = min(spare, sum(others)) // 2
    more = [given * each // sum(others) for each in others]
    wider = (each + by for each, by in zip(others, more, strict=True))
    return (*wider, last + spare - sum(more))


def in_columns(parts: Sequence[Content], widths: Sequence[int], *last: Content) -> Content:
    """Return a line of a list: each text in the cells of its column.

    Args:
        parts: The texts.
        widths: The cells of each column.
        last: What stands behind the columns, as long as it is.
    """
    cells = [cell(part, width) for part, width in zip(parts, widths, strict=True)]
    return Content(" ").join([*cells, *last])
