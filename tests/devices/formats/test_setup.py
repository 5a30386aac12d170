"""Talking a modem into caller ID, and noticing that it is wedged."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices.formats import Profile, SetupDialogue, SetupState, profile

OPENING = ["ATZ", "ATE0 V1 Q0 S0=0", "AT+GCI=26"]


class Modem:
    """Answers commands, and keeps what it was told."""

    def __init__(self, knows: Callable[[str], bool]) -> None:
        """Answer OK to what it knows and ERROR to the rest."""
        self._knows = knows
        self.told: list[str] = []

    def answers(self, sent: bytes) -> bytes:
        """Take commands and return what the modem sends back, echo and all."""
        reply = b""
        for line in sent.decode("ascii").split("\r")[:-1]:
            self.told.append(line)
            verdict = b"OK" if self._knows(line) else b"ERROR"
            reply += line.encode() + b"\r\r\n" + verdict + b"\r\n"
        return reply


def converse(dialogue: SetupDialogue, modem: Modem, *, now: float = 0.0) -> None:
    """Let both talk until there is no more to say."""
    sent = dialogue.start(now)
    while sent:
        sent = dialogue.feed(modem.answers(sent), now)


def state(dialogue: SetupDialogue) -> SetupState:
    """Return how far it is; asked anew each time, which a type checker cannot know."""
    return dialogue.state


def test_the_first_candidate_that_is_answered_ok_is_taken() -> None:
    modem = Modem(lambda line: "#CID" in line or line in OPENING)
    dialogue = SetupDialogue(profile("hayes"))
    converse(dialogue, modem)
    assert modem.told == [*OPENING, "AT+VCID=1", "AT#CID=1"]
    assert (dialogue.state, dialogue.accepted) == (SetupState.READY, "AT#CID=1")


def test_a_country_that_the_modem_does_not_know_does_not_matter() -> None:
    modem = Modem(lambda line: "GCI" not in line)
    dialogue = SetupDialogue(profile("hayes"))
    converse(dialogue, modem)
    assert (dialogue.state, dialogue.accepted) == (SetupState.READY, "AT+VCID=1")


def test_a_modem_without_caller_id_is_told_from_one_that_is_dead() -> None:
    modem = Modem(lambda line: line in OPENING)
    dialogue = SetupDialogue(profile("hayes"))
    converse(dialogue, modem)
    assert modem.told[3:] == list(profile("hayes").candidates)
    assert (dialogue.state, dialogue.accepted) == (SetupState.REFUSED, None)


def test_hex_reports_have_their_own_commands() -> None:
    modem = Modem(lambda _line: True)
    converse(SetupDialogue(profile("hayes-hex")), modem)
    assert modem.told[-1] == "AT+VCID=2"


def test_answers_split_over_reads_and_among_rings_are_understood() -> None:
    dialogue = SetupDialogue(profile("hayes"))
    dialogue.start(0.0)
    assert [dialogue.feed(bytes([byte]), 0.0) for byte in b"\r\nRING\r\nO"] == [b""] * 9
    assert dialogue.feed(b"K\r", 0.0) == b"ATE0 V1 Q0 S0=0\r"


def test_three_commands_without_an_answer_mean_wedged() -> None:
    dialogue = SetupDialogue(profile("hayes"))
    assert dialogue.start(0.0) == b"ATZ\r"
    assert dialogue.tick(2.9, idle=True) == b""
    assert dialogue.tick(3.0, idle=True) == b"ATZ\r"
    assert dialogue.tick(6.0, idle=False) == b"ATZ\r"
    assert state(dialogue) is SetupState.SETTING_UP
    assert dialogue.tick(9.0, idle=True) == b""
    assert state(dialogue) is SetupState.WEDGED


@pytest.fixture
def ready() -> SetupDialogue:
    """Return the dialogue with a modem that took its set-up at second 0."""
    dialogue = SetupDialogue(profile("hayes"))
    converse(dialogue, Modem(lambda _line: True))
    return dialogue


def test_a_keep_alive_is_sent_only_while_idle(ready: SetupDialogue) -> None:
    assert ready.tick(59.9, idle=True) == b""
    assert ready.tick(60.0, idle=False) == b""
    assert ready.tick(61.0, idle=True) == b"AT\r"
    assert ready.feed(b"\r\nOK\r\n", 61.1) == b""
    assert ready.tick(100.0, idle=True) == b""
    assert ready.tick(122.0, idle=True) == b"AT\r"
    assert state(ready) is SetupState.READY


def test_what_the_modem_says_by_itself_puts_the_keep_alive_off(ready: SetupDialogue) -> None:
    ready.feed(b"RING\r\n", 50.0)
    assert ready.tick(109.0, idle=True) == b""
    assert ready.tick(110.0, idle=True) == b"AT\r"


def test_three_keep_alives_without_an_answer_mean_wedged(ready: SetupDialogue) -> None:
    assert ready.tick(60.0, idle=True) == b"AT\r"
    assert ready.tick(63.0, idle=True) == b"AT\r"
    assert ready.tick(66.0, idle=True) == b"AT\r"
    assert state(ready) is SetupState.READY
    ready.tick(69.0, idle=True)
    assert state(ready) is SetupState.WEDGED


def test_a_call_in_between_is_no_missing_answer(ready: SetupDialogue) -> None:
    ready.tick(60.0, idle=True)
    for second in range(70, 700, 10):
        assert ready.tick(float(second), idle=False) == b""
    assert state(ready) is SetupState.READY
    assert ready.tick(700.0, idle=True) == b"AT\r"


def test_a_wedged_modem_is_asked_on_and_set_up_anew_when_it_answers(ready: SetupDialogue) -> None:
    for second in (60, 63, 66, 69):
        ready.tick(float(second), idle=True)
    assert state(ready) is SetupState.WEDGED
    assert ready.tick(100.0, idle=True) == b""
    assert ready.tick(126.0, idle=True) == b"AT\r"
    assert ready.feed(b"\r\nOK\r\n", 126.1) == b"ATZ\r"
    assert state(ready) is SetupState.SETTING_UP


def test_a_box_that_answers_nothing_gets_its_lines_at_once() -> None:
    dialogue = SetupDialogue(profile("recorder-box"))
    assert dialogue.start(0.0) == b"VER?\r\nCID ON\r\n"
    assert state(dialogue) is SetupState.READY
    assert dialogue.tick(1000.0, idle=True) == b""


def test_a_box_that_needs_nothing_is_ready() -> None:
    dialogue = SetupDialogue(Profile("x", "X"))
    assert dialogue.start(0.0) == b""
    assert state(dialogue) is SetupState.READY


@given(st.lists(st.binary(max_size=40) | st.sampled_from([b"OK\r\n", b"ERROR\r\n"]), max_size=40))
def test_no_answer_breaks_the_dialogue(chunks: list[bytes]) -> None:
    dialogue = SetupDialogue(profile("hayes"))
    dialogue.start(0.0)
    for number, chunk in enumerate(chunks):
        assert dialogue.feed(chunk, float(number)).count(b"\r") <= len(chunk)
        dialogue.tick(float(number), idle=True)
