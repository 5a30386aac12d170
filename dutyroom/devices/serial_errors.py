"""What can go wrong with a port, in the words of the officer."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import serial

from dutyroom.i18n import _

if sys.platform == "win32":
    PORT_ERRORS: Final[tuple[type[Exception], ...]] = (serial.SerialException, OSError)
else:
    import termios

    PORT_ERRORS: Final[tuple[type[Exception], ...]] = (
        serial.SerialException,
        OSError,  # `in_waiting` of a device that is gone
        termios.error,  # flushing a device that is gone
    )
"""What pyserial raises when a port cannot be had or is gone (measured, 3.5)."""


class Reason(StrEnum):
    """Why a port is not there."""

    ABSENT = "absent"
    AMBIGUOUS = "ambiguous"
    BAD_NAME = "bad_name"
    BAD_SPEED = "bad_speed"
    NOT_ALLOWED = "not_allowed"
    IN_USE = "in_use"
    NOT_A_PORT = "not_a_port"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    GONE = "gone"


_BY_NUMBER: Final = {
    errno.ENOENT: Reason.ABSENT,
    errno.ENODEV: Reason.ABSENT,
    errno.ENXIO: Reason.ABSENT,
    errno.ENOTDIR: Reason.ABSENT,
    errno.EACCES: Reason.NOT_ALLOWED,
    errno.EPERM: Reason.NOT_ALLOWED,
    errno.EAGAIN: Reason.IN_USE,
    errno.EBUSY: Reason.IN_USE,
    errno.EISDIR: Reason.NOT_A_PORT,
    errno.ENOTTY: Reason.NOT_A_PORT,
    errno.EINVAL: Reason.NOT_A_PORT,
    errno.ECONNREFUSED: Reason.REFUSED,
    errno.EHOSTUNREACH: Reason.UNREACHABLE,
    errno.ENETUNREACH: Reason.UNREACHABLE,
    errno.ETIMEDOUT: Reason.UNREACHABLE,
}


class PortError(Exception):
    """A port cannot be opened.

    Attributes:
        reason: Why.
    """

    def __init__(self, reason: Reason) -> None:
        """Say why.

        Args:
            reason: Why.
        """
        super().__init__(reason.value)
        self.reason = reason


def opening_reason(error: Exception) -> Reason:
    """Return why a port could not be opened, as far as the exception tells.

    pyserial often wraps the system's exception and drops its number, so the
    whole chain is looked at. A speed that a port refuses is a `ValueError` of
    words alone, around the number that also stands for what is no port.
    """
    if isinstance(error, ValueError) and "baud" in str(error):
        return Reason.BAD_SPEED
    for each in _chain(error):
        if isinstance(each, PortError):
            return each.reason
        if isinstance(each, socket.gaierror | TimeoutError):
            return Reason.UNREACHABLE
        number = each.args[0] if each.args else None
        if isinstance(number, int) and number in _BY_NUMBER:
            return _BY_NUMBER[number]
    named = any(isinstance(each, ValueError | TypeError) for each in _chain(error))
    return Reason.BAD_NAME if named else Reason.ABSENT


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what it was raised from."""
    each: BaseException | None = error
    while each is not None:
        yield each
        each = each.__cause__ or each.__context__


def sentence(reason: Reason, port: str) -> str:
    """Return what happened and what to do next.

    Args:
        reason: Why the port is not there.
        port: Its name, as it stands in the settings.
    """
    messages = {
        Reason.ABSENT: _("There is no device at {port}. Check that it is plugged in."),
        Reason.AMBIGUOUS: _(
            "Several devices like {port} are plugged in and cannot be told apart. "
            "Name the port itself in the settings."
        ),
        Reason.BAD_NAME: _("{port} is not the name of a port. Check the settings."),
        Reason.BAD_SPEED: _("{port} cannot run at the speed it is given. Check the settings."),
        Reason.NOT_ALLOWED: _(
            "This account may not use {port}. "
            "Let the administrator add it to the group of the port."
        ),
        Reason.IN_USE: _("Another program uses {port}. End that program."),
        Reason.NOT_A_PORT: _("{port} is not a serial port. Check the settings."),
        Reason.REFUSED: _("The machine of {port} is there, but nothing answers at that number."),
        Reason.UNREACHABLE: _("{port} cannot be reached over the network. Check its cable."),
        Reason.GONE: _("The device at {port} went away. Check its cable."),
    }
    return messages[reason].format(port=port)
