"""The bridge and a modem: set-up after every opening, signs of life, a wedged box."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.clock import SystemClock
from dutyroom.devices.formats.profile import PROFILES, Profile
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_events import Lost, Opened, SetUp, Wedged
from dutyroom.devices.serial_port import SerialBridge
from tests.devices.serial_boxes import Listener, Modem, PtyBox, wait_until

QUICK = dataclasses.replace(PROFILES["hayes"], keep_alive_seconds=0.2, answer_seconds=0.15)
"""A modem's profile with short waits."""


class Desk:
    """A bridge with a modem."""

    def __init__(self, name: Path, profile: Profile = QUICK) -> None:
        """Plug the modem in and start the bridge."""
        self.box = PtyBox(name)
        self.modem = Modem(self.box, refuses=(b"AT+VCID=1",))
        self.heard = Listener()
        self.bridge = SerialBridge(PortAddress(str(name)), profile, SystemClock(), self.heard)
        self.bridge.start()

    def close(self) -> None:
        """Take everything down."""
        self.bridge.close()
        self.modem.close()
        with contextlib.suppress(OSError):
            self.box.unplug()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Set a modem up, and wait until that is said."""
    made = Desk(tmp_path / "modem")
    wait_until(lambda: bool(made.heard.of(SetUp)))
    yield made
    made.close()


def test_the_first_command_that_the_modem_takes_switches_caller_id_on(desk: Desk) -> None:
    """A refusal is not the end: modems know different commands."""
    assert desk.heard.of(SetUp) == [SetUp(done=True, detail="AT#CID=1")]
    kinds = [type(event) for event in desk.heard.all()]
    assert kinds.index(Opened) < kinds.index(SetUp)
    assert b"ATZ" in desk.modem.said


def test_answers_are_also_passed_on(desk: Desk) -> None:
    """A ring may come between two answers, so nothing is kept from the decoder."""
    assert b"OK" in desk.heard.data()


def test_the_set_up_is_sent_again_after_the_modem_was_away(desk: Desk) -> None:
    """`ATZ` and power loss clear caller ID."""
    desk.box.unplug()
    wait_until(lambda: bool(desk.heard.of(Lost)), seconds=2)
    desk.modem.said.clear()
    desk.box.plug_in()
    wait_until(lambda: len(desk.heard.of(SetUp)) == 2)
    assert b"AT#CID=1" in desk.modem.said


def test_signs_of_life_are_asked_for_only_while_the_line_is_idle(desk: Desk) -> None:
    """Nothing is sent into a call."""
    wait_until(lambda: desk.modem.count(b"AT") >= 2)
    desk.bridge.set_idle(False)
    wait_until(lambda: bool(desk.heard.data().endswith(b"OK\r\n")))
    desk.modem.said.clear()
    with pytest.raises(AssertionError, match="in vain"):
        wait_until(lambda: desk.modem.count(b"AT") > 1, seconds=0.8)  # one may be on its way
    desk.bridge.set_idle(True)
    wait_until(lambda: desk.modem.count(b"AT") >= 2)


def test_three_unanswered_questions_are_a_wedged_modem(desk: Desk) -> None:
    """It is said once, the port stays open, and the modem is set up when it is back."""
    desk.modem.answers = False
    wait_until(lambda: bool(desk.heard.of(Wedged)))
    with pytest.raises(AssertionError, match="in vain"):
        wait_until(lambda: len(desk.heard.of(Wedged)) > 1, seconds=0.8)
    assert not desk.heard.of(Lost)
    desk.modem.answers = True
    wait_until(lambda: len(desk.heard.of(SetUp)) == 2)


def test_a_modem_without_caller_id_is_said_to_be_one(tmp_path: Path) -> None:
    """It answers, but takes none of the commands."""
    profile = dataclasses.replace(QUICK, candidates=("AT+VCID=1",))
    desk = Desk(tmp_path / "modem", profile)
    wait_until(lambda: bool(desk.heard.of(SetUp)))
    assert desk.heard.of(SetUp) == [SetUp(done=False, detail="")]
    desk.close()


def test_a_box_that_needs_no_set_up_is_sent_nothing(tmp_path: Path) -> None:
    """A caller-ID box only speaks."""
    desk = Desk(tmp_path / "box", PROFILES["whozz"])
    wait_until(lambda: bool(desk.heard.of(Opened)))
    with pytest.raises(AssertionError, match="in vain"):
        wait_until(lambda: bool(desk.modem.said) or bool(desk.heard.of(SetUp)), seconds=0.4)
    desk.close()
