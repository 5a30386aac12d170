"""The duty numbers that a unit had, as a list."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.unit.reading import NumberRow
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

_WIDTHS = (20, 17, 17, 22)


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number.

    Attributes:
        id: Id of the fact that noted it.
        row: The number.
    """

    id: str
    row: NumberRow


class NumberList(LineList[NumberLine]):
    """The newest number first; what was withdrawn stands in between."""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("Duty number"), _("From"), _("Until"), _("Reason"))
        return in_columns([Content(title) for title in titles], _WIDTHS)

    def draw_row(self, row: NumberLine) -> Content:
        """Return one number."""
        held = row.row
        number = shown(held.number or _("none"), limit=40)
        until = minute(held.until) if held.until is not None else _("still")
        if held.withdrawn_at is not None:
            line = in_columns(
                [number, Content(minute(held.since)), Content(_("withdrawn")), Content("")], _WIDTHS
            )
            return Content.styled(line.plain, "$foreground 60%")
        reason = shown(held.reason, limit=60)
        return in_columns([number, Content(minute(held.since)), Content(until), reason], _WIDTHS)
