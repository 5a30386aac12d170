"""Which box says who calls, and in which format."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from dutyroom.cli.setting_up.box_watch import AUTO, BoxWatch
from dutyroom.cli.setting_up.dialogue import Dialogue, Option, WrongAnswerError, agree, choose
from dutyroom.clock import Clock
from dutyroom.config import Line
from dutyroom.devices.formats.base import FormatError
from dutyroom.devices.formats.registry import names, profile
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_errors import PortError
from dutyroom.devices.usb_identity import ListPorts, PortInfo, find
from dutyroom.i18n import _

NONE: Final = "none"
AGAIN: Final = "again"


def box_step(
    dialogue: Dialogue,
    line: Line,
    clock: Clock,
    list_ports: ListPorts,
    busy: Callable[[], list[str]],
) -> Line:
    """Choose port and format, and watch the box until all is well.

    Args:
        dialogue: Whom to ask.
        line: What is set up now.
        clock: Paces the listening.
        list_ports: Finds the ports of the machine.
        busy: What to say where another program has the port.
    """
    while True:
        line = _port(dialogue, line, list_ports)
        if not (line.port or line.usb):
            return line
        line = _format(dialogue, line)
        found = _watch(dialogue, line, clock, list_ports, busy)
        if found is not None:
            return found


def _port(dialogue: Dialogue, line: Line, list_ports: ListPorts) -> Line:
    """Choose a port from a list, or type an address."""
    while True:
        there = list(list_ports())
        options = [Option(each.device, _label(each)) for each in there]
        if line.port and line.port not in [each.device for each in there]:
            options.append(Option(line.port, _("{port} (as before)").format(port=line.port)))
        options.append(Option(AGAIN, _("look again: I have plugged something in")))
        options.append(Option(NONE, _("no box: numbers will not be known")))
        if not there:
            dialogue.say(_("No serial port was found on this machine."))
        question = _("Where is the box? A number, a port name, or socket://HOST:PORT")
        default = line.port or (there[0].device if there else NONE)
        chosen = choose(dialogue, question, options, default, typed=_is_port)
        if chosen == AGAIN:
            continue
        if chosen == NONE:
            return msgspec.structs.replace(line, port="", usb="", format="", baud=0)
        if not (_is_there(chosen, line, there) or _agreed(dialogue, chosen)):
            continue
        usb = next((str(each.usb) for each in there if each.device == chosen and each.usb), "")
        if not usb and chosen == line.port:
            usb = line.usb  # not plugged in now, and still the same box
        return msgspec.structs.replace(line, port=chosen, usb=usb)


def _is_there(port: str, line: Line, there: Sequence[PortInfo]) -> bool:
    """Say whether a port can be seen; an address of the network is not asked for."""
    if "://" in port or port in [each.device for each in there] or Path(port).exists():
        return True
    try:  # a USB box is known whatever name it has now
        return port == line.port and bool(line.usb) and find(port, line.usb, there) != ""
    except (PortError, ValueError):
        return False


def _agreed(dialogue: Dialogue, port: str) -> bool:
    """Ask whether a port that is not there is meant."""
    question = _("There is no device at {port} now. Take it nevertheless?").format(port=port)
    return agree(dialogue, question, default=False)


def _label(port: PortInfo) -> str:
    """Return a port as it is listed."""
    usb = f"  USB {port.usb}" if port.usb else ""
    same = "" if port.description in ("n/a", port.device) else f"  {port.description}"
    return f"{port.device}{same}{usb}"


def _is_port(text: str) -> bool:
    """Say whether something typed may be a port: a path, a COM name or an address."""
    return "\0" not in text and ("/" in text or text.upper().startswith("COM"))


def _format(dialogue: Dialogue, line: Line) -> Line:
    """Choose a format from a list, or a TOML file."""
    options = [Option(AUTO, _("find out by itself, when somebody calls"))]
    options += [Option(name, f"{name}  {_title(name)}") for name in names()]
    question = _("Which format does it speak? A number, or the path of a .toml file")
    while True:
        chosen = choose(
            dialogue,
            question,
            options,
            line.format or AUTO,
            typed=lambda text: text.lower().endswith(".toml"),
        )
        try:
            if chosen != AUTO:
                profile(chosen)
        except FormatError as error:
            dialogue.say(f"  {error}")
            continue
        return msgspec.structs.replace(line, format=chosen)


def _title(name: str) -> str:
    """Return what kind of box speaks a format; a file that is damaged has no title."""
    with contextlib.suppress(FormatError):
        title = profile(name).title
        return _(title) if title and title != name else ""
    return _("(its file cannot be used)")


def _watch(
    dialogue: Dialogue,
    line: Line,
    clock: Clock,
    list_ports: ListPorts,
    busy: Callable[[], list[str]],
) -> Line | None:
    """Show what comes, and return the line; None where another choice is wanted."""
    dialogue.say()
    dialogue.say(_("Listening at {port}. Call this line now; Enter: go on.").format(port=line.port))
    address = PortAddress(line.port, line.usb, line.baud)
    watch = BoxWatch(address, line.format, clock, busy=busy, list_ports=list_ports)
    try:
        dialogue.watch(watch)
    finally:
        watch.close()
    if not watch.format:
        dialogue.say(_("The format was not recognised. Choose it from the list, or try again."))
        return None
    found = msgspec.structs.replace(line, format=watch.format)
    if watch.events:
        dialogue.say(_("The box was understood."))
        return found
    dialogue.say(_("Nothing was understood from this box."))
    return found if agree(dialogue, _("Keep it all the same?"), default=True) else None


def good_port(text: str) -> str:
    """Return a port or an address that was named on the command line.

    Raises:
        WrongAnswerError: It is none.
    """
    if not _is_port(text):
        raise WrongAnswerError(_("{text} is neither a port nor an address.").format(text=text))
    return text
