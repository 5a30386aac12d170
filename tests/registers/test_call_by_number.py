"""A call is meant by the number that is printed, by that of the screen, or by its id."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls.by_number import CallNotMeant, meant
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place
from tests.registers.call_kit import life

NOW = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
"""The first hour of 2027, in Beijing."""

CLOCK = FrozenClock(NOW)


def asked(store: Store, written: str, now: datetime) -> str:
    """Return the id of the call that is meant."""
    with store.read() as session:
        return meant(session, written, now)


def test_the_number_on_the_screen_is_that_of_this_year(store: Store) -> None:
    """In January last year's is named with its year, and no other is taken for it."""
    Ledger(store, CLOCK).record(*life("a", "ra"), *life("b", "rb"))
    december = NOW.replace(day=30)
    for written in ("2026-00002", "2026-2", "00002", "2", " 2 ", "b"):
        assert asked(store, written, december) == "b"
    assert asked(store, "2026-2", NOW) == "b"
    with pytest.raises(CallNotMeant, match=r"2027-00002 .*2026-00002"):
        asked(store, "2", NOW)
    for nothing in ("3", "2026-00003", "0", "", "x'; --", "２"):
        with pytest.raises(CallNotMeant, match=r"^There is no call [^:]*\.$"):
            asked(store, nothing, december)


def test_a_number_that_two_units_have_given_names_none(store: Store) -> None:
    """Each is named with its unit, its time and the id by which it is meant."""
    Ledger(store, CLOCK).record(*life("a", "ra"))
    other = (replace(fact, place=Place("other", fact.place.line)) for fact in life("b", "rb"))
    Ledger(store, CLOCK).record(*other)
    with pytest.raises(CallNotMeant, match=r"2026-00001.* unit, .*: a; .*other, .*: b$"):
        asked(store, "1", NOW.replace(day=30))
    assert asked(store, "a", NOW) == "a"
