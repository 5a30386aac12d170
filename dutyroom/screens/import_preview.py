"""What an import would change, row by row, before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands.command import bindings
from dutyroom.commands.forms import IMPORT
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.documents import import_report
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.sheets.outcome import State
from dutyroom.screens.base import DutyScreen
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.preview_list import PreviewList
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.sheets.outcome import Preview


class ImportPreviewScreen(DutyScreen[bool | None]):
    """Errors, merged cells, then what changes and what stays; dismissed with True to import."""

    OFFERS: ClassVar = IMPORT
    BINDINGS: ClassVar = bindings(IMPORT)

    DEFAULT_CSS = """
    ImportPreviewScreen #summary { height: auto; padding: 0 1; background: $surface; }
    ImportPreviewScreen #whole { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """

    def __init__(self, preview: Preview) -> None:
        """Show what an import would change.

        Args:
            preview: What it would change.
        """
        super().__init__()
        self._preview = preview

    def compose_body(self) -> ComposeResult:
        """Lay out summary, list, and the chosen line in full."""
        words = Content(import_report.summary(self._preview))
        if self._preview.ignored:
            names = listed(shown(name, limit=20).plain for name in self._preview.ignored)
            left_out = _("Columns left out: {names}").format(names=names)
            words = Content("\n").join([words, Content(left_out)])
        yield Prose(words, id="summary")
        yield PreviewList()
        yield Prose("", id="whole")

    def on_mount(self) -> None:
        """Fill the list."""
        lines = self.query_one(PreviewList)
        lines.show(self._preview)
        lines.focus()

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Show the chosen line in full."""
        message.stop()
        chosen = self.query_one(PreviewList).chosen
        self.query_one("#whole", Prose).update(chosen.text if chosen else Content(""))

    def situation(self) -> Situation:
        """Return what the commands need to know."""
        return host_of(self).situation()

    def do_import_all(self) -> None:
        """Import what the list shows; where nothing changes there is nothing to do."""
        if all(change.state is State.UNCHANGED for change in self._preview.changes):
            host_of(self).tell(_("Nothing would change."))
        else:
            self.dismiss(True)
