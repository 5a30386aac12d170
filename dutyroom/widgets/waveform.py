"""A recording drawn in the terminal: its loudness, what was played, and its marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from dutyroom.commands.host import host_of

Peak = tuple[int, int]
"""Lowest and highest sample, -32768 to 32767."""

_FULL: Final = 32768
_DOTS: Final = 4
"""Braille cells have four rows of dots and two columns."""

_LEFT: Final = (0x01, 0x02, 0x04, 0x40)
_RIGHT: Final = (0x08, 0x10, 0x20, 0x80)


def loudest(peaks: Sequence[Peak]) -> int:
    """Return the sample furthest from silence, at least a hundredth of full scale."""
    return max((max(-low, high) for low, high in peaks), default=0) or _FULL // 100


def braille(peaks: Sequence[Peak], rows: int) -> list[str]:
    """Draw peaks as rows of Braille, which every terminal makes one cell wide.

    Args:
        peaks: Two for each column of cells.
        rows: Height in cells.

    Returns:
        The rows from the top; each half as long as `peaks`.
    """
    height = rows * _DOTS
    scale = max(loudest(peaks), _FULL // 20)
    spans = [_span(peak, scale, height) for peak in peaks]
    drawn = []
    for row in range(rows):
        cells = []
        for column in range(0, len(spans) - 1, 2):
            code = 0x2800
            for dot in range(_DOTS):
                y = row * _DOTS + dot
                code |= _LEFT[dot] if spans[column][0] <= y <= spans[column][1] else 0
                code |= _RIGHT[dot] if spans[column + 1][0] <= y <= spans[column + 1][1] else 0
            cells.append(chr(code))
        drawn.append("".join(cells))
    return drawn


def plain(peaks: Sequence[Peak], rows: int) -> list[str]:
    """Draw peaks in ASCII.

    Args:
        peaks: One for each column.
        rows: Height in cells.
    """
    scale = max(loudest(peaks), _FULL // 20)
    spans = [_span(peak, scale, rows) for peak in peaks]
    return [
        "".join("#" if top <= row <= bottom else " " for top, bottom in spans)
        for row in range(rows)
    ]


def _span(peak: Peak, scale: int, height: int) -> tuple[int, int]:
    """Return first and last row that a peak covers, from the top."""
    low, high = peak
    middle = (height - 1) / 2
    top = round(middle - middle * min(high, scale) / scale)
    bottom = round(middle - middle * max(low, -scale) / scale)
    return min(top, bottom), max(top, bottom)


class WaveformView(Widget):
    """The recording over the whole width; a click goes to that place."""

    DEFAULT_CSS = """
    WaveformView { height: 9; padding: 0 1; color: $foreground; }
    """

    class Sought(Message):
        """Somebody clicked a place."""

        def __init__(self, part: float) -> None:
            """Name the place.

            Args:
                part: Of the whole, 0 to 1.
            """
            super().__init__()
            self.part = part

    peaks: reactive[Sequence[Peak]] = reactive((), always_update=True)
    """As many as `wanted`; drawn from left to right."""

    at: reactive[float] = reactive(0.0)
    """Place of the player, in seconds."""

    length: reactive[float] = reactive(0.0)
    """Length of the recording, in seconds."""

    marks: reactive[Sequence[float]] = reactive(())
    """Places of the marks, in seconds."""

    @property
    def wanted(self) -> int:
        """How many peaks fill the width."""
        width = max(self.content_size.width, 1)
        return width if host_of(self).ascii else 2 * width

    def render(self) -> RenderResult:
        """Return the picture, the played part in another colour, the marks below."""
        ascii_only = host_of(self).ascii
        rows = max(self.content_size.height - 1, 1)
        lines = plain(self.peaks, rows) if ascii_only else braille(self.peaks, rows)
        width = self.content_size.width
        played = self._column(self.at, width)
        drawn = [
            Content.assemble((line[:played], "$accent"), (line[played:], "$foreground 60%"))
            for line in lines
        ]
        return Content("\n").join([*drawn, self._ruler(width)])

    def _column(self, seconds: float, width: int) -> int:
        """Return the column of a time."""
        return min(int(seconds / self.length * width), width - 1) if self.length > 0 else 0

    def _ruler(self, width: int) -> Content:
        """Return the line with the player's place and the marks."""
        cells = ["-"] * width
        for mark in self.marks:
            cells[self._column(mark, width)] = "M"
        cells[self._column(self.at, width)] = "^"
        return Content.styled("".join(cells), "bold")

    def on_click(self, event: events.Click) -> None:
        """Say which place was clicked."""
        width = max(self.content_size.width, 1)
        self.post_message(self.Sought(min(max(event.x - 1, 0) / width, 1.0)))
