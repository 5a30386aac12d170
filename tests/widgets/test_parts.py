"""The parts that several screens share, drawn without a screen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from dutyroom.screens.shift import since
from dutyroom.widgets.call_columns import columns, header
from dutyroom.widgets.fitted import cell, in_columns, spread
from dutyroom.widgets.moments import local, span
from dutyroom.widgets.shown import CUT
from dutyroom.widgets.waveform import braille, plain

NOW = datetime(2026, 11, 23, 2, 30, 15, tzinfo=UTC)
PEAK = st.tuples(st.integers(-32768, 32767), st.integers(-32768, 32767)).map(
    lambda pair: (min(pair), max(pair))
)


@given(st.text(max_size=60), st.integers(0, 40))
def test_a_cell_has_exactly_its_width(text: str, width: int) -> None:
    """Wide characters that would stick out are left away."""
    printable = "".join(character for character in text if character.isprintable())
    assert cell(Content(printable), width).cell_length == width


@pytest.mark.parametrize(
    ("text", "width", "drawn"),
    [
        ("清河镇人民政府 覃小梅", 16, "清河镇人民政府" + CUT),
        ("清河镇人民政府 覃小梅", 15, "清河镇人民政 " + CUT),
        ("清河镇人民政府", 14, "清河镇人民政府"),
        ("清河镇   ", 6, "清河镇"),
        ("清河镇人民政府", 5, "清河 "),
    ],
)
def test_a_text_that_is_cut_says_so(text: str, width: int, drawn: str) -> None:
    """Where only blanks go nothing is cut, and in a very narrow column there is no room to say."""
    assert cell(Content(text), width).plain == drawn


def test_columns_stand_below_each_other_and_only_the_last_text_may_be_longer() -> None:
    widths = (6, 4)
    header = in_columns([Content("Name"), Content("Post")], widths, Content("Reason"))
    line = in_columns([Content("王建国局长"), Content("")], widths, Content("a longer one"))
    assert header.plain == "Name   Post Reason"
    assert line.plain == "王建..      a longer one"
    with pytest.raises(ValueError, match="longer"):
        in_columns([Content("Name")], widths)


@given(st.text("王abc", max_size=60), st.text("李xyz", max_size=30), st.integers(10, 90))
def test_both_ends_of_a_line_fill_it(left: str, right: str, width: int) -> None:
    """The right end is never pushed out by the left one."""
    line = spread(Content(left), Content(right), width)
    assert line.cell_length <= width
    if Content(right).cell_length < width:
        assert line.plain.endswith(right)


@pytest.mark.parametrize("width", [40, 80, 119, 200])
def test_the_columns_fill_the_width(width: int) -> None:
    """No column is pushed out of the screen that is wide enough for all."""
    drawn = header(columns(width))
    if width >= 80:
        assert width - 2 <= drawn.cell_length <= width


@given(st.lists(PEAK, min_size=2, max_size=80), st.integers(1, 10))
def test_a_waveform_is_as_large_as_asked(peaks: list[tuple[int, int]], rows: int) -> None:
    """Braille takes two peaks a cell, plain characters one."""
    drawn = braille(peaks, rows)
    assert len(drawn) == rows
    assert {len(line) for line in drawn} == {len(peaks) // 2}
    assert all("\u2800" <= character <= "\u28ff" for line in drawn for character in line)
    flat = plain(peaks, rows)
    assert len(flat) == rows
    assert {len(line) for line in flat} == {len(peaks)}
    assert all(line.isascii() for line in flat)


def test_silence_is_a_line_and_sound_is_not() -> None:
    """What is loud reaches the edges."""
    quiet = plain([(0, 0)] * 4, 5)
    assert quiet == ["    ", "    ", "####", "    ", "    "]
    loud = plain([(-32768, 32767)] * 4, 5)
    assert loud == ["####"] * 5


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(None, ""), (0.0, "0:00"), (65.9, "1:05"), (3661, "1:01:01"), (-3, "0:00")],
)
def test_lengths(seconds: float | None, text: str) -> None:
    """Minutes and seconds, hours where there are any."""
    assert span(seconds) == text


@pytest.mark.parametrize("text", ["", "8", "25:00", "08:60", "a:b", "-1:30", "08:3x", "１２:00 "])
def test_what_is_no_time_of_day(text: str) -> None:
    """It is refused, not guessed."""
    assert since(text, NOW) is None


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(":："))
def test_a_time_of_day_is_the_last_one(hours: int, minutes: int, colon: str) -> None:
    """Never in the future, never more than a day ago."""
    at = since(f"{hours}{colon}{minutes:02}", NOW)
    assert at is not None
    assert at <= NOW
    assert (NOW - at).total_seconds() < 86_400
    assert (local(at).hour, local(at).minute) == (hours, minutes)
