"""The marks of a recording, a line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.widgets.moments import span
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.calls.recordings import RecordingRow


def marked_places(recording: RecordingRow) -> list[float]:
    """Return the places of the marks, in seconds."""
    return [mark.frame / recording.rate for mark in recording.marks if recording.rate > 0]


def mark_lines(recording: RecordingRow, place: tuple[int, int]) -> Content:
    """Return where each mark is, who set it and why.

    Args:
        recording: The recording.
        place: Which of how many recordings of its call it is, from 1; said where there are several.
    """
    number, count = place
    lines = []
    if count > 1:
        words = _("Segment {number} of {count}")
        lines.append(Content(words.format(number=number, count=count)))
    for seconds, mark in zip(marked_places(recording), recording.marks, strict=False):
        by, note = shown(mark.by, limit=20), shown(mark.note, limit=80)
        lines.append(Content.assemble(("M ", "bold"), span(seconds), "  ", by, "  ", note))
    return Content("\n").join(lines)
