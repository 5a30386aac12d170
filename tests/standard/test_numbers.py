"""Telephone numbers in their one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.standard.numbers import area_code, backwards, normalise, variants

_MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
_LANDLINES = st.from_regex(
    r"0(?:10[2-8][0-9]{7}|2[0-9][2-8][0-9]{7}|(?:[35679][0-9]{2}|[48][1-9][0-9])[2-8][0-9]{6,7})",
    fullmatch=True,
)


@pytest.mark.parametrize(
    ("sent", "form"),
    [
        ("13800138000", "13800138000"),
        ("+8613800138000", "13800138000"),
        ("0086 138-0013-8000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("013800138000", "13800138000"),
        ("1795113800138000", "13800138000"),
        ("1259313800138000", "13800138000"),
        ("17951075583123456", "075583123456"),
        ("(0755)83123456", "075583123456"),
        ("0755-83123456-801", "075583123456"),
        ("８３１２３４５６转８０１", "83123456"),
        ("+86 10 65551234", "01065551234"),
        ("+8695588", "95588"),
        ("+864008001234", "4008001234"),
        ("+85223456789", "0085223456789"),
        ("86551234", "86551234"),
        ("110", "110"),
        ("17951", "17951"),
        ("138****1234", "138****1234"),
        ("sip:alice@host", "sip:alice@host"),
        ("", ""),
        (None, ""),
    ],
)
def test_one_form_for_each_way_of_dialling(sent: str | None, form: str) -> None:
    assert normalise(sent) == form


@given(_MOBILES | _LANDLINES, st.sampled_from(["", "17951", "17909", "12593"]))
def test_a_carrier_or_country_code_changes_nothing(number: str, carrier: str) -> None:
    assert normalise(carrier + number) == number
    assert normalise("+86" + number.removeprefix("0")) == number
    assert normalise("0086" + number.removeprefix("0")) == number


@given(st.text(max_size=40) | st.from_regex(r"[+0-9 ()-]{0,25}", fullmatch=True))
def test_any_text_has_a_form_and_the_form_stays(text: str) -> None:
    form = normalise(text)
    if form.isascii() and form.isdigit():
        assert normalise(form) == form
    assert backwards(backwards(form)) == form


@given(_LANDLINES)
def test_a_number_of_the_own_area_is_known_with_and_without_its_code(number: str) -> None:
    code = area_code(number)
    assert number.startswith(code)
    assert code
    bare = number.removeprefix(code)
    assert {number, bare} <= variants(number, code)
    assert variants(number, code.removeprefix("0")) == variants(number, code)
    assert number in variants(bare, code)


def test_services_and_mobiles_have_no_area() -> None:
    assert variants("110", "0755") == {"110"}
    assert variants("13800138000", "0755") == {"13800138000"}
    assert area_code("13800138000") == ""
    assert variants(None, "0755") == frozenset()
