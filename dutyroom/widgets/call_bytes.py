"""The bytes that came from the line during a call, as text: how many, and who reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.documents.capture_words import told
from dutyroom.i18n import _
from dutyroom.registers.calls.captures import captures
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.store.journal import Entry


def line_bytes(label: str, facts: Sequence[Entry]) -> Content:
    """Return what is kept of the line's bytes; nothing where none came.

    Args:
        label: The number of the call.
        facts: Everything journalled about it, in order.
    """
    kept = captures(entry.fact for entry in facts)
    if not kept:
        return Content("")
    lines = [
        shown(told(each), limit=200).stylize("$warning" if each.left_out else "") for each in kept
    ]
    how = _("To read them: {command}").format(command=f"dutyroom captured {label}")
    return Content("\n").join(
        [
            Content.styled(_("Bytes from the line"), "bold $accent"),
            *lines,
            Content.styled(how, "$foreground 60%"),
        ]
    )
