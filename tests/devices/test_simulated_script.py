"""The script of the simulated line, on paper: which cue comes when."""

from __future__ import annotations

import csv
import re

from hypothesis import given
from hypothesis import strategies as st

from dutyroom import resources
from dutyroom.devices.simulated_line import demo_script
from dutyroom.devices.simulated_script import Cue, Script, ScriptedCall, Stage

ANSWERED = ScriptedCall("04802310110", "清河镇政府", rings=2, talk=10, pause=20)
MISSED = ScriptedCall("P", rings=3, talk=0, pause=20)
OUTGOING = ScriptedCall("110", direction="out", rings=1, talk=5, pause=20)


def played(stage: Stage, until: float) -> list[tuple[float, Cue]]:
    """Play up to a time, and return each cue with the time it was due."""
    heard: list[tuple[float, Cue]] = []
    while (due := stage.due()) is not None and due <= until:
        heard += [(due, cue) for cue, _ in stage.take(due)]
    return heard


def test_a_call_rings_one_second_in_five_and_says_its_number_in_between() -> None:
    stage = Stage(Script((ANSWERED,)), 100.0)
    assert played(stage, 130.0) == [
        (103.0, Cue.RING),
        (104.0, Cue.RING_PAUSE),
        (104.6, Cue.CALLER_ID),
        (108.0, Cue.RING),
        (109.0, Cue.RING_PAUSE),
        (110.2, Cue.LIFTED),
        (110.6, Cue.TALK),
        (120.2, Cue.FAR_END_GONE),
        (121.7, Cue.LAID_DOWN),
    ]


def test_the_script_begins_again_when_it_is_over() -> None:
    stage = Stage(Script((ANSWERED, MISSED, OUTGOING), first=0), 0.0)
    starts = [at for at, cue in played(stage, 400.0) if cue in (Cue.RING, Cue.LIFTED)]
    assert len(starts) > 15
    stage_cues = played(Stage(Script((MISSED,), first=0), 0.0), 100.0)
    ends = [at for at, cue in stage_cues if cue is Cue.GIVEN_UP]
    assert ends == [13.0, 46.0, 79.0]


def test_a_missed_call_is_given_up_without_the_handset() -> None:
    cues = [cue for _, cue in played(Stage(Script((MISSED,), first=0), 0.0), 20.0)]
    assert cues.count(Cue.RING) == 3
    assert cues[-1] is Cue.GIVEN_UP
    assert Cue.LIFTED not in cues


def test_an_outgoing_call_is_dialled_after_the_handset_is_lifted() -> None:
    cues = [cue for _, cue in played(Stage(Script((OUTGOING,), first=0), 0.0), 20.0)]
    assert cues == [
        Cue.LIFTED,
        Cue.DIAL_TONE,
        Cue.DIALLED,
        Cue.RING_BACK,
        Cue.TALK,
        Cue.LAID_DOWN,
    ]


def test_somebody_who_attends_answers_by_command_and_hangs_up() -> None:
    stage = Stage(Script((ANSWERED,), first=0), 0.0, attended=True)
    assert not stage.answer(0.0)  # it does not ring yet
    assert len(played(stage, 30.0)) > 10  # it rings on, and nobody answers by itself
    assert not stage.hang_up(31.0)
    assert stage.answer(31.0)
    assert [cue for _, cue in played(stage, 32.0)] == [Cue.LIFTED, Cue.TALK]
    assert not stage.answer(32.0)
    assert stage.hang_up(33.0)
    assert [cue for _, cue in played(stage, 33.0)] == [Cue.LAID_DOWN]
    assert stage.due() == 53.0


def test_a_caller_gives_up_where_nobody_attends() -> None:
    stage = Stage(Script((ANSWERED,), first=0), 0.0, attended=True)
    cues = [cue for _, cue in played(stage, 70.0)]
    assert cues[-1] is Cue.GIVEN_UP
    assert cues.count(Cue.RING) == 12


def test_a_call_can_be_had_at_once_but_not_beside_another() -> None:
    stage = Stage(Script((ANSWERED,), first=60), 0.0)
    assert stage.place(OUTGOING, 5.0)
    assert played(stage, 5.0) == [(5.0, Cue.LIFTED)]
    assert not stage.place(MISSED, 6.0)


def test_a_handset_is_lifted_and_nothing_dialled_while_the_line_rests() -> None:
    """Long enough for the proof of a recorder; the script goes on afterwards."""
    stage = Stage(Script((ANSWERED,), first=60), 0.0)
    assert stage.lift(5.0)
    (lifted, tone, laid) = played(stage, 30.0)
    assert (lifted[1], tone[1], laid[1]) == (Cue.LIFTED, Cue.DIAL_TONE, Cue.LAID_DOWN)
    assert laid[0] - tone[0] >= 1.5 + 5.0 + 1.0
    assert played(stage, 40.0)[0] == (laid[0] + ANSWERED.pause, Cue.RING)
    assert not stage.lift(40.0)


def test_a_line_without_a_script_waits_for_commands() -> None:
    stage = Stage(Script(()), 0.0)
    assert stage.due() is None
    assert stage.take(100.0) == []
    assert stage.place(MISSED, 100.0)
    assert played(stage, 100.0) == [(100.0, Cue.RING)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("answer", "hang_up", "place", "nothing")), st.floats(0.01, 20.0)
        ),
        max_size=40,
    )
)
def test_whatever_is_pressed_the_handset_is_lifted_and_laid_down_in_turn(
    presses: list[tuple[str, float]],
) -> None:
    stage = Stage(Script((ANSWERED, OUTGOING, MISSED)), 0.0)
    now, hooks = 0.0, []
    for press, seconds in presses:
        now += seconds
        hooks += [cue for _, cue in played(stage, now) if cue in (Cue.LIFTED, Cue.LAID_DOWN)]
        if press == "place":
            stage.place(OUTGOING, now)
        elif press == "answer":
            stage.answer(now)
        elif press == "hang_up":
            stage.hang_up(now)
    expected = [Cue.LIFTED, Cue.LAID_DOWN] * (len(hooks) // 2 + 1)
    assert hooks == expected[: len(hooks)]
    assert stage.due() is not None


def test_the_demo_s_callers_stand_in_its_address_book() -> None:
    with resources.data("demo", "contacts.csv").open(encoding="utf-8") as file:
        known = {digits for row in csv.reader(file) for digits in _numbers(row)}
    numbers = [call.number for call in demo_script().calls if call.number.isdigit()]
    assert [number for number in numbers if number not in known] == ["04807654321"]


def test_the_demo_s_first_calls_can_be_taken_and_are_answered() -> None:
    """They ring long enough to sign on and to press F2; what cannot be taken comes later."""
    for call in demo_script().calls[:3]:
        stage = Stage(Script((call,), first=0), 0.0)
        assert call.direction == "in"
        assert call.number.isdigit()
        assert Cue.LIFTED not in [cue for cue, _call in stage.take(25.0)]
        assert Cue.LIFTED in [cue for cue, _call in stage.take(60.0)]


def _numbers(row: list[str]) -> list[str]:
    return [re.sub(r"\D", "", part) for cell in row for part in re.split("[、转]", cell)]
