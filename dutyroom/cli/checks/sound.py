"""Does the line's sound come, and can an alarm be heard?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dutyroom.channel.messages import LineState
from dutyroom.cli.checks.desk import SIMULATED, Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.cli.sound_meter import SILENT_DBFS, SoundMeter
from dutyroom.config import Line
from dutyroom.devices.audio_format import LINE_RATE
from dutyroom.devices.audio_source import SoundError
from dutyroom.devices.sound_system import device_of
from dutyroom.i18n import _

_LISTEN_SECONDS: Final = 1.0
_FIRST_BLOCK_SECONDS: Final = 3.0


def jobs(desk: Desk) -> list[Job]:
    """Return one question for each line with sound, and one for the alarm."""
    lines = [line for line in desk.chosen.lines if line.audio]
    asked = [_job(desk, line) for line in lines]
    if not lines:
        asked = [Job("sound", _("Line sound"), lambda: _nothing(desk))]
    return [*asked, Job("alarm_output", _("Alarm sound"), lambda: _output(desk))]


def _job(desk: Desk, line: Line) -> Job:
    return Job("sound", _("Line sound"), lambda: _look(desk, line), line.name)


def _nothing(desk: Desk) -> Result:
    """Say that no line has sound."""
    if not desk.chosen.lines:
        return Result(
            State.UNKNOWN,
            _("No line has been set up."),
            _("Run: dutyroom setup"),
            {"source": "none"},
        )
    text = _("No line has a sound device: calls are not recorded.")
    return Result(State.WARN, text, _("Run: dutyroom setup"), {"source": "none"})


def _look(desk: Desk, line: Line) -> Result:
    """Ask the keeper, or listen."""
    facts: dict[str, Fact] = {"device": line.audio, "channel": line.channel}
    told = desk.keeper.lines.get(line.name) if desk.keeper else None
    if told is not None and desk.keeper is not None:
        level = desk.keeper.levels.get(line.name)
        result = _by_keeper(line, told, level.rms if level else None)
        return replace(result, facts={**facts, "source": "keeper", **result.facts})
    if line.audio == SIMULATED:
        text = _("This line is simulated.")
        return Result(State.OK, text, facts={**facts, "source": "simulated"})
    result = _by_itself(desk, line)
    return replace(result, facts={**facts, "source": "probe", **result.facts})


def _by_keeper(line: Line, told: LineState, rms: float | None) -> Result:
    """Say what the keeper hears."""
    if told.recorder == "failed":
        action = _("See the log of the keeper, and whether the disk is full.")
        return Result(State.FAIL, _("The recorder has failed."), action, {"sound": told.sound})
    if told.sound == "lost":
        text = _("The sound device {device} has stopped.").format(device=line.audio)
        return Result(State.FAIL, text, _("Check its plug and its cable."), {"sound": told.sound})
    if told.sound == "ok" and rms is not None:
        return _loud(rms, clipped=False)
    text = _("The line keeper has not heard anything yet.")
    return Result(State.UNKNOWN, text, _("Look again in a moment."), {"sound": told.sound})


def _by_itself(desk: Desk, line: Line) -> Result:
    """Open the device and listen for a second."""
    with SoundMeter(desk.sound, desk.clock, line.audio, line.channel, line.rate) as meter:
        try:
            meter.open()
        except SoundError as error:
            return Result(State.FAIL, str(error), _("See which there are: dutyroom setup"))
        loud = meter.measure(_LISTEN_SECONDS, _FIRST_BLOCK_SECONDS)
    if loud is None:
        text = _("{device} opens, but no sound comes from it.").format(device=line.audio)
        return Result(State.FAIL, text, _("Check its plug and its cable."))
    return _loud(loud.rms_dbfs, clipped=loud.clipped > 0)


def _loud(rms: float, *, clipped: bool) -> Result:
    """Judge how loud the line is."""
    facts: dict[str, Fact] = {"rms_dbfs": round(rms, 1), "clipped": clipped}
    text = _("Sound comes, at {level:.1f} dBFS.").format(level=rms)
    if rms <= SILENT_DBFS:
        text = _("Sound comes, but it is complete silence.")
        action = _("Lift the handset: the level must move. Check cable, channel and volume.")
        return Result(State.WARN, text, action, facts)
    if clipped:
        return Result(State.WARN, text, _("It is too loud: turn the input down."), facts)
    return Result(State.OK, text, facts=facts)


def _output(desk: Desk) -> Result:
    """Open the alarm's output, and play nothing on it."""
    named = desk.chosen.alarms.output
    facts: dict[str, Fact] = {"device": named or "default"}
    told = desk.keeper.state if desk.keeper is not None else None
    if told is not None and told.unheard:
        text = _("An alarm should be sounding, and its output fails: nobody can hear it.")
        return Result(State.FAIL, text, _("Choose another output: dutyroom setup"), facts)
    if told is not None and told.audible:
        return Result(State.OK, _("An alarm is sounding right now."), facts=facts)
    try:
        stream = desk.sound.open_output(device_of(named), LINE_RATE)
    except SoundError as error:
        action = _("An alarm could not be heard. Choose an output: dutyroom setup")
        state = State.FAIL if desk.settings is not None else State.WARN
        return Result(state, str(error), action, facts)
    desk.sound.release(stream)
    text = _("The output {device} opens. Whether it is heard, only ears can tell.").format(
        device=named or _("default")
    )
    return Result(State.OK, text, _("Hear the alarm once: dutyroom setup"), facts)
