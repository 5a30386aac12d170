"""Patterns that could run for hours are refused; the rest run in bounded time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.devices.formats.pattern_guard import MAX_DECLARED_LINE, problem_with
from tests.thorough import examples


@pytest.mark.parametrize(
    "pattern",
    [
        *("(a+)+b", "(a*)*", "(a|a)*b", "(a|ab)+", "(?:a?){9}b", "(?:(?:ab)*c)*", "((a))+(b+)*"),
        *(".*.*.*=", r"\d+\d+\d+x", r"(?P<a>.+) (?P<b>.+) (?P<c>.+)", "a*b*c*.*.*.*"),
        *(r"(a)\1", "(?=a)a", "(?<!a)b", "(?i)a", "(?P=x)", "(?(1)a|b)", "(?>a)"),
        *("(", "[a", "a**", "*", "[[a]", "x" * 401, r"\N{BULLET}", "(" * 150 + ")" * 150 + "("),
    ],
)
def test_patterns_that_may_not_be_used(pattern: str) -> None:
    assert problem_with(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        *("RING", r"RING(?P<line>\d)", r"CID:(?P<number>[^,]*),(?P<name>.*)", r"\x02RING\x03"),
        *(r"(?:\d\d:)?(?P<number>\d{1,20})", "(?:ab)*", "a|b|cd", "^x$", r"[\]\-a]+", "a{3}"),
        *("(?P<number>.*),(?P<name>.*)", r"\[(?P<line>\d+)\] (?P<number>\S+)", "保密.{0,9}"),
    ],
)
def test_patterns_that_are_fit_for_use(pattern: str) -> None:
    assert problem_with(pattern) is None


_ATOMS = st.sampled_from(["a", ".", r"\d", "[ab]", "[^,]", ",", r"\w", "(?:ab)", "(?:a|b)", "(a+)"])
_SIGNS = st.sampled_from(["", "*", "+", "?", "{1,20}", "{0,200}", "*?", "{2}", "*+"])


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.tuples(_ATOMS, _SIGNS), min_size=1, max_size=7))
def test_what_is_let_through_is_quick_on_hostile_lines(parts: list[tuple[str, str]]) -> None:
    pattern = "".join(atom + sign for atom, sign in parts) + "!"
    if problem_with(pattern) is not None:
        return
    compiled = re.compile(pattern)
    start = time.process_time()
    for letter in ("a", "1", ",", "ab", "b"):
        compiled.fullmatch((letter * MAX_DECLARED_LINE)[:MAX_DECLARED_LINE])
    # A pattern that explodes takes minutes; the bound allows a fraction of a second.
    assert time.process_time() - start < 5
