"""The binary caller-ID message that the exchange sends: SDMF and MDMF.

Type, length, data, checksum: the checksum is the two's complement of the sum of
all bytes before it, so that a whole message sums to 0 modulo 256.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dutyroom.devices.events import Absent, EventKind, LineEvent
from dutyroom.devices.formats.text import known_name, name_of, number_of, time_of

SDMF, SDMF_WAITING, MDMF, MDMF_WAITING = 0x04, 0x06, 0x80, 0x82
TYPES = frozenset({SDMF, SDMF_WAITING, MDMF, MDMF_WAITING})
OVERHEAD = 3
"""Bytes of a message beside its data: type, length, checksum."""
LONGEST = 255 + OVERHEAD

_TIME, _NUMBER, _NO_NUMBER, _NAME, _WAITING = 0x01, 0x02, 0x04, 0x07, 0x0B
_KNOWN = frozenset({*range(0x01, 0x09), 0x0B, 0x11, 0x13, 0x15, 0x16, 0x1A, 0x20, 0x21})
_PARAMETER = b"[" + b"".join(b"\\x%02x" % kind for kind in sorted(_KNOWN)) + b"]"
# A type, then as much of a plausible length and data as there is.
_HEAD = re.compile(
    rb"\x04(?:[\x08-\x28](?:\d{0,8}|\d{8}[\x20-\x7e]*))?"
    rb"|\x06(?:[\x01-\x08](?:[\x42\x6f].*)?)?"
    rb"|[\x80\x82](?:[\x03-\xff](?:" + _PARAMETER + rb".*)?)?",
    re.DOTALL,
)
_SDMF_DATA = re.compile(rb"\d{8}[\x20-\x7e]{0,32}")
_WAITING_DATA = re.compile(rb"\x42+|\x6f+")


@dataclass(frozen=True, slots=True)
class Caller:
    """What a message says.

    Attributes:
        kind: A caller ID, or a message-waiting signal, which is no call.
    """

    kind: EventKind
    number: str | None = None
    absent: Absent | None = None
    name: str | None = None
    telco_time: str | None = None

    def event(self, name: str, offset: int, raw: bytes, *, checksum: bool) -> LineEvent:
        """Return the event of a message; a wrong checksum leaves nothing to believe.

        Args:
            name: The format's name.
            offset: Position in the stream of the first byte.
            raw: The bytes of the record.
            checksum: Whether the checksum held.
        """
        if not checksum:
            bad = Absent.BAD_CHECKSUM if self.kind is EventKind.CALLER_ID else None
            return LineEvent(self.kind, name, offset, raw, absent=bad, checksum=False)
        return LineEvent(
            self.kind,
            name,
            offset,
            raw,
            number=self.number,
            name=self.name,
            absent=self.absent,
            telco_time=self.telco_time,
            checksum=True,
        )


def may_begin(head: bytes) -> bool:
    """Return whether bytes can be the beginning of a message; a dozen says most.

    Args:
        head: The first bytes of it, from the type on, without its checksum.
    """
    return _HEAD.fullmatch(head) is not None


def sound(message: bytes) -> bool:
    """Return whether a whole message's checksum holds."""
    return sum(message) % 256 == 0


def kind_of(message_type: int) -> EventKind:
    """Return what a message of one of the `TYPES` is about."""
    if message_type in (SDMF_WAITING, MDMF_WAITING):
        return EventKind.MESSAGE_WAITING
    return EventKind.CALLER_ID


def read(message_type: int, data: bytes) -> Caller | None:
    """Return what the data of a message says, or None if it is not built as one.

    Args:
        message_type: One of `TYPES`.
        data: What stands between length and checksum.
    """
    if message_type == SDMF_WAITING:
        return Caller(EventKind.MESSAGE_WAITING) if _WAITING_DATA.fullmatch(data) else None
    if message_type == SDMF:
        return _single(data)
    parameters = _parameters(data)
    if parameters is None:
        return None
    if message_type == MDMF_WAITING:
        return Caller(EventKind.MESSAGE_WAITING, telco_time=time_of(parameters.get(_TIME, b"")))
    return _multiple(parameters)


def _single(data: bytes) -> Caller | None:
    if not _SDMF_DATA.fullmatch(data):
        return None
    number, absent = number_of(data[8:])
    return Caller(EventKind.CALLER_ID, number, absent, telco_time=time_of(data[:8]))


def _parameters(data: bytes) -> dict[int, bytes] | None:
    """Return the parameters by type, the first of each; None unless they fit exactly."""
    found: dict[int, bytes] = {}
    at = 0
    while at + 2 <= len(data):
        end = at + 2 + data[at + 1]
        found.setdefault(data[at], data[at + 2 : end])
        at = end
    return found if at == len(data) and not _KNOWN.isdisjoint(found) else None


def _multiple(parameters: dict[int, bytes]) -> Caller:
    number, absent = number_of(parameters.get(_NUMBER, b""))
    if number is None and _NO_NUMBER in parameters:
        reason = number_of(parameters[_NO_NUMBER])[1]
        absent = Absent.WITHHELD if reason is Absent.WITHHELD else Absent.UNAVAILABLE
    name = known_name(name_of(parameters.get(_NAME, b"")))
    stamp = time_of(parameters.get(_TIME, b""))
    return Caller(EventKind.CALLER_ID, number, absent, name, stamp)
