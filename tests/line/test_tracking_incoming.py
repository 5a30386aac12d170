"""Incoming calls: ringing, the number whenever it comes, answered or missed."""

from __future__ import annotations

import pytest

from dutyroom.devices.events import Absent, EventKind
from tests.line.tracking_kit import IN, RINGS_ALONE, RINGS_AND_SOUND, TrackedLine


def test_a_call_that_is_answered() -> None:
    line = TrackedLine()
    line.ring(2)
    line.number()
    line.wait(1)
    line.lift()
    line.wait(30)
    line.lay_down()
    assert line.told() == ["begun", "numbered", "rang", "answered", "ended"]
    assert line.fact("begun").body == {"direction": "in", "waiting": False, "sign": "ring"}
    assert line.fact("answered").body == {"by": "hook", "seconds": 7.0}
    ended = {"outcome": "answered", "by": "hook", "seconds": 30.0, "after": 0}
    assert line.fact("ended").body == ended
    assert line.fact("rang").body == {"count": 2}
    assert line.recorded() == [("call1", True), ("call1", False)]


def test_a_call_that_nobody_answers() -> None:
    line = TrackedLine()
    line.ring(3)
    line.wait(8.8)
    assert "ended" not in line.told()
    line.wait(0.4)
    assert line.outcome() == ("missed", "hook")
    assert line.fact("ended").body["seconds"] is None


def test_the_pause_between_two_rings_ends_nothing() -> None:
    line = TrackedLine()
    line.ring(40)
    assert line.told() == ["begun"]
    assert line.calls() == ["call1"]


def test_two_calls_one_after_the_other() -> None:
    line = TrackedLine()
    line.ring(2)
    line.wait(11)
    line.ring(1)
    assert line.calls() == ["call1", "call2"]


def test_a_ring_after_a_stall_is_the_next_call_s() -> None:
    """The keeper may not have ticked in between: a machine that slept, say."""
    line = TrackedLine()
    line.ring(2)
    line.now = line.now.back(-60)
    line.ring(1)
    assert line.outcome() == ("missed", "hook")
    assert line.calls() == ["call1", "call2"]


@pytest.mark.parametrize("before", [True, False])
def test_the_number_may_come_before_the_ring_or_after_it(before: bool) -> None:
    line = TrackedLine()
    if before:
        line.number()
        line.wait(2)
    line.ring(1)
    if not before:
        line.number()
    line.wait(1)
    line.lift()
    line.lay_down()
    assert line.calls() == ["call1"]
    assert line.numbers() == ["13800000000"]
    assert line.outcome() == ("answered", "hook")


def test_a_number_without_a_ring_is_a_call() -> None:
    line = TrackedLine()
    line.number()
    line.wait(59)
    assert "ended" not in line.told()
    line.wait(2)
    assert line.outcome() == ("missed", "hook")


def test_the_next_number_is_the_next_call_s_where_a_box_does_not_ring() -> None:
    line = TrackedLine()
    line.number("111")
    line.wait(20)
    line.number("222")
    assert line.outcome() == ("missed", "hook")
    assert line.numbers("call2") == ["222"]


def test_another_number_after_a_ring_that_did_not_come_is_the_next_call_s() -> None:
    """Some exchanges send the number before the ring: it must not land on the missed call."""
    line = TrackedLine()
    line.ring(2)
    line.number("111")
    line.wait(7)
    line.number("222")
    line.ring(1)
    assert line.numbers("call1") == ["111"]
    assert line.outcome("call1") == ("missed", "hook")
    assert line.numbers("call2") == ["222"]


def test_a_number_soon_after_a_call_without_one_is_the_next_call_s() -> None:
    line = TrackedLine()
    line.ring(1)
    line.wait(14)
    line.number("222")
    assert line.numbers("call1") == []
    assert line.numbers("call2") == ["222"]


def test_a_number_is_told_at_once_and_its_group_amends_it() -> None:
    line = TrackedLine()
    line.ring(1)
    line.number("13800000000", offset=40, partial=True)
    assert line.numbers() == ["13800000000"]
    line.number("13800000000", offset=40, name="王", telco_time="1123 1100")
    assert line.numbers() == ["13800000000"] * 2
    assert line.facts[-1].texts["name"] == "王"


def test_a_closed_group_that_says_nothing_new_is_no_fact() -> None:
    line = TrackedLine()
    line.ring(1)
    line.number(offset=40, partial=True)
    line.number(offset=40)
    assert len(line.numbers()) == 1


def test_a_masked_number_keeps_the_number_and_the_mask() -> None:
    line = TrackedLine()
    line.ring(1)
    line.number("13800000000", offset=40, partial=True)
    line.number("13800000000", offset=40, absent=Absent.WITHHELD)
    assert line.facts[-1].texts["number"] == "13800000000"
    assert line.facts[-1].body["absent"] == "withheld"


