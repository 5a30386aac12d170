"""What is said of the bytes that came from the line during a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutyroom.documents.plain import printable
from dutyroom.i18n import _, ngettext
from dutyroom.phrases import clauses

if TYPE_CHECKING:
    from dutyroom.registers.calls.captures import Capture


def told(capture: Capture) -> str:
    """Return the format of some bytes, how many there are, and whether that is all.

    Args:
        capture: The bytes. The name of its format is foreign text.
    """
    count = len(capture.data)
    words = ngettext("{format}, {count} byte", "{format}, {count} bytes", count)
    said = [words.format(format=printable(capture.format), count=count)]
    if not capture.whole:
        said.append(_("the record of the caller ID alone"))
    if left_out := capture.left_out:
        words = ngettext(
            "cut there: {count} more byte came and was not kept",
            "cut there: {count} more bytes came and were not kept",
            left_out,
        )
        said.append(words.format(count=left_out))
    return clauses(said)
