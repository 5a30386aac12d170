"""Telephone numbers as people write them into lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.registers.contacts import phones


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("0571-88001234", ["0571-88001234"]),
        ("0571-88001234、13800001111", ["0571-88001234", "13800001111"]),
        ("88001234/88001235;88001236", ["88001234", "88001235", "88001236"]),
        ("13800001111 13900002222", ["13800001111", "13900002222"]),
        ("0571 8800 1234", ["0571 8800 1234"]),
        ("138 0000 1111", ["138 0000 1111"]),
        ("+86 571 88001234\n13800001111", ["+86 571 88001234", "13800001111"]),
        ("", []),
        (" 、;", []),
    ],
)
def test_a_cell_is_split_into_its_numbers(cell: str, numbers: list[str]) -> None:
    assert phones.split(cell) == numbers


@pytest.mark.parametrize(
    ("written", "normalised", "extension"),
    [
        ("0571-88001234-806", "057188001234", "806"),
        ("88001234-806", "057188001234", "806"),
        ("88001234转806", "057188001234", "806"),
        ("0571-88001234 ext. 806", "057188001234", "806"),
        ("88001234", "057188001234", ""),
        ("（0571）88001234", "057188001234", ""),
        ("13800001111", "13800001111", ""),
        ("8012", "8012", ""),
        ("12", "", ""),
        ("张三", "", ""),
    ],
)
def test_a_number_is_taken_apart(written: str, normalised: str, extension: str) -> None:
    phone = phones.parse(written, "0571")
    assert (phone.normalised, phone.extension) == (normalised, extension)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("13800001111.0", "13800001111"),
        ("1.3800001111E+10", "13800001111"),
        ("1.3800001111e10", "13800001111"),
        ("5.7188001234E+10", "57188001234"),
        ("0571-88001234", "0571-88001234"),
        ("12.5", "12.5"),
    ],
)
def test_what_a_spreadsheet_took_for_a_quantity_is_made_whole(typed: str, whole: str) -> None:
    assert phones.restored(typed) == whole


@pytest.mark.parametrize("typed", ["1.38E+10", "1.380000111E+10", "6E+10"])
def test_lost_digits_are_never_invented(typed: str) -> None:
    with pytest.raises(phones.LostDigitsError):
        phones.restored(typed)


@given(st.text(max_size=60))
def test_any_text_is_split_and_taken_apart(text: str) -> None:
    for part in phones.split(text):
        assert part == part.strip()
        phones.parse(part, "0571")


@given(st.lists(st.from_regex(r"\A(0571-8\d{7}|1[3-9]\d{9})\Z"), max_size=4))
def test_joined_numbers_are_split_again(written: list[str]) -> None:
    assert phones.split(phones.join(written)) == written
