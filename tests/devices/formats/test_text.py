"""Words from the line: decoded somehow, and harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices.events import Absent
from dutyroom.devices.formats.text import (
    MAX_NAME,
    decoded,
    harmless,
    known_name,
    name_of,
    number_of,
    time_of,
)

# The four-digit figures are the escapes of bidirectional marks, written out so
# that no such mark stands in this file.
_BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"ZHANG SAN", "ZHANG SAN"),
        ("张三".encode(), "张三"),
        ("张三".encode("gb2312"), "张三"),
        ("朱镕基".encode("gbk"), "朱镕基"),
        (b"JOS\xc9", "JOSÉ"),
        (b"M\xdcLLER", "MÜLLER"),
        (b"Ren\xe9e", "Renée"),
        (b"\xff\xfe", "ÿþ"),
    ],
)
def test_text_is_decoded_as_utf_8_gbk_or_latin_1(raw: bytes, text: str) -> None:
    assert name_of(raw) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mRED\x1b[0m", "RED"),
        ("\x1b]0;title\x07NAME", "NAME"),
        ("\x1b]52;c;AAAA\x1b\\NAME", "NAME"),
        ("A\x1bcB", "AB"),
        ("A\x9b2JB", "AB"),
        ("A\x00B\x7fC\x85D\n", "ABCD"),
        ("\x1b]never ended", "never ended"),
        ("[red]A[/red]", "[red]A[/red]"),
        ("\u3000张 三", "张 三"),
    ],
)
def test_control_characters_and_escape_sequences_go(text: str, shown: str) -> None:
    assert harmless(text) == shown


@pytest.mark.parametrize("code", _BIDI)
def test_bidirectional_marks_go(code: int) -> None:
    assert harmless(f"A{chr(code)}B") == "AB"


@given(st.binary(max_size=400))
def test_nothing_that_a_terminal_obeys_is_left(raw: bytes) -> None:
    name = name_of(raw) or ""
    assert len(name) <= MAX_NAME
    assert not [letter for letter in name if unicodedata.category(letter) == "Cc"]
    assert not [letter for letter in name if ord(letter) in _BIDI]


@given(st.binary(max_size=200))
def test_decoding_never_fails(raw: bytes) -> None:
    assert isinstance(decoded(raw), str)


def test_a_long_hostile_name_takes_no_time() -> None:
    for scrap in (b"\x1b]", b"\x9d", b"\x1b[", b"\x9b0;", b"\x1b ", b"\x90\x1b"):
        assert len(name_of(scrap * 8000) or "") <= MAX_NAME


@pytest.mark.parametrize(
    ("raw", "number", "absent"),
    [
        (b"10086", "10086", None),
        (b" 010-1234 5678 ", "010-1234 5678", None),
        (b"\x1b[1m10086", "10086", None),
        (b"*67", "*67", None),
        (b"P", None, Absent.WITHHELD),
        (b"out of area", None, Absent.UNAVAILABLE),
        (b"  ", None, Absent.NOT_SENT),
        (b"DATA ERROR", None, Absent.TECHNICAL),
        (b"VOICEMAIL", "VOICEMAIL", None),
        (b"1" * 100, "1" * 64, None),
    ],
)
def test_a_number_or_why_there_is_none(
    raw: bytes, number: str | None, absent: Absent | None
) -> None:
    assert number_of(raw) == (number, absent)


def test_words_for_no_name_are_no_name() -> None:
    assert [known_name(word) for word in ("NO NAME", "NONAME", "O", "P", None)] == [None] * 5
    assert known_name("O'Neill") == "O'Neill"


def test_a_time_is_its_parts_joined_by_one_space() -> None:
    assert time_of(b" 05/11", b" 11:28 AM ") == "05/11 11:28 AM"
    assert time_of(b"", b"") is None
