"""Area codes: the shipped table and what a number says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.registers.contacts.area import AreaCodes

AREAS = AreaCodes.load()


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("010-88001234", "北京"),
        ("+86 10 8800 1234", "北京"),
        ("021-60001234", "上海"),
        ("057188001234", "浙江 杭州"),
        ("0599-7812345", "福建 南平"),
        ("0991 2345678", "新疆 乌鲁木齐"),
        ("0898-66001234", "海南"),
        ("0377-63001234", "河南 南阳"),
        ("028-88001234", "四川 成都、眉山、资阳"),
    ],
)
def test_a_landline_tells_its_city(number: str, place: str) -> None:
    origin = AREAS.origin(number)
    assert origin is not None
    assert not origin.mobile
    assert origin.label() == place


def test_a_mobile_tells_that_it_is_one() -> None:
    origin = AREAS.origin("013800001111")
    assert origin is not None
    assert origin.mobile
    assert origin.code == ""


@pytest.mark.parametrize("number", ["110", "12345", "88001234", "", None, "O", "0480-2210101"])
def test_other_numbers_say_nothing(number: str | None) -> None:
    assert AREAS.origin(number) is None


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("57188001234", "057188001234"),  # 0571 and eight digits
        ("1088001234", "01088001234"),  # 010
        ("5997812345", "05997812345"),  # seven digits
        ("13800001111", "13800001111"),  # a mobile
        ("88001234", "88001234"),  # a local number
        ("057188001234", "057188001234"),
        ("4008001234", "4008001234"),
    ],
)
def test_a_lost_zero_comes_back(typed: str, whole: str) -> None:
    assert AREAS.with_zero(typed) == whole


def test_every_code_is_one_of_the_numbering_plan() -> None:
    lines = (Path(__file__).parents[3] / "data" / "area_codes.csv").read_text("utf-8").splitlines()
    codes = [line.split(",")[0] for line in lines[1:]]
    assert len(codes) == len(set(codes)) > 320
    assert all(len(code) == (3 if code[1] in "12" else 4) and code[0] == "0" for code in codes)


def test_a_table_of_another_kind_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "codes.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="area codes"):
        AreaCodes.load(table)


@given(st.text(max_size=30))
def test_any_text_is_answered(text: str) -> None:
    AREAS.origin(text)
    assert AREAS.with_zero(text).removeprefix("0") == text.removeprefix("0")
