"""The doctor and the devices: asked of the keeper, or of themselves."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from dutyroom.channel.messages import DeviceState, KeeperState, Level, LineState
from dutyroom.cli import doctor
from dutyroom.cli.checks import (
    serial,
    sound,
)
from dutyroom.cli.checks.result import State
from dutyroom.config import Line
from tests.cli.doctor_kit import desk_at, keeper, one
from tests.devices.serial_boxes import Modem, PtyBox


@pytest.fixture
def box(tmp_path: Path) -> PtyBox:
    """A box at a port."""
    return PtyBox(tmp_path / "ttyBOX")


def test_a_silent_box_is_never_called_good(box: PtyBox, tmp_path: Path) -> None:
    desk = desk_at(tmp_path, Line(port=str(box.name), format="whozz"))
    found = one(serial.jobs(desk))
    assert (found.state, found.facts["opens"]) == (State.UNKNOWN, True)
    box.unplug()
    assert one(serial.jobs(desk)).state is State.FAIL


def test_a_box_that_sends_is_good(box: PtyBox, tmp_path: Path) -> None:
    sender = threading.Timer(0.3, lambda: box.send(b"01 R     11/23 17:43:52\r\n"))
    sender.start()
    found = one(serial.jobs(desk_at(tmp_path, Line(port=str(box.name), format="whozz"))))
    sender.join()
    assert (found.state, found.facts["answers"]) == (State.OK, True)


def test_a_modem_is_asked(box: PtyBox, tmp_path: Path) -> None:
    modem = Modem(box)
    desk = desk_at(tmp_path, Line(port=str(box.name), format="hayes"))
    try:
        assert one(serial.jobs(desk)).state is State.OK
        modem.answers = False
        begun = time.monotonic()
        assert one(serial.jobs(desk)).state is State.FAIL
        assert time.monotonic() - begun < doctor.LIMIT_SECONDS
    finally:
        modem.close()


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("ok", State.OK),
        ("opening", State.UNKNOWN),
        ("silent", State.FAIL),
        ("lost", State.FAIL),
        ("none", State.WARN),
    ],
)
def test_where_the_keeper_runs_it_is_asked_and_no_port_is_opened(
    tmp_path: Path, state: DeviceState, expected: State
) -> None:
    line = Line(port=str(tmp_path / "absent"), format="whozz")
    view = keeper(LineState("1", state, "none", "none"))
    found = one(serial.jobs(desk_at(tmp_path, line, keeper=view)))
    assert (found.state, found.facts["source"]) == (expected, "keeper")


def test_lines_of_one_box_are_asked_for_once(tmp_path: Path) -> None:
    lines = [Line(name=name, port="/dev/x", format="whozz", box_line=name) for name in "12"]
    assert [job.subject for job in serial.jobs(desk_at(tmp_path, *lines))] == ["1"]


@pytest.mark.parametrize(
    ("told", "rms", "expected"),
    [
        (LineState("1", "ok", "ok", "idle"), -32.0, State.OK),
        (LineState("1", "ok", "ok", "idle"), -96.0, State.WARN),
        (LineState("1", "ok", "ok", "idle"), None, State.UNKNOWN),
        (LineState("1", "ok", "lost", "idle"), None, State.FAIL),
        (LineState("1", "ok", "ok", "failed"), -32.0, State.FAIL),
    ],
)
def test_the_keeper_says_what_it_hears(
    tmp_path: Path, told: LineState, rms: float | None, expected: State
) -> None:
    view = keeper(told)
    if rms is not None:
        view.levels["1"] = Level("1", rms, rms)
    found = one(sound.jobs(desk_at(tmp_path, Line(audio="default"), keeper=view)), "sound")
    assert found.state is expected


def test_an_alarm_that_nobody_hears_is_no_good_news(tmp_path: Path) -> None:
    """The keeper means to sound it, and its output fails."""
    for unheard, state in ((True, State.FAIL), (False, State.OK)):
        view = keeper(state=KeeperState("ok", audible=True, unheard=unheard))
        found = one(sound.jobs(desk_at(tmp_path, keeper=view)), "alarm_output")
        assert found.state is state
