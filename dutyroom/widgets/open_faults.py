"""The open fault tickets in a few lines: every one of them, those that block first."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from dutyroom.i18n import _, ngettext
from dutyroom.phrases import clauses, pair
from dutyroom.registers.equipment.at_sign_on import UNREAD, AtSignOn
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.widgets.prose import Prose, height
from dutyroom.widgets.shown import shown

_LINES: Final = 3
"""Lines that they take on a form."""


def open_faults_told(equipment: AtSignOn, hint: str = "") -> Content:
    """Return all open faults with trouble and workaround: those first that stand against it.

    Where the unit has no checklist, nobody is asked for a check: that is said in its place.

    Args:
        equipment: How the equipment stands.
        hint: How those are reached that are out of sight; empty: all are in sight.
    """
    faults = equipment.faults
    listless = "" if equipment.listed else _("No equipment is checked yet: Ctrl+W, Equipment, F3.")
    if not faults:
        return Content(listless)
    count = len(faults)
    words = ngettext("{count} open fault", "{count} open faults", count).format(count=count) + hint
    blocking_first = sorted(faults, key=lambda fault: not fault.blocks)
    return Content(pair(words, clauses(_named(fault) for fault in blocking_first)))


def _named(fault: FaultRow) -> str:
    """Return a fault's item, what is wrong with it, and how the desk does without it."""
    name = shown(fault.name, limit=20).plain + ("*" if fault.critical else "")
    words, around = (shown(each, limit=30).plain for each in (fault.words, fault.workaround))
    if fault.waiting:
        words = _("{words} (repaired, to be verified)").format(words=words)
    elif around:
        words = _("{words} (workaround: {workaround})").format(words=words, workaround=around)
    return pair(name, words)


class OpenFaults(VerticalScroll):
    """Every open fault, above the signature of whoever takes charge.

    It takes three lines. Where the faults need more, the keys reach it as they reach a field, it
    scrolls, and it says so.
    """

    DEFAULT_CSS = """
    OpenFaults { height: auto; max-height: 3; padding: 0 1; color: $warning; }
    OpenFaults Prose { height: auto; }
    OpenFaults:focus { background: $panel; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the name that Textual gives it
        """Show nothing yet.

        Args:
            id: Its id.
        """
        super().__init__(id=id, can_focus=False)
        self._equipment = UNREAD

    def compose(self) -> ComposeResult:
        """Lay out one text that flows."""
        yield Prose("")

    def show(self, equipment: AtSignOn) -> None:
        """Show how the equipment stands now.

        Args:
            equipment: The tickets, and whether anything is checked.
        """
        self._equipment = equipment
        self.on_resize()

    def on_resize(self) -> None:
        """Say how the rest is reached where they do not fit, and let the keys come here then."""
        told, width = open_faults_told(self._equipment), self.app.size.width - 2
        self.can_focus = height(told, width) > _LINES
        if self.can_focus:
            told = open_faults_told(self._equipment, _(" (Shift+Tab, Down: all)"))
        self.query_one(Prose).update(told)
