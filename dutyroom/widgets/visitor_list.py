"""The visitors as a list, with their filters, and everything about one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Final

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.commands.visitors import FILTERING
from dutyroom.i18n import _
from dutyroom.registers.visitors.kinds import VisitFilter, VisitState, field_label, stored
from dutyroom.registers.visitors.reading import Change, VisitorRow
from dutyroom.widgets.declined import MarkedList
from dutyroom.widgets.filters import Filters
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.moments import clock, in_log, local, minute
from dutyroom.widgets.shown import shown

_NARROW: Final = (10, 11, 11, 10, 16)
_WIDE: Final = (12, 11, 11, 14, 26, 16)
_ROOM: Final = 110
"""Cells from which on whom they see has a column of its own."""

_LAMPS: Final[Mapping[VisitState, Lamp]] = {
    VisitState.INSIDE: Lamp.BUSY,
    VisitState.LEFT: Lamp.GOOD,
    VisitState.REFUSED: Lamp.WARN,
    VisitState.VOID: Lamp.IDLE,
}


class VisitorFilters(Filters):
    """Three filters; how many are still in stands out."""

    FILTERS: ClassVar = (VisitFilter.TODAY, VisitFilter.INSIDE, VisitFilter.ALL)
    COMMANDS: ClassVar = FILTERING
    COUNTED: ClassVar = {VisitFilter.INSIDE: "$warning"}


class VisitorList(MarkedList[VisitorRow]):
    """One visit a line, the newest first."""

    _widths: tuple[int, ...] = _NARROW

    def fit(self, width: int) -> None:
        """Give the columns their cells: in a wide terminal there is one more."""
        self._widths = _WIDE if width >= _ROOM else _NARROW

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (
            _("State"), _("Came"), _("Went"), _("Visitor"), _("From unit"),
            _("Whom they see"),
        )  # fmt: skip
        return self._line([Content(each) for each in titles], Content(_("Business")))

    def draw_row(self, row: VisitorRow) -> Content:
        """Return one visit."""
        host = host_of(self)
        state = row.state.label if row.state is not None else "?"
        lamp = _LAMPS[row.state] if row.state is not None else Lamp.IDLE
        parts = [
            lamp.draw(state, ascii_only=host.ascii),
            Content(in_log(row.came_at, host.now)),
            Content(_went(row, host.now)),
            shown(row.name, limit=20),
            shown(row.from_unit, limit=30),
            shown(row.host, limit=20),
        ]
        business = shown(row.business or row.refused_why, limit=60)
        return self._line(parts, Content.assemble(self.mark(row), business))

    def pending(self, row: VisitorRow) -> bool:
        """Tell whether somebody is still in."""
        return row.inside

    def _line(self, parts: Sequence[Content], last: Content) -> Content:
        """Return a line of as many columns as there is room for."""
        return in_columns(parts[: len(self._widths)], self._widths, last)


def _went(row: VisitorRow, now: datetime) -> str:
    """Return when somebody went: the time alone on the day on which they came."""
    if row.left_at is None:
        return ""
    if local(row.left_at).date() == local(row.came_at).date():
        return clock(row.left_at)[:5]
    return in_log(row.left_at, now)


def visit_explained(row: VisitorRow, changes: Sequence[Change]) -> Content:
    """Return everything about a visit, for the pane below the list."""
    head = Content.assemble(
        shown(row.name, limit=40).stylize("bold"), "  ", shown(row.from_unit, limit=60)
    )
    said = ((_("Business"), row.business), (_("Whom they see"), row.host))
    lines = [head, Content("  ").join([_told(label, text) for label, text in said if text])]
    came = _("Let in") if row.state is not VisitState.REFUSED else _("Not let in")
    steps = [_told(came, f"{minute(row.came_at)} {row.came_by} {row.refused_why}")]
    if row.left_at is not None:
        steps.append(_told(_("Went"), f"{minute(row.left_at)} {row.left_by}"))
    lines.append(Content("  ").join(steps))
    lines += [_changed(each) for each in changes]
    return Content("\n").join([line for line in lines if line.plain])


def _changed(change: Change) -> Content:
    """Return a correction in a line."""
    label = field_label(change.field)
    old, new = (stored(change.field, text) for text in (change.old, change.new))
    words = f"{label}: {old} > {new} ({change.why}) {minute(change.at)} {change.by}"
    return _told(_("Corrected"), words)


def _told(label: str, words: str) -> Content:
    """Return a label and foreign words."""
    return Content.assemble((label, "$foreground 60%"), " ", shown(words.strip(), limit=300))
