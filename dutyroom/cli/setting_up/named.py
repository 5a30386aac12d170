"""What the command line names, put over what is set up: the form that asks nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from dutyroom.cli.setting_up.box_step import good_port
from dutyroom.cli.setting_up.box_watch import AUTO
from dutyroom.cli.setting_up.unit_step import PROFILES, good_area_code, good_name, good_number
from dutyroom.config import Line, Settings, Unit
from dutyroom.config.files import why_unusable
from dutyroom.devices.formats.registry import profile
from dutyroom.devices.usb_identity import ListPorts
from dutyroom.errors import PlainError
from dutyroom.i18n import _

NONE = "none"
"""Takes a device away."""


def add_named(parser: argparse.ArgumentParser) -> None:
    """Declare the options that name what is otherwise asked."""
    parser.add_argument("--unit-name", metavar=_("NAME"), help=_("name of the unit"))
    parser.add_argument("--profile", choices=PROFILES, help=_("kind of the unit"))
    parser.add_argument("--number", metavar=_("NUMBER"), help=_("the unit's one number"))
    parser.add_argument("--area-code", metavar=_("CODE"), help=_("area code of this place"))
    parser.add_argument(
        "--line", metavar=_("NAME"), help=_("the line that is set up; the first by default")
    )
    parser.add_argument(
        "--port", metavar=_("PORT"), help=_("port of the box, socket://HOST:PORT, or none")
    )
    parser.add_argument(
        "--format", metavar=_("FORMAT"), help=_("name of a format, or a .toml file")
    )
    parser.add_argument("--baud", type=int, metavar=_("SPEED"), help=_("in bit/s; 0: the format's"))
    parser.add_argument(
        "--box-line", metavar=_("NAME"), help=_("the box's own name of the line, if it has several")
    )
    parser.add_argument(
        "--audio", metavar=_("DEVICE"), help=_("sound input by name; default, or none")
    )
    parser.add_argument("--channel", type=int, metavar=_("CHANNEL"), help=_("its channel, from 0"))
    parser.add_argument("--alarm-output", metavar=_("DEVICE"), help=_("sound output of the alarm"))


def with_named(
    settings: Settings, arguments: argparse.Namespace, list_ports: ListPorts
) -> Settings:
    """Return the settings with what the command line names.

    Args:
        settings: What is set up now.
        arguments: What was named; what was not stays as it is.
        list_ports: Finds the USB identity of a port.

    Raises:
        PlainError: Something named cannot be used.
    """
    unit = _unit(settings.unit, arguments)
    before = line_named(settings, arguments.line)
    settings = with_line(settings, _line(before, arguments, list_ports))
    alarms = settings.alarms
    if arguments.alarm_output is not None:
        output = "" if arguments.alarm_output == "default" else arguments.alarm_output
        alarms = msgspec.structs.replace(alarms, output=output)
    return checked(msgspec.structs.replace(settings, unit=unit, alarms=alarms))


def line_named(settings: Settings, name: str | None) -> Line:
    """Return the line of a name, new where there is none; without a name the first."""
    name = name or (settings.lines[0].name if settings.lines else Line().name)
    return next((line for line in settings.lines if line.name == name), Line(name=name))


def with_line(settings: Settings, line: Line) -> Settings:
    """Return the settings with a line in its place, or at the end."""
    lines = [line if each.name == line.name else each for each in settings.lines]
    if line.name not in [each.name for each in lines]:
        lines.append(line)
    return msgspec.structs.replace(settings, lines=tuple(lines))


def checked(settings: Settings) -> Settings:
    """Return settings whose every value is allowed.

    Raises:
        PlainError: One is not.
    """
    try:
        return msgspec.convert(msgspec.to_builtins(settings), Settings)
    except msgspec.ValidationError as error:
        raise PlainError(
            _("This cannot be set up: {reason}. Nothing was changed.").format(
                reason=why_unusable(error)
            )
        ) from error


def _unit(unit: Unit, arguments: argparse.Namespace) -> Unit:
    """Return the unit with what was named.

    Raises:
        PlainError: Something named cannot be used.
    """
    named = {
        "name": arguments.unit_name and good_name(arguments.unit_name),
        "profile": arguments.profile,
        "number": arguments.number and good_number(arguments.number),
        "area_code": arguments.area_code and good_area_code(arguments.area_code),
    }
    return msgspec.structs.replace(unit, **_given(named))


def _line(line: Line, arguments: argparse.Namespace, list_ports: ListPorts) -> Line:
    """Return the line with what was named.

    Raises:
        PlainError: Something named cannot be used.
    """
    named = _given({"baud": arguments.baud, "box_line": arguments.box_line})
    named |= _given({"channel": arguments.channel, "format": arguments.format})
    if arguments.audio is not None:
        named["audio"] = "" if arguments.audio == NONE else arguments.audio
    if arguments.port == NONE:
        named |= {"port": "", "usb": "", "format": ""}
    elif arguments.port is not None:
        port = good_port(arguments.port)
        if arguments.yes and port.startswith("/") and not Path(port).exists():
            raise PlainError(
                _(
                    "There is no device at {port}. Plug it in first, or check the name. "
                    "Nothing was changed."
                ).format(port=port)
            )
        there = {each.device: each.usb for each in list_ports()}
        named |= {"port": port, "usb": str(there.get(port) or "")}
    found = msgspec.structs.replace(line, **named)
    if arguments.yes and found.port and not found.format:
        raise PlainError(_("Name the format of the box with --format. Nothing was changed."))
    if found.format and (arguments.yes or found.format != AUTO):
        profile(found.format)
    return found


def _given(named: dict[str, object]) -> dict[str, object]:
    """Return what was named at all."""
    return {key: value for key, value in named.items() if value is not None}
