"""Which line of a box is which line of the desk, where one box has several."""

from __future__ import annotations

from dutyroom.config.settings import Settings
from dutyroom.i18n import _


def box_name(line: str | None) -> str:
    """Return a box's name for a line as it is compared: `1` and `01` are one line."""
    return (line or "").lstrip("0") or (line or "")[:1]


def twins(settings: Settings) -> str:
    """Return which lines of one port the box could not tell apart, and why; empty: none.

    One of them would get no call.
    """
    known: dict[tuple[str, str, str], str] = {}
    for line in settings.lines:
        other = known.setdefault((line.port, line.usb, box_name(line.box_line)), line.name)
        if line.has_box and other != line.name:
            return _(
                "lines {one} and {other} have the same port, and their box_line does not say "
                "which of them the box means"
            ).format(one=other, other=line.name)
    return ""
