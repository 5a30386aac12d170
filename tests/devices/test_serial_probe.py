"""Asking a port whether a box answers, and telling the officer in a sentence."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.clock import SystemClock
from dutyroom.devices.formats.profile import PROFILES
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_probe import Probed, probe
from tests.devices.serial_boxes import Modem, NetworkBox, PtyBox

HAYES = dataclasses.replace(PROFILES["hayes"], answer_seconds=0.1)


@pytest.fixture
def box(tmp_path: Path) -> Iterator[PtyBox]:
    """Plug a box in at a pseudo-terminal."""
    made = PtyBox(tmp_path / "ttyUSB0")
    yield made
    made.unplug()


def ask(name: object, format_name: str = "whozz", seconds: float = 0.3) -> Probed:
    """Probe a port."""
    profile = HAYES if format_name == "hayes" else PROFILES[format_name]
    return probe(PortAddress(str(name)), profile, SystemClock(), seconds=seconds)


def test_a_modem_that_answers(box: PtyBox) -> None:
    """It is set up and said to answer."""
    modem = Modem(box)
    assert ask(box.name, "hayes").answers
    modem.close()


def test_a_modem_that_says_nothing(box: PtyBox) -> None:
    """The port is there, and what to check is said."""
    probed = ask(box.name, "hayes")
    assert (probed.opens, probed.answers) == (True, False)
    assert "nothing answers" in probed.text


def test_noise_is_no_answer(box: PtyBox) -> None:
    """At the wrong speed something comes, but nothing that makes sense."""
    timer = threading.Timer(0.1, lambda: box.send(b"\xfe\x00\xfe"))
    timer.start()
    probed = ask(box.name, "hayes")
    timer.join()
    assert (probed.opens, probed.answers) == (True, False)
    assert "no answer" in probed.text
    assert probed.received == b"\xfe\x00\xfe"


def test_a_box_that_only_speaks_when_the_line_rings(box: PtyBox) -> None:
    """Silence is not held against it."""
    probed = ask(box.name)
    assert (probed.opens, probed.answers) == (True, False)
    assert "call it now" in probed.text


def test_a_box_that_speaks(box: PtyBox) -> None:
    """What it says is handed on for the format to be recognised."""
    timer = threading.Timer(0.1, lambda: box.send(b"01 R     11/07 07:43:52\r\n"))
    timer.start()
    probed = ask(box.name, seconds=3)
    timer.join()
    assert probed.answers
    assert probed.received.startswith(b"01 R")


@pytest.mark.parametrize("name", ["/dev/none", "nonsense://x", "/dev/null", "", "socket://[::1"])
def test_a_wrong_name_is_a_sentence(name: str) -> None:
    """Nothing is raised, and the name stands in the sentence."""
    probed = ask(name)
    assert not probed.opens
    assert name in probed.text
    assert probed.text.endswith(".")


def test_a_network_box_that_hangs_up_at_once() -> None:
    """It opened, but is of no use."""
    box = NetworkBox()

    def accept_and_hang_up() -> None:
        box.accept()
        box.hang_up()

    gone = threading.Thread(target=accept_and_hang_up)
    gone.start()
    probed = ask(box.url, seconds=3)
    gone.join()
    assert not probed.opens
    box.close()
