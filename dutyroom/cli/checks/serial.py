"""Do the boxes answer? Asked of the keeper where it runs, so that no port is opened twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dutyroom.channel.messages import LineState
from dutyroom.cli.checks.desk import SIMULATED, Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.config import Line
from dutyroom.devices.formats.registry import profile
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_probe import probe
from dutyroom.i18n import _

_SILENT_SECONDS: Final = 1.5
"""How long a box is listened to that speaks only when the line rings."""

_ANSWER_SECONDS: Final = 1.0
"""How long a modem may take to answer; three questions must fit into the time limit."""


def jobs(desk: Desk) -> list[Job]:
    """Return one question for each line; lines that share a box ask once."""
    if not desk.chosen.lines:
        return [Job("serial", _("Caller-ID box"), _nothing)]
    asked: dict[tuple[str, str], Line] = {}
    for line in desk.chosen.lines:
        asked.setdefault((line.port, line.usb), line)
    lines = [line for line in desk.chosen.lines if asked[line.port, line.usb] is line]
    return [_job(desk, line) for line in lines]


def _job(desk: Desk, line: Line) -> Job:
    return Job("serial", _("Caller-ID box"), lambda: _look(desk, line), line.name)


def _nothing() -> Result:
    return Result(
        State.UNKNOWN, _("No line has been set up."), _("Run: dutyroom setup"), {"source": "none"}
    )


def _look(desk: Desk, line: Line) -> Result:
    """Ask the keeper, or the box itself."""
    facts: dict[str, Fact] = {"port": line.port, "usb": line.usb, "format": line.format}
    if not (line.port or line.usb):
        text = _("This line has no caller-ID box: numbers are not known.")
        return Result(State.OK, text, facts={**facts, "source": "none"})
    if SIMULATED in (line.port, line.audio):
        text = _("This line is simulated.")
        return Result(State.OK, text, facts={**facts, "source": "simulated"})
    told = desk.keeper.lines.get(line.name) if desk.keeper else None
    if told is not None:
        result = _by_keeper(line, told)
        return replace(result, facts={**facts, "source": "keeper", "box": told.box})
    return _by_itself(desk, line, facts)


def _by_keeper(line: Line, told: LineState) -> Result:
    """Say what the keeper knows of the box."""
    port = line.port or line.usb
    match told.box:
        case "ok":
            return Result(State.OK, _("{port} is open in the line keeper.").format(port=port))
        case "opening":
            text = _("{port} is open in the line keeper, and the box is being set up.")
            action = _("Look again in a moment.")
            return Result(State.UNKNOWN, text.format(port=port), action)
        case "silent":
            text = _("{port} is open and the box answers, but it does not report callers.")
            action = _("Check the format, or take another modem: dutyroom setup")
            return Result(State.FAIL, text.format(port=port), action)
        case "lost":
            text = _("The line keeper cannot reach the box at {port}.").format(port=port)
            action = _("Check its cable and its power; switch it off and on.")
            return Result(State.FAIL, text, action)
        case _:
            text = _("The line keeper does not know this box.")
            action = _("Restart the keeper, so that it reads the settings: dutyroom line stop")
            return Result(State.WARN, text, action)


def _by_itself(desk: Desk, line: Line, facts: dict[str, Fact]) -> Result:
    """Open the port and listen.

    Raises:
        FormatError: There is no such format.
    """
    known = replace(profile(line.format), answer_seconds=_ANSWER_SECONDS)
    address = PortAddress(line.port, line.usb, line.baud)
    found = probe(address, known, desk.clock, seconds=_SILENT_SECONDS, list_ports=desk.list_ports)
    told: dict[str, Fact] = {
        **facts,
        "source": "probe",
        "opens": found.opens,
        "answers": found.answers,
    }
    if not found.opens:
        return Result(State.FAIL, found.text, _("See which ports there are: dutyroom setup"), told)
    if known.good and not found.answers:
        return Result(State.FAIL, found.text, facts=told)
    if not found.answers:
        return Result(State.UNKNOWN, found.text, facts=told)
    return Result(State.OK, found.text, facts=told)
