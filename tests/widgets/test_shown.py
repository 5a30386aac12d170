"""Foreign text is drawn harmlessly, whatever it holds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.widgets.shown import CUT, shown

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x9b\x00\x07\u202e\u2066\u200b\ufeff\u3164[]/\\\n\r\t\u0301\U000e0041"
        ),
    ),
    max_size=400,
)


@given(HOSTILE, st.integers(0, 60), st.booleans())
def test_nothing_harmful_and_nothing_longer_is_left(text: str, limit: int, lines: bool) -> None:
    """No control, no override, no surrogate, and never more than the limit."""
    plain = shown(text, limit=limit, lines=lines).plain
    assert len(plain) <= limit
    allowed = {"\n"} if lines else set()
    bad = [c for c in plain if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"}]
    assert {c for c in bad if c != "\ufffd"} <= allowed


@given(HOSTILE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """What is drawn is clean already."""
    once = shown(text, lines=True).plain
    assert shown(once, lines=True).plain == once


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (None, ""),
        ("张三", "张三"),
        ("[/oops] [red]x[/]", "[/oops] [red]x[/]"),
        ("\x1b]0;owned\x07A\x9b31mB", "]0;ownedA31mB"),
        ("138\u202e0000\u202c", "1380000"),
        ("0571\u200b-8888\ufeff", "0571-8888"),
        ("a\u3164b\u2800c", "abc"),
        ("一\r\n二", "一 二"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 2),
    ],
)
def test_what_is_drawn(text: str | None, drawn: str) -> None:
    """Each kind of trick comes out as plain characters without styles."""
    content = shown(text)
    assert content.plain == drawn
    assert not content.spans


def test_a_ten_kilobyte_name_is_cut_and_says_so() -> None:
    """The cut is visible."""
    drawn = shown("王" * 10_000, limit=20).plain
    assert drawn == "王" * 18 + CUT


def test_breaks_are_kept_where_asked() -> None:
    """Only the text of a write-up keeps its lines."""
    assert shown("一\n二", lines=True).plain == "一\n二"
