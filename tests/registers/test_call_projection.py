"""The projector of the call log: total, convergent, rebuildable."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.detail import fields
from dutyroom.registers.calls.kinds import KnownBy, Medium, Outcome
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.call_kit import NOON, PLACE, any_facts, calls_of, dump, found, indexed, life
from tests.thorough import examples

_SHARED = [HealthCheck.function_scoped_fixture]
_quick = settings(max_examples=examples(20), deadline=None, suppress_health_check=_SHARED)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """A ledger over an empty database."""
    return Ledger(store, FrozenClock(NOON))


@_quick
@given(sent=any_facts())
def test_no_sequence_of_facts_fails_and_the_first_receiver_never_changes(
    store: Store, ledger: Ledger, sent: list[Fact]
) -> None:
    receivers: dict[str, str] = {}
    for fact in sent:
        ledger.record(fact)
        if fact.kind == "call.taken":
            receivers.setdefault(fact.subject, fact.actor)
        rows = {row["id"]: row for row in calls_of(store, sent)}
        for call, receiver in receivers.items():
            assert rows[call]["first_receiver"] == receiver
    before = calls_of(store, sent)
    assert {row["outcome"] for row in before} <= {str(each) for each in Outcome}
    assert ledger.record(*sent) == frozenset()
    assert calls_of(store, sent) == before


@settings(_quick, max_examples=examples(10))
@given(sent=st.lists(any_facts(), min_size=1, max_size=3))
def test_a_rebuild_gives_the_same_rows_and_the_same_findings(
    store: Store, ledger: Ledger, sent: list[list[Fact]]
) -> None:
    for some in sent:
        ledger.record(*some)
    before, findings = dump(store), indexed(store)
    ledger.rebuild()
    assert dump(store) == before
    assert indexed(store) == findings


@_quick
@given(sent=any_facts())
def test_numbers_are_dense_and_unique_in_each_year_and_unit(
    store: Store, ledger: Ledger, sent: list[Fact]
) -> None:
    ledger.record(*sent)
    numbers = defaultdict(list)
    for row in sorted(dump(store)["calls"], key=lambda row: int(row["ordinal"])):
        numbers[row["unit"], row["year"]].append(row["running"])
    for running in numbers.values():
        assert running == list(range(1, len(running) + 1))


@settings(_quick, max_examples=examples(20))
@given(data=st.data())
def test_the_facts_of_a_call_make_the_same_row_in_any_order(
    store: Store, ledger: Ledger, data: st.DataObject
) -> None:
    in_order = life(facts.new_id(), facts.new_id())
    shuffled = data.draw(st.permutations(life(facts.new_id(), facts.new_id())))
    rows = []
    for sent in (in_order, shuffled):
        ledger.record(*sent)
        (row,) = calls_of(store, sent)
        with store.read() as session:
            written = fields(session, row["ordinal"])
        own = {"ordinal", "id", "running"}
        rows.append(({key: row[key] for key in row if key not in own}, written))
    assert rows[0] == rows[1]


@settings(_quick, max_examples=examples(10))
@given(data=st.data())
def test_a_call_whose_beginning_was_lost_began_with_the_first_that_is_known(
    store: Store, ledger: Ledger, data: st.DataObject
) -> None:
    sent = [fact for fact in life(facts.new_id(), facts.new_id()) if fact.kind != "call.begun"]
    ledger.record(*data.draw(st.permutations(sent)))
    (row,) = calls_of(store, sent[-1:])
    assert row["started_at"] == min(fact.occurred_at for fact in sent)


def test_what_is_known_once_stays_when_the_line_says_it_again(store: Store, ledger: Ledger) -> None:
    def say(at: datetime, seconds: float, outcome: Outcome, actor: str) -> list[Fact]:
        return [
            facts.begun("c", at, PLACE, direction="in" if outcome is Outcome.MISSED else "out"),
            facts.taken("c", at, PLACE, actor=actor),
            facts.answered("c", at, PLACE, by=KnownBy.HOOK, seconds=seconds),
            facts.ended("c", at, PLACE, outcome=outcome, by=KnownBy.HOOK, seconds=seconds),
            facts.called_back("c", at, PLACE, actor=actor, by_call=actor, result=actor),
            facts.closed_without_write_up("c", at, PLACE, actor=actor, reason=actor),
            facts.recording_begun(
                "r", at, PLACE, call="c", segment=1, path=f"{actor}.wav", rate=8000
            ),
            facts.recording_finished(
                "r", at, PLACE, frames=int(seconds), sha256=actor, peak=-1.0, clipped=0
            ),
        ]

    ledger.record(*say(NOON, 5.0, Outcome.MISSED, "李四"))
    before = dump(store)
    ledger.record(*say(NOON + timedelta(hours=1), 9.0, Outcome.ANSWERED, "王五"))
    assert dump(store) == before


def test_the_year_of_a_number_is_beijings(store: Store, ledger: Ledger) -> None:
    eve = NOON.replace(month=12, day=31, hour=15, minute=59)
    for minutes in (0, 1, 2):
        ledger.record(
            facts.begun(facts.new_id(), eve + timedelta(minutes=minutes), PLACE, direction="in")
        )
    labels = [(row["year"], row["running"]) for row in dump(store)["calls"]]
    assert labels == [(2026, 1), (2027, 1), (2027, 2)]


def test_two_units_count_apart(store: Store, ledger: Ledger) -> None:
    for unit in ("a", "b", "a"):
        ledger.record(facts.begun(facts.new_id(), NOON, Place(unit, "1"), direction="in"))
    assert [(row["unit"], row["running"]) for row in dump(store)["calls"]] == [
        ("a", 1),
        ("b", 1),
        ("a", 2),
    ]


def test_an_unknown_kind_is_journalled_and_left_alone(store: Store, ledger: Ledger) -> None:
    assert ledger.record(Fact("call.sung", "c", NOON, PLACE)) == {"calls"}
    assert ledger.record(Fact("opera.sung", "c", NOON, PLACE)) == frozenset()
    assert dump(store)["calls"] == []
    ledger.rebuild()


def test_all_facts_of_one_record_are_written_or_none(store: Store, ledger: Ledger) -> None:
    whole = facts.begun("c", NOON, PLACE, direction="in")
    naive = facts.begun("d", NOON.replace(tzinfo=None), PLACE, direction="in")
    with pytest.raises(ValueError, match="offset"):
        ledger.record(whole, naive)
    assert dump(store)["calls"] == []


def test_a_second_number_amends_the_first_and_both_are_kept(store: Store, ledger: Ledger) -> None:
    ledger.record(
        facts.numbered("c", NOON, PLACE, number="13800138000", checksum=False),
        facts.numbered("c", NOON, PLACE, number="13800138001", checksum=True),
        facts.numbered("c", NOON, PLACE, number="19999999999", checksum=False),
    )
    (row,) = dump(store)["calls"]
    assert (row["number"], row["reversed"]) == ("13800138001", "10083100831")
    (correction,) = dump(store)["call_corrections"]
    assert (correction["field"], correction["old"], correction["by"]) == (
        "number",
        "13800138000",
        "keeper",
    )


def test_a_mask_that_follows_keeps_the_number(store: Store, ledger: Ledger) -> None:
    ledger.record(
        facts.numbered("c", NOON, PLACE, number="13800138000"),
        facts.numbered("c", NOON, PLACE, number="13800138000", absent="withheld"),
    )
    (row,) = dump(store)["calls"]
    assert (row["number"], row["absent"]) == ("13800138000", "withheld")


def test_what_a_person_corrected_is_not_undone_by_a_late_caller_id(
    store: Store, ledger: Ledger
) -> None:
    ledger.record(
        facts.corrected("c", NOON, PLACE, actor="李四", field="number", old="", new="110", why="x"),
        facts.numbered("c", NOON, PLACE, number="13800138000"),
    )
    assert dump(store)["calls"][0]["number"] == "110"


def test_a_second_write_up_keeps_both_texts_and_the_first_signature(
    store: Store, ledger: Ledger
) -> None:
    for actor, content in (("李四", "甲"), ("王五", "乙")):
        ledger.record(facts.written_up("c", NOON, PLACE, actor=actor, fields={"content": content}))
    assert dump(store)["calls"][0]["recorder"] == "李四"
    (correction,) = dump(store)["call_corrections"]
    assert (correction["old"], correction["new"], correction["by"]) == ("甲", "乙", "王五")
    assert found(store, "甲") == found(store, "乙") == [1]


@pytest.mark.parametrize(
    ("sent", "stands"),
    [
        ([], ("ringing", "nothing", "")),
        ([facts.answered("c", NOON, PLACE, by=KnownBy.SOUND, seconds=1)], ("talking", "sound", "")),
        (
            [
                facts.ended(
                    "c", NOON, PLACE, outcome=Outcome.MISSED, by=KnownBy.RECORD, seconds=None
                )
            ],
            ("missed", "record", "call_back"),
        ),
        (
            [
                facts.ended(
                    "c", NOON, PLACE, outcome=Outcome.UNKNOWN, by=KnownBy.NOTHING, seconds=None
                )
            ],
            ("unknown", "nothing", "write_up"),
        ),
        (
            [facts.outcome_stated("c", NOON, PLACE, actor="李四", outcome=Outcome.MISSED)],
            ("missed", "officer", "call_back"),
        ),
        (
            [
                facts.ended(
                    "c", NOON, PLACE, outcome=Outcome.MISSED, by=KnownBy.HOOK, seconds=None
                ),
                facts.called_back("c", NOON, PLACE, actor="李四", by_call=None, result="无人接"),
            ],
            ("missed", "hook", ""),
        ),
        (
            [
                facts.ended("c", NOON, PLACE, outcome=Outcome.ANSWERED, by=KnownBy.HOOK, seconds=3),
                facts.closed_without_write_up("c", NOON, PLACE, actor="李四", reason="打错"),
            ],
            ("answered", "hook", ""),
        ),
    ],
)
def test_what_became_of_a_call_and_what_is_owed(
    store: Store, ledger: Ledger, sent: list[Fact], stands: tuple[str, str, str]
) -> None:
    number = facts.numbered("c", NOON, PLACE, number="13905712345")
    ledger.record(facts.begun("c", NOON, PLACE, direction="in"), number, *sent)
    (row,) = dump(store)["calls"]
    assert (row["outcome"], row["known_by"], row["owed"]) == stands


def test_a_fax_entered_by_hand_is_over_and_owes_its_write_up(store: Store, ledger: Ledger) -> None:
    ledger.record(
        facts.entered(
            "c",
            NOON,
            Place("unit", "", "2"),
            actor="李四",
            medium=Medium.FAX,
            direction="in",
            number="",
        )
    )
    (row,) = dump(store)["calls"]
    shown = (row["medium"], row["outcome"], row["owed"], row["seat"])
    assert shown == ("fax", "entered", "write_up", "2")


def test_foreign_text_is_stored_as_it_came(store: Store, ledger: Ledger) -> None:
    name = "[/oops]\x00\x1b[2J" + "长" * 10_000
    ledger.record(facts.numbered("c", NOON, PLACE, number="1\x002", name=name))
    (row,) = dump(store)["calls"]
    assert (row["number"], row["name"]) == ("1\x002", name)
    assert found(store, "oops") == [1]
