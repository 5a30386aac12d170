"""What an import would change, as a list: a sign, words and a colour for each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.documents.import_report import line
from dutyroom.i18n import _
from dutyroom.registers.sheets.outcome import State
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.sheets.outcome import Preview

_STYLES = {State.ADDED: "$success", State.CHANGED: "$warning", State.UNCHANGED: "$foreground 60%"}
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of a preview.

    Attributes:
        id: Its place.
        text: What is shown.
    """

    id: str
    text: Content


class PreviewList(LineList[PreviewLine]):
    """Rows that are left out, merged cells, then each entry: added, changed or unchanged."""

    def show(self, preview: Preview) -> None:
        """Show a preview from its top."""
        texts = [
            Content.styled(f"x {shown(error.sentence(), limit=_LONGEST).plain}", "$error")
            for error in preview.errors
        ]
        texts += [
            Content.styled(f"! {shown(one.sentence(), limit=_LONGEST).plain}", "$warning")
            for one in preview.untaken
        ]
        for state, style in _STYLES.items():
            texts += [
                Content.styled(shown(line(change), limit=_LONGEST).plain, style)
                for change in preview.changes
                if change.state is state
            ]
        rows = [PreviewLine(str(place), text) for place, text in enumerate(texts)]
        self.show_rows(rows, more=False, empty=Content(_("  The file names nobody.")))

    def draw_header(self) -> Content:
        """Return what the signs mean."""
        return Content(_("x left out   ! look at it   + added   ~ changed   = unchanged"))

    def draw_row(self, row: PreviewLine) -> Content:
        """Return a line."""
        return row.text
