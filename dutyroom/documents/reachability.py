"""The monthly statement of how far the lines could be reached, in sentences (article 6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from dutyroom.i18n import _, ngettext
from dutyroom.registers.lines.reachability import Reachability
from dutyroom.standard.lengths import length_words


def told(lines: Iterable[Reachability]) -> list[str]:
    """Return a sentence for each line."""
    return [_told(each) for each in lines]


def _told(found: Reachability) -> str:
    """Return how far a line could be reached."""
    if found.seconds <= 0:
        return _("Line {line}: nothing was recorded in this time.").format(line=found.line)
    share = f"{found.share * 100:.2f} %"
    if not found.outages:
        return _("Line {line}: reachable {share} of the time.").format(line=found.line, share=share)
    words = ngettext(
        "Line {line}: reachable {share} of the time; {count} outage, {length} in all.",
        "Line {line}: reachable {share} of the time; {count} outages, {length} in all.",
        found.outages,
    )
    lasted = length_words(timedelta(seconds=found.down))
    return words.format(line=found.line, share=share, count=found.outages, length=lasted)
