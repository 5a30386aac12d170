"""One open caller-ID group of a modem: lines that together name one caller."""

from __future__ import annotations

from dutyroom.devices.events import Absent, EventKind, LineEvent
from dutyroom.devices.formats.text import known_name, name_of, number_of, time_of

NUMBER, DIALABLE, NAME, DATE, TIME, OTHER = "NMBR", "DDN_NMBR", "NAME", "DATE", "TIME", "MESG"
_ONCE = frozenset({DATE, TIME, NAME})
MAX_GROUP = 65_536
"""Longest group in bytes, from its first line to its last; a longer one closes."""


_FIELD_COSTS = 1024


class FieldGroup:
    """Fields as they come, in any order, repeated, missing or empty.

    Attributes:
        offset: Position in the stream of the group's first byte.
        room: Bytes that it may still take; below 0 it is too long to be one
            caller's and must close. A field costs a kilobyte at least.
    """

    __slots__ = (
        *("_absent", "_date", "_gap", "_lines", "_name", "_number", "_numbered"),
        *("_span", "_stamp", "_time", "offset", "room"),
    )

    def __init__(self, offset: int) -> None:
        """Open a group.

        Args:
            offset: Position in the stream of its first byte.
        """
        self.offset = offset
        self.room = MAX_GROUP
        self._span = bytearray()
        self._gap = bytearray()
        self._lines: list[tuple[str, bytes, int]] = []
        self._number: str | None = None
        self._numbered = False
        self._absent: Absent | None = None
        self._name: str | None = None
        self._date = self._time = b""
        self._stamp: str | None = None

    def pass_over(self, raw: bytes | bytearray) -> None:
        """Keep bytes that are no field: they count only if a field follows."""
        self._gap += raw
        self.room -= len(raw)

    def add(self, key: str, value: bytes, raw: bytes) -> bool:
        """Take a field.

        Args:
            key: The field's name.
            value: What stands after the first `=`, without blanks around it.
            raw: The whole line.

        Returns:
            Whether it changed who is known to be calling.
        """
        if self._gap:
            self._span += self._gap
            self._gap.clear()
        self.room -= max(len(raw), _FIELD_COSTS)
        self._lines.append((key, value, len(self._span)))
        self._span += raw
        if key == DATE:
            self._date, self._stamp = value or self._date, None
        elif key == TIME:
            self._time, self._stamp = value or self._time, None
        elif key != OTHER:
            known = (self._number, self._absent, self._name)
            self._take_caller(key, value)
            return known != (self._number, self._absent, self._name)
        return False

    def _take_caller(self, key: str, value: bytes) -> None:
        if key == NAME:
            self._name = known_name(name_of(value)) or self._name
            return
        self._numbered = self._numbered or key == NUMBER
        self._take_number(*number_of(value))

    def _take_number(self, number: str | None, absent: Absent | None) -> None:
        """A word in place of a second number masks the first, which is kept."""
        if self._number is None:
            self._number, self._absent = number, absent
        elif absent is not None and absent is not Absent.NOT_SENT:
            self._absent = absent

    def contradicts(self, value: bytes) -> bool:
        """Return whether a number can only be of another call: it is another number."""
        if not self._numbered or self._number is None:
            return False
        return number_of(value)[0] not in (None, self._number)

    def split(self) -> tuple[FieldGroup, FieldGroup | None]:
        """Part the fields of a second call, sent without a ring between, from the first.

        The second call begins where a date, time or name is repeated after the
        first number.

        Returns:
            The first call's group and, if fields of the second were there, its group.
        """
        seen: set[str] = set()
        for index, (key, _, start) in enumerate(self._lines):
            if key in seen and NUMBER in seen and key in _ONCE:
                second = self._rebuilt(self._lines[index:], start, len(self._span))
                second.pass_over(self._gap)
                return self._rebuilt(self._lines[:index], 0, start), second
            seen.add(key)
        return self, None

    def _rebuilt(self, lines: list[tuple[str, bytes, int]], start: int, end: int) -> FieldGroup:
        group = FieldGroup(self.offset + start)
        ends = [at for _, _, at in lines[1:]] + [end]
        for (key, value, at), stop in zip(lines, ends, strict=True):
            group.add(key, value, bytes(self._span[at:stop]))
        return group

    def event(self, name: str, *, partial: bool) -> LineEvent:
        """Return the caller ID that the fields so far make.

        Args:
            name: The format's name.
            partial: Whether more fields may follow.
        """
        absent = self._absent
        if self._number is None and absent is None:
            absent = Absent.NOT_SENT
        if self._stamp is None:
            self._stamp = time_of(self._date, self._time)
        return LineEvent(
            EventKind.CALLER_ID,
            name,
            self.offset,
            bytes(self._span),
            number=self._number,
            name=self._name,
            absent=absent,
            telco_time=self._stamp,
            partial=partial,
        )
