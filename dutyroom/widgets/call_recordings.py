"""The recordings of a call in words: length, gaps, marks, faults and hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.i18n import N_, _
from dutyroom.widgets.moments import clock, span
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.calls.recordings import RecordingRow

_REASONS: Final[Mapping[str, str]] = {
    "write_failed": N_("the file could not be written on; what was written before is kept"),
    "missing": N_("the file is not where it should be"),
    "unreadable": N_("the file cannot be read as a recording"),
}
"""Why a recording failed, by the keeper's code."""

_MOST: Final = 20
"""Gaps that are told one by one."""


def why_failed(recording: RecordingRow) -> str:
    """Return why a recording failed, in words; empty where it did not."""
    if recording.failed_at is None:
        return ""
    known = _REASONS.get(recording.failed_reason)
    return _(known) if known is not None else shown(recording.failed_reason, limit=40).plain


def recordings(found: Iterable[RecordingRow], *, full: bool) -> Content:
    """Return the recordings of a call; nothing where there is none.

    Args:
        found: The segments in order.
        full: With times, each gap and the hashes.
    """
    lines: list[Content] = []
    for recording in found:
        lines.append(_segment(recording, full=full))
        if full:
            lines += _more(recording)
    if not lines:
        return Content("")
    return Content("\n").join([Content.styled(_("Recordings"), "bold $accent"), *lines])


def _segment(recording: RecordingRow, *, full: bool) -> Content:
    """Return a segment in a line."""
    parts = [_("Segment {number}").format(number=recording.segment)]
    if full and recording.begun_at is not None:
        parts.append(clock(recording.begun_at))
    if recording.seconds is not None:
        parts.append(span(recording.seconds))
    elif recording.failed_at is None:
        parts.append(_("being recorded"))
    line = Content("  ".join(parts))
    if recording.gaps:
        count = _("gaps: {count}").format(count=len(recording.gaps))
        line = Content.assemble(line, "  ", (count, "$warning"))
    if recording.marks:
        line = Content.assemble(line, "  ", _("marks: {count}").format(count=len(recording.marks)))
    if recording.repaired:
        line = Content.assemble(line, "  ", _("made whole after a crash"))
    if why := why_failed(recording):
        line = Content.assemble(line, "  ", (_("failed"), "bold $error"), ": ", why)
    return line


def _more(recording: RecordingRow) -> list[Content]:
    """Return each gap, and the hash."""
    lines = []
    if recording.rate > 0:
        for gap in recording.gaps[:_MOST]:
            words = _("  {seconds:.1f} s of sound missing at {time}")
            place = span(gap.offset / recording.rate)
            lines.append(Content(words.format(seconds=gap.frames / recording.rate, time=place)))
    if recording.sha256:
        lines.append(Content.assemble("  SHA-256 ", shown(recording.sha256, limit=64)))
    return [line.stylize("$foreground 60%") for line in lines]
