"""To which line a box's event goes."""

from __future__ import annotations

from typing import cast

import pytest

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.whozz import WhozzDecoder
from dutyroom.line.box import Box
from dutyroom.line.box_stream import BoxStream
from dutyroom.line.kept_line import KeptLine
from dutyroom.line.line_capture import LineCapture
from dutyroom.store.facts import Place


class _Line:
    """Keeps what it is told."""

    place = Place("unit", "1")

    def __init__(self) -> None:
        self.told: list[str | None] = []

    def fed_by(self, stream: BoxStream) -> LineCapture:
        """Keep the bytes of no call."""
        return LineCapture("1", stream)

    def events(self, events: list[LineEvent]) -> None:
        """Take in what the box says."""
        self.told += [event.line for event in events]


def _ring(line: str) -> LineEvent:
    return LineEvent(EventKind.RING, "test", 0, b"", line=line or None)


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("", ["01", "02", None]),  # the box has one line, whatever it calls it
        ("01", ["01", None]),
        ("1", ["01", None]),
        ("02", ["02", None]),
    ],
)
async def test_a_line_that_was_named_takes_no_calls_of_the_others(
    named: str, told: list[str | None]
) -> None:
    line = _Line()
    lines = {named: cast("KeptLine", line)}
    box = Box(lines, WhozzDecoder, lambda _tell: cast("object", None), needs_set_up=False)  # type: ignore[arg-type, return-value] # no bridge
    box._deal([_ring("01"), _ring("02"), _ring("")])
    assert line.told == told
