"""The open fault tickets in a few lines: whole names, and how many there are besides."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from dutyroom.i18n import _, ngettext
from dutyroom.phrases import clauses, pair
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.widgets.shown import shown

_LINES = 3
"""Lines that they may take."""


def open_faults_told(faults: Sequence[FaultRow], width: int, lines: int = _LINES) -> Content:
    """Return the open faults with their workarounds as far as they fit, the rest as a number.

    Args:
        faults: The tickets, those that matter most first.
        width: Cells of a line.
        lines: Most lines.
    """
    if not faults:
        return Content("")
    named = [_named(fault) for fault in faults]
    for count in range(len(named), 1, -1):
        told = _told(named, count)
        if told.get_height({}, width) <= lines:
            return told
    return _told(named, 1)


def _named(fault: FaultRow) -> str:
    """Return a fault's item, and how the desk does without it or what is wrong."""
    name = shown(fault.name, limit=20).plain + (" *" if fault.critical else "")
    return pair(name, shown(fault.workaround or fault.words, limit=30).plain)


def _told(named: Sequence[str], count: int) -> Content:
    """Return some of the faults, and how many are left out."""
    words = _("{count} open faults").format(count=len(named))
    texts = [*named[:count]]
    if left := len(named) - count:
        more = ngettext("and {count} more fault", "and {count} more faults", left)
        texts.append(more.format(count=left))
    return Content(pair(words, clauses(texts)))


class OpenFaults(Static):
    """Every open fault, above the signature of whoever takes charge."""

    DEFAULT_CSS = """
    OpenFaults { height: auto; max-height: 3; padding: 0 1; color: $warning; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the name that Textual gives it
        """Show nothing yet.

        Args:
            id: Its id.
        """
        super().__init__("", id=id)
        self._faults: Sequence[FaultRow] = ()

    def show(self, faults: Sequence[FaultRow]) -> None:
        """Show the tickets as they stand now.

        Args:
            faults: The tickets, those that matter most first.
        """
        self._faults = faults
        self.on_resize()

    def on_resize(self) -> None:
        """Fit them in again."""
        width = self.content_size.width or self.app.size.width - 2
        self.update(open_faults_told(self._faults, width))