def test_the_reason_for_a_missing_number_is_kept() -> None:
    line = TrackedLine()
    line.ring(1)
    line.number(None, absent=Absent.BAD_CHECKSUM)
    fact = line.fact("numbered")
    assert "number" not in fact.texts
    assert fact.body["absent"] == "bad_checksum"


@pytest.mark.parametrize("absent", list(Absent))
def test_a_second_report_does_not_begin_a_second_call(absent: Absent) -> None:
    line = TrackedLine()
    line.ring(1)
    line.number(None, absent=absent)
    line.ring(1)
    line.number("13800000000")
    assert line.calls() == ["call1"]


def test_a_number_after_the_handset_was_lifted_belongs_to_the_call() -> None:
    line = TrackedLine()
    line.ring(1)
    line.lift()
    line.wait(3)
    line.number()
    assert line.calls() == ["call1"]
    assert line.numbers() == ["13800000000"]


def test_a_group_that_closes_after_the_end_belongs_to_the_call() -> None:
    """A short call may be over before the group times out: no second call rings then."""
    line = TrackedLine()
    line.ring(1)
    line.number(offset=40, partial=True)
    line.lift()
    line.wait(1)
    line.lay_down()
    line.wait(4)
    line.number(offset=40, name="王")
    assert line.calls() == ["call1"]
    assert line.facts[-1].texts["name"] == "王"


def test_the_same_position_after_a_reconnection_is_another_group() -> None:
    """Positions begin again with each decoder."""
    line = TrackedLine()
    line.number("111", offset=0, direction=IN)
    line.wait(1)
    line.lift()
    line.wait(20)
    line.number("222", offset=0, direction=IN)
    assert line.numbers("call2") == ["222"]


def test_the_box_that_says_the_ringing_stopped_leaves_time_to_lift() -> None:
    line = TrackedLine()
    line.ring(1)
    line.say(EventKind.RING_STOPPED)
    line.wait(1.5)
    line.lift()
    assert line.fact("answered").body["by"] == "hook"


def test_the_box_that_says_the_ringing_stopped_ends_a_missed_call_sooner() -> None:
    line = TrackedLine()
    line.ring(1)
    line.say(EventKind.RING_STOPPED)
    line.wait(2.1)
    assert line.outcome() == ("missed", "hook")


def test_a_ring_told_late_does_not_undo_the_answer() -> None:
    """Modems tell a ring when it is over; the handset may be lifted in the middle of it."""
    line = TrackedLine()
    line.ring(1)
    line.wait(4)
    line.lift()
    line.wait(0.5)
    line.ring(1)
    line.wait(20)
    line.lay_down()
    assert line.calls() == ["call1"]
    assert line.outcome() == ("answered", "hook")


def test_a_ring_in_mid_talk_means_that_the_end_was_missed() -> None:
    line = TrackedLine()
    line.ring(1)
    line.lift()
    line.wait(60)
    line.ring(1)
    assert line.outcome("call1") == ("answered", "nothing")
    assert line.calls() == ["call1", "call2"]
    assert line.recorded() == [("call1", True), ("call1", False), ("call2", True)]


def test_without_hooks_a_lasting_voice_is_the_answer() -> None:
    line = TrackedLine(RINGS_AND_SOUND)
    line.ring(2)
    line.wait(1)
    line.hear(EventKind.VOICE, 30)
    line.hear(EventKind.SILENCE, 31)
    answered = line.fact("answered")
    assert answered.body == {"by": "sound", "seconds": 7.0}
    ended = {"outcome": "answered", "by": "sound", "seconds": 30.0, "after": 0}
    assert line.fact("ended").body == ended


def test_a_voice_between_two_rings_is_no_answer() -> None:
    line = TrackedLine(RINGS_AND_SOUND)
    line.ring(1)
    line.hear(EventKind.VOICE, 4)
    line.ring(3)
    line.wait(11)
    assert line.outcome() == ("missed", "sound")


def test_a_voice_that_begins_late_still_answers() -> None:
    """The officer may listen first: a call is not given up while somebody speaks."""
    line = TrackedLine(RINGS_AND_SOUND)
    line.ring(1)
    line.wait(8.5)
    line.hear(EventKind.VOICE, 5)
    assert line.fact("answered").body["by"] == "sound"


def test_a_ringing_that_stopped_is_listened_to_where_nothing_else_tells() -> None:
    line = TrackedLine(RINGS_AND_SOUND)
    line.ring(1)
    line.say(EventKind.RING_STOPPED)
    line.wait(3)
    line.hear(EventKind.VOICE, 3)
    assert line.fact("answered").body["by"] == "sound"


def test_without_hooks_and_sound_the_officer_is_asked() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.ring(3)
    line.wait(11)
    assert line.outcome() == ("unknown", "nothing")


def test_with_hooks_a_voice_answers_nothing() -> None:
    line = TrackedLine()
    line.ring(1)
    line.hear(EventKind.VOICE, 9.5)
    assert line.outcome() == ("missed", "hook")
