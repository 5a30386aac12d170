"""What is named for set-up and is not there: it is refused, or asked for at once."""

from __future__ import annotations

import pytest

from dutyroom.cli.setting_up import sound_step
from dutyroom.cli.setting_up.box_step import box_step
from dutyroom.cli.setting_up.dialogue import EndOfInputError
from dutyroom.cli.setting_up.named_sound import refuse_absent
from dutyroom.cli.setting_up.sound_step import AlarmWatch
from dutyroom.clock import SystemClock
from dutyroom.config import Line
from dutyroom.devices.alarm_sound import AlarmSound
from dutyroom.devices.audio_source import NoInputError, NoOutputError
from dutyroom.devices.sound_stream import SoundDevice
from dutyroom.devices.sound_system import Device, SoundSystem
from dutyroom.devices.usb_identity import PortInfo, UsbIdentity
from dutyroom.errors import PlainError
from tests.cli.setup_kit import Script


class Sound(SoundSystem):
    """A system with one input of two channels and one output."""

    def input_facts(self, device: Device) -> tuple[int, int]:
        """Return the facts of the only input."""
        if device not in ("Adapter", None):
            raise NoInputError(f"no input {device}.")
        return 8000, 2

    def output_rate(self, device: Device) -> int:
        """Return the rate of the only output."""
        if device != "Speaker":
            raise NoOutputError(f"no output {device}.")
        return 8000


class Mute(Sound):
    """A system without any device."""

    def input_facts(self, device: Device) -> tuple[int, int]:
        """There is none."""
        raise NoInputError("no input." if device is None else f"no input {device}.")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (Line(audio="no such"), ("no such", None, None)),
        (Line(audio="Adapter", channel=2), ("Adapter", 2, None)),
        (Line(audio="Adapter", channel=9), (None, 9, None)),
        (Line(audio="default", channel=9), ("default", 9, None)),
        (Line(), (None, None, "no such")),
    ],
)
def test_a_sound_device_that_is_not_there_is_refused(
    line: Line, named: tuple[str | None, int | None, str | None]
) -> None:
    with pytest.raises(PlainError):
        refuse_absent(line, *named, Sound())


def test_what_is_there_is_taken_and_the_default_is_no_name() -> None:
    """What is not named now is not looked for: a device may be unplugged meanwhile."""
    assert refuse_absent(Line(audio="Adapter", channel=1), "Adapter", 1, "Speaker", Sound()) == ""
    assert refuse_absent(Line(audio="gone"), None, None, "default", Sound()) == ""
    assert "no input." in refuse_absent(Line(audio="default"), "default", 1, None, Mute())
    with pytest.raises(PlainError):
        refuse_absent(Line(audio="Adapter"), "Adapter", None, None, Mute())


def test_a_port_that_is_not_there_is_asked_for_at_once() -> None:
    """Typed, or named on the command line and kept by Enter."""
    script = Script("/dev/nope", "n", "", "", "none")
    assert box_step(script, Line(port="/dev/gone"), SystemClock(), list, list).port == ""
    assert sum("/dev/nope" in each for each in script.asked) == 1
    assert sum("/dev/gone" in each for each in script.asked) == 1


def test_a_usb_box_under_another_name_is_there() -> None:
    """The identity tells it, so nothing is asked."""
    identity = UsbIdentity.parse("0403:6001:A10")
    plugged = [PortInfo("/dev/nowhere1", "n/a", identity)]
    script = Script("")
    line = Line(port="/dev/nowhere0", usb="0403:6001:A10")
    with pytest.raises(EndOfInputError):  # the next question is that of the format
        box_step(script, line, SystemClock(), lambda: plugged, list)
    assert not any("/dev/nowhere0" in each for each in script.asked)


def test_an_alarm_that_failed_is_not_said_to_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AlarmSound, "sound", lambda alarm: alarm._failed("no output"))
    watch = AlarmWatch("")
    before = watch.bar()
    assert watch.lines() == ["no output"]
    assert watch.bar() != before
    watch.close()


class Listed(Sound):
    """A system that lists its only input."""

    def refresh(self) -> bool:
        """Nothing changes."""
        return True

    def devices(self) -> list[SoundDevice]:
        """Return the input."""
        return [SoundDevice(0, "Adapter", 1, 0, 8000, default_input=True, default_output=False)]


def test_enter_takes_no_device_on_which_nothing_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would record silence for years; one that was set up before is kept."""
    monkeypatch.setattr(sound_step, "_heard", lambda *_all: False)
    system, clock = Listed(), SystemClock()
    script = Script("Adapter", "", "Adapter", "y")
    line = sound_step.sound_step(script, Line(), clock, system)
    assert (line.audio, script.answers) == ("Adapter", [])
    assert sound_step.sound_step(Script("", ""), line, clock, system) == line
