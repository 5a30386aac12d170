"""Facts of calls for the tests: any facts at all, and the life of one call."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Table, select

from dutyroom.registers.calls import facts
from dutyroom.registers.calls.findable import INDEX
from dutyroom.registers.calls.kinds import KnownBy, Medium, Outcome
from dutyroom.registers.calls.register import CALLS
from dutyroom.registers.calls.tables import Call
from dutyroom.registers.calls.write_up import NAMES
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, JsonValue, Place
from dutyroom.store.rows import table_of
from dutyroom.store.search import SearchIndex
from dutyroom.store.session import Session
from dutyroom.store.sqlite import dbapi

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
"""Noon in Beijing."""

PLACE = Place("unit", "1")

_NEW_YEAR = datetime(2025, 12, 31, 16, 0, tzinfo=UTC)
_MOMENTS = st.integers(-100_000, 100_000).map(lambda at: _NEW_YEAR + timedelta(seconds=at))
_SECONDS = st.none() | st.floats(0, 1e6)
_OFFICERS = st.sampled_from(["李四", "王五"])
_TEXTS = st.text(max_size=20) | st.sampled_from(
    ["燃气泄漏", "[/oops]", "\x1b]0;x\x07", "a\x00b", "名" * 10_000, "'; DROP TABLE calls; --"]
)
_NUMBERS = st.sampled_from(["13800138000", "+8613800138000", "0755-83123456", "110"]) | _TEXTS


def _with_bytes(fact: Fact, told: str, *, goes_on: bool, left_out: int) -> Fact:
    """Return a fact that came with bytes of the box, damaged ones too."""
    body: dict[str, JsonValue] = {
        "bytes_format": "hayes",
        "bytes_go_on": goes_on,
        "bytes_left_out": left_out,
    }
    return replace(fact, body={**fact.body, **body}, texts={"bytes": told})


def _kinds(call: str, recording: str) -> list[st.SearchStrategy[Fact]]:
    """Return a strategy for each kind of fact that a call may have."""
    call_at: dict[str, Any] = {"call": st.just(call), "at": _MOMENTS, "place": st.just(PLACE)}
    signed = call_at | {"actor": _OFFICERS}
    sound: dict[str, Any] = {"recording": st.just(recording), "at": _MOMENTS}
    sound |= {"place": st.just(PLACE)}
    outcomes, by = st.sampled_from(Outcome), st.sampled_from(KnownBy)
    directions, sizes = st.sampled_from(["in", "out"]), st.integers(0, 2**40)
    fields = st.dictionaries(st.sampled_from(NAMES), _TEXTS, max_size=4)
    return [
        st.builds(facts.begun, **call_at, direction=directions, waiting=st.booleans()),
        st.builds(
            facts.numbered,
            **call_at,
            number=st.none() | _NUMBERS,
            name=st.none() | _TEXTS,
            absent=st.none() | st.sampled_from(["withheld", "bad_checksum"]),
            checksum=st.none() | st.booleans(),
            raw=st.binary(max_size=4),
        ),
        st.builds(facts.rang, **call_at, count=st.integers(0, 9)),
        st.builds(
            _with_bytes,
            st.builds(facts.rang, **call_at, count=st.integers(0, 9)),
            st.sampled_from(["52", "52\n494e", "\n47", "", "0g", "名"]),
            goes_on=st.booleans(),
            left_out=sizes,
        ),
        st.builds(facts.answered, **call_at, by=by, seconds=_SECONDS),
        st.builds(facts.ended, **call_at, outcome=outcomes, by=by, seconds=_SECONDS),
        st.builds(facts.went_on, **call_at, seconds=st.floats(0, 600)),
        st.builds(facts.disturbed, **call_at, what=st.just("box"), back=st.booleans()),
        st.builds(
            facts.entered,
            **signed,
            medium=st.sampled_from(Medium),
            direction=directions,
            number=_NUMBERS,
        ),
        st.builds(facts.taken, **signed),
        st.builds(facts.outcome_stated, **signed, outcome=outcomes),
        st.builds(facts.written_up, **signed, fields=fields),
        st.builds(
            facts.corrected,
            **signed,
            field=st.sampled_from([*NAMES, "number", "name", "outcome", "no such field"]),
            old=_TEXTS,
            new=_TEXTS | outcomes.map(str),
            why=_TEXTS,
        ),
        st.builds(facts.called_back, **signed, by_call=st.none(), result=_TEXTS),
        st.builds(facts.closed_without_write_up, **signed, reason=_TEXTS),
        st.builds(
            facts.recording_begun,
            **sound,
            call=st.just(call),
            segment=st.integers(1, 3),
            path=st.just("2026/01/01/a.wav"),
            rate=st.just(8000),
        ),
        st.builds(facts.recording_gap, **sound, offset=sizes, frames=sizes),
        st.builds(
            facts.recording_finished,
            **sound,
            frames=sizes,
            sha256=st.just("00" * 32),
            peak=st.floats(-90, 0),
            clipped=sizes,
        ),
        st.builds(facts.recording_failed, **sound, reason=st.just("disk_full")),
        st.builds(facts.recording_marked, **sound, actor=_OFFICERS, frame=sizes, note=_TEXTS),
    ]


@st.composite
def any_facts(draw: st.DrawFn) -> list[Fact]:
    """Draw facts of two calls in any order, some of them twice."""
    made = [st.one_of(_kinds(facts.new_id(), facts.new_id())) for _ in range(2)]
    drawn = draw(st.lists(st.one_of(made), min_size=1, max_size=16))
    again = draw(st.lists(st.sampled_from(drawn), max_size=4))
    return draw(st.permutations([*drawn, *again]))


def life(call: str, recording: str) -> list[Fact]:
    """Return one fact of every kind that an incoming call's life has, in order."""

    def at(seconds: float) -> datetime:
        return NOON + timedelta(seconds=seconds)

    return [
        facts.begun(call, at(0), PLACE, direction="in"),
        facts.recording_begun(
            recording, at(0.1), PLACE, call=call, segment=1, path="a.wav", rate=8000
        ),
        facts.rang(call, at(5), PLACE, count=2),
        facts.numbered(call, at(2), PLACE, number="+8613800138000", name="ZHANG", checksum=True),
        facts.answered(call, at(9), PLACE, by=KnownBy.HOOK, seconds=9.0),
        facts.taken(call, at(10), PLACE, actor="李四"),
        facts.disturbed(call, at(20), PLACE, what="box", back=False),
        facts.ended(call, at(60), PLACE, outcome=Outcome.ANSWERED, by=KnownBy.HOOK, seconds=51.0),
        facts.recording_gap(recording, at(30), PLACE, offset=8000, frames=80),
        facts.recording_finished(
            recording, at(61), PLACE, frames=480_000, sha256="ab", peak=-3.0, clipped=0
        ),
        facts.written_up(
            call, at(300), PLACE, actor="李四", fields={"content": "燃气泄漏", "cause": "待核实"}
        ),
        facts.corrected(
            call, at(400), PLACE, actor="王五", field="cause", old="待核实", new="老化", why="核实"
        ),
    ]


def dump(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return every row of the call log's tables."""
    with store.read() as session:
        return {str(table.__tablename__): _rows(session, table_of(table)) for table in CALLS.tables}


def calls_of(store: Store, sent: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return the rows of the calls that some facts speak of."""
    wanted = {str(fact.body.get("call") or fact.subject) for fact in sent}
    table = table_of(Call)
    chosen = select(table).where(table.c.id.in_(wanted)).order_by(table.c.ordinal)
    with store.read() as session:
        return [dict(row) for row in session.connection().execute(chosen).mappings()]


def _rows(session: Session, table: Table) -> list[dict[str, Any]]:
    """Return every row of one table."""
    return [dict(row) for row in session.connection().execute(select(table)).mappings()]


def found(store: Store, word: str) -> list[int]:
    """Return the ordinals that the search index finds."""
    with store.read() as session:
        return INDEX.match(session, word)


def indexed(store: Store, index: SearchIndex = INDEX) -> list[tuple[str, int]]:
    """Return every word of a search index with the ordinal of a call that is found by it."""
    with closing(dbapi.connect(str(store.path))) as connection:
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, {index.name}, instance)"
        )
        return sorted(set(connection.execute("SELECT term, doc FROM temp.held")))
