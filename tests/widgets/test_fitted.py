"""Text that is too wide for its line says that it was cut."""

from __future__ import annotations

import pytest
from textual.content import Content

from dutyroom.widgets.fitted import cut, grown


@pytest.mark.parametrize("width", [0, 1, 2, 3, 4, 7, 8, 20])
def test_what_is_cut_says_so_and_fits(width: int) -> None:
    text = Content("陆小燕 只休息0小时")
    fitted = cut(text, width)
    assert fitted.cell_length <= width
    assert (fitted.plain == text.plain) == (width >= text.cell_length)
    if 6 <= width < text.cell_length:  # a narrower column has no room to say it
        assert fitted.plain.endswith("..")


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (20, (10, 20, 30)),
        (62, (10, 20, 30)),
        (66, (10, 21, 33)),
        (82, (13, 26, 41)),
        (162, (15, 30, 115)),
    ],
)
def test_columns_grow_with_their_line(width: int, columns: tuple[int, ...]) -> None:
    """The last takes the rest: nothing is left over, and a narrow line asks for no less."""
    assert grown((10, 20, 30), width) == columns
    assert sum(columns) + 2 == max(width, 62)
