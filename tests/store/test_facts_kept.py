"""Any fact comes back as it was written; what cannot be kept is refused whole."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.store import journal
from dutyroom.store.engine import Store
from dutyroom.store.entry import MAX_BODY, MAX_TEXT, stamp
from dutyroom.store.errors import FactTooLarge
from dutyroom.store.facts import Fact, Place
from tests.thorough import examples

NAMES = st.text(max_size=20)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
rule = settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@rule
@given(
    names=st.tuples(*[NAMES] * 6),
    body=st.dictionaries(st.text(), JSON, max_size=4),
    texts=st.dictionaries(NAMES, st.text(max_size=50), max_size=3),
    moment=st.datetimes(timezones=st.just(UTC)),
)
def test_any_fact_comes_back(
    store: Store,
    names: tuple[str, ...],
    body: dict[str, object],
    texts: dict[str, str],
    moment: datetime,
) -> None:
    """Names and texts with half characters replaced, everything else as it was."""
    kind, subject, actor, unit, line, seat = names
    fact = Fact.from_json(
        Fact(kind, subject, moment, Place(unit, line, seat), actor, body, texts).to_json()  # type: ignore[arg-type]  # hypothesis' recursive type
    )
    with store.write() as session:
        entry = journal.append(session, fact, moment)
        assert entry is not None
        assert journal.find(session, fact.id) == entry
        assert journal.verify(session).sound
    assert entry.fact.body == fact.body
    assert entry.fact.occurred_at == moment
    assert [entry.fact.kind, entry.fact.texts] == [
        _held(kind),
        {name: _held(value) for name, value in texts.items()},
    ]


def _held(value: str) -> str:
    """Return a text as the database holds it."""
    return "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in value)


def test_what_is_too_large_is_refused_whole(store: Store, now: datetime) -> None:
    """As a fault of the fact, not of the database."""
    body = Fact("a", "b", now, Place("u"), body={"x": "字" * MAX_BODY})
    long = Fact("a", "b", now, Place("u"), texts={"x": "字" * (MAX_TEXT + 1)})
    with store.write() as session:
        for fact in (body, long):
            with pytest.raises(FactTooLarge):
                journal.append(session, fact, now)
        assert journal.last_seq(session) == 0
        fits = Fact("a", "b", now, Place("u"), texts={"x": "字" * MAX_TEXT})
        assert journal.append(session, fits, now) is not None


def test_a_time_without_an_offset_is_refused() -> None:
    """A stamp always says which moment it is."""
    with pytest.raises(ValueError, match="offset"):
        stamp(datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test
