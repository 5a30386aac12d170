"""Does a box answer? For `dutyroom setup` and `dutyroom doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dutyroom.clock import Clock
from dutyroom.devices.formats.profile import Profile
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_errors import PORT_ERRORS, PortError, Reason, sentence
from dutyroom.devices.serial_events import BridgeEvent, Bytes, SetUp, Wedged
from dutyroom.devices.serial_opening import close_port, open_address
from dutyroom.devices.serial_pacing import Pacing
from dutyroom.devices.serial_session import SerialSession
from dutyroom.devices.usb_identity import ListPorts, ports
from dutyroom.i18n import _

LISTEN_SECONDS: Final = 3.0
"""How long a box that is asked nothing is listened to."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What a port said.

    Attributes:
        opens: The port can be had.
        answers: Something came from it; False says little of a box that only
            speaks when the line rings.
        text: A sentence for the officer.
        received: The bytes that came; untrusted.
    """

    opens: bool
    answers: bool
    text: str
    received: bytes = b""


def probe(
    address: PortAddress,
    profile: Profile,
    clock: Clock,
    *,
    seconds: float = LISTEN_SECONDS,
    list_ports: ListPorts = ports,
) -> Probed:
    """Open a port, set the box up where that is needed, and listen.

    Takes up to the seconds and the time the set-up dialogue allows itself.

    Args:
        address: Where the box is.
        profile: What its format needs of the port, and what to say to it.
        clock: Paces the listening.
        seconds: How long to listen to a box that is asked nothing.
        list_ports: Finds what is plugged in.
    """
    heard: list[BridgeEvent] = []
    try:
        _name, port = open_address(address, profile.serial, Pacing(), list_ports)
    except PortError as error:
        return Probed(False, False, sentence(error.reason, str(address)))
    session = SerialSession(port, profile, clock, heard.append)
    try:
        session.begin()
        end = clock.monotonic() + seconds
        while _goes_on(heard, profile, clock.monotonic(), end):
            session.step(idle=False)
    except PORT_ERRORS:
        return Probed(False, False, sentence(Reason.GONE, str(address)))
    finally:
        close_port(port)
    return _judge(heard, address, asked=bool(profile.good))


def _goes_on(heard: list[BridgeEvent], profile: Profile, now: float, end: float) -> bool:
    """Say whether there is something to wait for."""
    if profile.good:
        return not any(isinstance(event, SetUp | Wedged) for event in heard)
    return now < end and not heard


def _judge(heard: list[BridgeEvent], address: PortAddress, *, asked: bool) -> Probed:
    """Put what was heard into a sentence."""
    received = b"".join(event.data for event in heard if isinstance(event, Bytes))
    result = next((event for event in heard if isinstance(event, SetUp)), None)
    if result is not None and result.done:
        text = _("{port} opens, and the box answers and is set up.")
    elif result is not None:
        text = _("{port} opens and the box answers, but it does not report callers.")
    elif asked and received:
        text = _("{port} opens, but what comes is no answer. Check the format and the speed.")
    elif asked:
        text = _("{port} opens, but nothing answers. Check the box, its power and its speed.")
    elif received:
        text = _("{port} opens, and the box is sending.")
    else:
        text = _("{port} opens. The box speaks only when the line rings: call it now to be sure.")
    answers = result is not None if asked else bool(received)
    return Probed(True, answers, text.format(port=address), received)
