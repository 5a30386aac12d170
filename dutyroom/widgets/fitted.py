"""Text fitted to the cells of a line."""

from __future__ import annotations

from textual.content import Content

from dutyroom.widgets.shown import CUT


def spread(left: Content, right: Content, width: int) -> Content:
    """Return two texts at both ends of one line; the left one gives way."""
    room = max(width - right.cell_length - 1, 0)
    if left.cell_length > room:
        left = left.truncate(room, ellipsis=False)
    gap = max(width - left.cell_length - right.cell_length, 0)
    return Content.assemble(left, " " * gap, right).truncate(width, ellipsis=False)


def cell(text: Content, width: int) -> Content:
    """Return a text in exactly so many cells."""
    fitted = text.truncate(width, ellipsis=False) if text.cell_length > width else text
    return Content.assemble(fitted, " " * (width - fitted.cell_length))


def cut(text: Content, width: int) -> Content:
    """Return a text that fits into so many cells; where it was cut, a sign says so."""
    if text.cell_length <= width:
        return text
    room = max(width - len(CUT), 0)
    return Content.assemble(text.truncate(room, ellipsis=False), CUT).truncate(
        width, ellipsis=False
    )
