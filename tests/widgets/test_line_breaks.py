"""Where the lines of running text end."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dutyroom.widgets.line_breaks import BLANKS, breaks

TEXT = st.text("值班日月12:-/+.,% ab（）()“”《》，。、！——……\u0301\u3000", max_size=60)
WORDS = st.lists(
    st.sampled_from(
        ["值", "班", "，", "。", "（", "）", "“", "”", "20:00", "2026-11-27", "Ctrl+W"]
    ),
    max_size=40,
).map("".join)


def broken(text: str, width: int) -> list[str]:
    """Return the lines of a text, with the blanks at their ends."""
    places = [0, *breaks(text, width), len(text)]
    return [text[start:end] for start, end in pairwise(places)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("值班员在 岗", 8, ["值班员在 ", "岗"]),
        ("值班员在 岗", 9, ["值班员在 ", "岗"]),
        ("按 Ctrl+W 转到", 8, ["按 ", "Ctrl+W ", "转到"]),
        ("请到岗，再登记", 6, ["请到", "岗，再", "登记"]),
        ("请到（或电话）值班", 6, ["请到", "（或电", "话）值", "班"]),
        ("说“在岗。”后", 8, ["说“在", "岗。”后"]),
        ("距 20:00 还有10分钟", 7, ["距 ", "20:00 ", "还有", "10分钟"]),
        ("于2026-11-27到", 11, ["于", "2026-11-27", "到"]),
        ("于11月27日到", 9, ["于", "11月27日", "到"]),
        ("第6条、第10条", 8, ["第6条、", "第10条"]),
        ("已到岗——请核对", 7, ["已到岗", "——请核", "对"]),
        ("余 51 天（约98%）", 11, ["余 51 天", "（约98%）"]),
        ("the person(s) on duty", 12, ["the ", "person(s) on ", "duty"]),
        ("use --home DIR", 8, ["use ", "--home ", "DIR"]),
        ("  值班员在岗", 8, ["  值班员", "在岗"]),
        ("0123456789值", 4, ["0123", "4567", "89值"]),
        ("", 4, [""]),
    ],
)
def test_lines_end_where_such_texts_end_them(text: str, width: int, lines: list[str]) -> None:
    assert broken(text, width) == lines


@given(TEXT, st.integers(2, 30))
def test_nothing_is_lost_and_no_line_is_wider_than_there_is_room(text: str, width: int) -> None:
    lines = broken(text, width)
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip(BLANKS)) <= width for line in lines)
    assert all(lines[1:])


@given(WORDS, st.integers(2, 30))
def test_only_where_nothing_else_fits_a_line_ends_where_it_should_not(
    text: str, width: int
) -> None:
    lines = broken(text, width)
    for line, following in pairwise(lines):
        before, after = line[-1], following[0]
        split = before.isascii() and after.isascii()
        if split or before in "（“" or after in "，。）”":
            assert not re.search("[值班]{2}", line)
