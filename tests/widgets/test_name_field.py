"""Which words look for somebody of the register, and which are a name themselves."""

from __future__ import annotations

import pytest

from dutyroom.widgets.name_field import is_search


@pytest.mark.parametrize(
    ("typed", "searches"),
    [
        ("qxm", True),
        ("13800001234", True),
        ("120", False),  # an ambulance, and not whoever's number ends with it
        ("12345", False),
        ("CDC", False),
        ("Dr. Li", False),
        ("王", False),
        ("市应急局", False),
    ],
)
def test_what_is_no_search_is_taken_as_it_stands(typed: str, searches: bool) -> None:
    assert is_search(typed) is searches
