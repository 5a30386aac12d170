"""From measured values to a verdict: what could not be measured is never in order."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom import i18n
from dutyroom.standard.judging import calls, machine, network, supply, time
from dutyroom.standard.judging.network import Reach, Tried
from dutyroom.standard.judging.supply import PrinterState
from dutyroom.standard.probing import (
    TITLES,
    WORDS,
    Kind,
    Reading,
    Said,
    State,
    Verdict,
    title_of,
    worded,
)
from tests.thorough import examples

NOW = datetime(2026, 11, 23, 9, 43, 30, tzinfo=UTC)
OK, FAULTY, CANNOT_TELL = State.OK, State.FAULTY, State.CANNOT_TELL


@pytest.mark.parametrize(
    ("ahead", "state", "says"),
    [
        (0.0, OK, "agrees"),
        (-59.9, OK, "agrees"),
        (61.0, FAULTY, "61 s fast"),
        (-90.0, FAULTY, "90 s slow"),
        (600.0, FAULTY, "10 min fast"),
        (-600.0, FAULTY, "10 min slow"),
    ],
)
def test_a_clock_says_how_far_it_is_off_and_which_way(
    ahead: float, state: State, says: str
) -> None:
    found = time.judge_clock(ahead, "gateway", 60)
    assert found.state is state
    assert says in worded(found.evidence)
    assert (found.advice is None) == (state is OK)


def test_a_clock_that_nothing_tells_of_is_not_in_order() -> None:
    assert time.judge_kept(True).state is OK
    assert {time.judge_kept(each).state for each in (None, False)} == {CANNOT_TELL}
    assert time.judge_exchange([], 2).state is CANNOT_TELL
    assert time.judge_exchange([0.1], 2).state is CANNOT_TELL


def test_one_call_that_rang_long_does_not_accuse_the_clock() -> None:
    assert time.judge_exchange([0.4, 0.2, 40.0], 2).state is OK
    wrong = time.judge_exchange([10.2, 9.8, 10.1], 2)
    assert wrong.state is FAULTY
    assert "10 min ahead" in worded(wrong.evidence)
    assert "10 min behind" in worded(time.judge_exchange([-10.2, -9.8, -10.1], 2).evidence)


def test_a_backup_grows_old() -> None:
    ages = {0.0: OK, 35.9: OK, 36.0: FAULTY, 900.0: FAULTY, -1.0: FAULTY}
    for hours, state in ages.items():
        found = machine.judge_backup(NOW - timedelta(hours=hours), NOW, 36, "/b")
        assert found.state is state, hours
    assert machine.judge_backup(None, NOW, 36, "/b").state is FAULTY
    young = machine.judge_backup(NOW - timedelta(minutes=4), NOW, 36, "/b")
    assert "less than an hour old" in worded(young.evidence)


def test_a_disk_needs_room_for_so_many_hours() -> None:
    assert machine.judge_disk(24.0, 10**9, 24).state is OK
    assert machine.judge_disk(23.9, 10**9, 24).state is FAULTY


def test_where_no_line_is_recorded_nobody_is_told_of_hours() -> None:
    found = machine.judge_disk(900.0, 10**9, 24, recorded=False)
    assert found.state is OK
    assert "no line is recorded" in worded(found.evidence)
    assert machine.judge_disk(1.0, 10**9, 24, recorded=False).state is FAULTY


def test_pages_are_sound_only_when_all_were_read() -> None:
    assert machine.judge_pages([], 8).state is OK
    assert machine.judge_pages(None, 8).state is CANNOT_TELL
    assert machine.judge_pages(["Page 3: bad"], 8).state is FAULTY


def test_a_line_that_nobody_called_for_long_is_in_doubt_and_not_accused() -> None:
    def judged(days: float, numbered: bool = True) -> State:
        return calls.judge_ring(calls.Ring(NOW - timedelta(days=days), numbered), NOW, 7).state

    assert judged(1) is OK
    assert judged(1, numbered=False) is CANNOT_TELL
    assert judged(8) is CANNOT_TELL
    assert calls.judge_ring(None, NOW, 7).state is CANNOT_TELL
    withheld = calls.judge_ring(calls.Ring(NOW, numbered=True, withheld=True), NOW, 7)
    assert withheld.state is OK
    assert "withheld" in worded(withheld.evidence)
    assert "with its number" not in worded(withheld.evidence)


@pytest.mark.parametrize(("answered", "says"), [(True, "was answered"), (False, "was missed")])
@pytest.mark.parametrize(("numbered", "withheld"), [(True, False), (True, True), (False, False)])
def test_what_became_of_the_last_call_is_said_where_it_is_known(
    numbered: bool, withheld: bool, answered: bool, says: str
) -> None:
    found = calls.judge_ring(calls.Ring(NOW, numbered, withheld, answered), NOW, 7)
    assert says in worded(found.evidence)


def test_a_recording_that_failed_vanished_or_is_silent_is_a_fault() -> None:
    def judged(
        days: float = 1, peak: float | None = -10.0, failed: str = "", missing: bool = False
    ) -> State:
        last = calls.Recorded(NOW - timedelta(days=days), 12.0, peak, failed, missing)
        return calls.judge_recording(last, NOW, 7).state

    assert judged() is OK
    assert judged(peak=None) is OK
    assert judged(days=8) is CANNOT_TELL
    assert judged(failed="disk full") is FAULTY
    assert judged(missing=True) is FAULTY
    assert judged(peak=-96.0) is FAULTY
    assert calls.no_recording(None).state is CANNOT_TELL
    assert calls.no_recording(NOW).state is FAULTY


@settings(max_examples=examples(60))
@given(
    ahead=st.floats(-1e6, 1e6),
    limit=st.integers(1, 3600),
    hours=st.floats(-1e4, 1e4),
    detail=st.text(max_size=20),
)
def test_a_verdict_is_kept_as_json_and_read_in_both_languages(
    ahead: float, limit: int, hours: float, detail: str
) -> None:
    """Whatever was measured: nothing that is stored can spoil the screen that shows it."""
    made = [
        time.judge_clock(ahead, detail, limit),
        machine.judge_backup(NOW - timedelta(hours=hours), NOW, 36, detail),
        network.judge_network([Tried(detail, Reach.NAMELESS, detail=detail)], 1000),
        supply.judge_printer(PrinterState.STOPPED, detail),
    ]
    for verdict in made:
        reading = Reading("x", verdict.state, verdict.evidence, verdict.advice, NOW, 0.5)
        again = msgspec.json.decode(msgspec.json.encode(reading), type=Reading)
        assert again == reading
        for language in ("zh", "en"):
            i18n.use(language)
            assert worded(again.evidence)
            assert not unfilled(again.evidence) or "{" in detail


def unfilled(said: Said | None) -> bool:
    """Whether a sentence shows a brace that should have been filled."""
    return said is not None and "{" in worded(said)


@given(text=st.text(max_size=30), value=st.text(max_size=10))
def test_a_stored_sentence_that_fits_nothing_is_shown_as_it_stands(text: str, value: str) -> None:
    assert isinstance(worded(Said(text, {"at_at": value, "x": value})), str)


def test_times_are_shown_as_beijing_keeps_them() -> None:
    said = Said("at {rang_at}", {"rang_at": NOW.isoformat()})
    assert worded(said) == "at 2026-11-23 17:43"
    assert worded(Said("at {rang_at}", {"rang_at": "soon"})) == "at soon"
    assert worded(None) == ""


def test_everything_has_a_title_and_a_word() -> None:
    assert set(TITLES) == set(Kind)
    assert set(WORDS) == set(State)


def test_a_probe_is_named_with_its_line_or_network_in_the_language_in_force() -> None:
    i18n.use("zh")
    assert title_of("network:intranet") == "网络 内网"
    assert title_of("box:1") == "来电显示盒 1"
    assert title_of("disk") == "录音空间"
    assert title_of("what:x") == "what x"


def placeholders(said: Said) -> set[str]:
    """The names in a sentence's braces."""
    return {name for _, name, _, _ in string.Formatter().parse(said.text) if name}


def test_every_sentence_has_the_values_that_it_names() -> None:
    verdicts: list[Verdict] = [
        *(network.judge_network([Tried("h", each)], 1000) for each in Reach),
        network.judge_network([Tried("h", Reach.REACHED, 5000)], 1000),
        *(supply.judge_printer(each, "P") for each in PrinterState),
        *(time.judge_clock(each, "s", 60) for each in (0, 70, -70, 700, -700)),
        *(time.no_time("s", each, "d") for each in time.Untold),
        *(supply.no_ups("u", each) for each in ("d", "Data stale", "Unknown UPS")),
        supply.no_tool("u"),
        *(
            supply.judge_ups({supply.STATUS: f"OL {each}", supply.CHARGE: "9"}, 50)
            for each in ("", "FSD", "OFF", "BYPASS", "OVER", "RB", "ALARM", "CAL")
        ),
        machine.unwritable("/f", "d"),
        machine.unusable_database("d"),
        machine.no_database(),
        calls.unreadable_log(),
    ]
    for verdict in verdicts:
        for said in (verdict.evidence, verdict.advice):
            if said is not None:
                assert placeholders(said) <= said.values.keys(), said
