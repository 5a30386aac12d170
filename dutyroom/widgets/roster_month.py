"""A month of the roster, a line for each day and a column for each kind of shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual

from dutyroom.commands.host import host_of
from dutyroom.registers.roster.picture import Judged, RosterPicture
from dutyroom.standard.clocks import local
from dutyroom.standard.roster.values import Slot
from dutyroom.widgets import roster_words as words
from dutyroom.widgets.fitted import cell, cut
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.shown import shown

_DAY, _MARK = 12, 11
"""Cells of the two columns that say which day it is."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day and its slots.

    Attributes:
        day: The day.
        slots: The slot of each column; None where there is none.
        goes_on: Columns whose slot began on an earlier day.
    """

    day: date
    slots: tuple[Slot | None, ...]
    goes_on: frozenset[int]

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.day.isoformat()


class RosterMonth(LineList[DayRow]):
    """Days and shifts, with a cursor on one cell."""

    DEFAULT_CSS = """
    RosterMonth > .roster--row { background: $surface; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"roster--row"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "across(-1)", show=False),
        Binding("right", "across(1)", show=False),
    ]

    column: reactive[int] = reactive(0)
    """The chosen column, from 0."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(id="month")
        self._picture: RosterPicture | None = None
        self._judged: Judged | None = None
        self._shifts: tuple[str, ...] = ()
        self._widths: tuple[int, ...] = ()

    @property
    def slot(self) -> Slot | None:
        """The slot under the cursor; None: there is none."""
        row = self.chosen
        return row.slots[self.column] if row and self.column < len(row.slots) else None

    def show(self, picture: RosterPicture, judged: Judged) -> None:
        """Show a roster; the cursor stays on its day."""
        self._picture, self._judged = picture, judged
        self._shifts = shifts(judged.roster.slots)
        rows = day_rows(picture.first, picture.last, judged.roster.slots, self._shifts)
        self.set_reactive(RosterMonth.column, min(self.column, max(len(self._shifts) - 1, 0)))
        self.show_rows(rows, more=False, empty=Content(""))

    def go_to(self, day: date) -> None:
        """Put the cursor on a day."""
        place = next((at for at, row in enumerate(self.rows) if row.day == day), None)
        if place is not None:
            self.cursor = place

    def go_to_slot(self, slot: Slot) -> None:
        """Put the cursor on a slot."""
        self.go_to(slot.day)
        if slot.shift in self._shifts:
            self.column = self._shifts.index(slot.shift)

    def action_across(self, by: int) -> None:
        """Move the cursor by some columns."""
        self.column += by

    def validate_column(self, column: int) -> int:
        """Keep the cursor among the columns."""
        return max(0, min(column, len(self._shifts) - 1))

    def watch_column(self) -> None:
        """Say which slot is under the cursor."""
        self.refresh()
        self.post_message(self.Chosen(self.chosen))

    def on_click(self, event: events.Click) -> None:
        """Choose the column under the pointer; the list chooses the row."""
        left = _DAY + _MARK
        for at, width in enumerate(self._widths):
            if left <= event.x < left + width:
                self.column = at
            left += width

    def fit(self, width: int) -> None:
        """Share the width among the shifts."""
        room = max(width - _DAY - _MARK, 0)
        count = max(len(self._shifts), 1)
        self._widths = tuple(max(room // count, 1) for _each in range(count))

    def draw_header(self) -> Content:
        """Return the names of the shifts."""
        labels = self._picture.labels if self._picture else {}
        titles = [shown(f" {labels.get(name, name)}", limit=20) for name in self._shifts]
        cells = [cell(title, width) for title, width in zip(titles, self._widths, strict=False)]
        return Content.assemble(" " * (_DAY + _MARK), *cells)

    def draw_row(self, row: DayRow) -> Content:
        """Return one day."""
        picture, judged = self._picture, self._judged
        if picture is None or judged is None:
            return Content("")
        today = local(host_of(self).now).date() == row.day
        style = "bold $accent" if today else "$foreground 70%" if row.day.weekday() >= 5 else ""
        head = f"{'>' if today else ' '}{row.day:%m-%d} {words.weekday(row.day)}"
        cells = [
            self._cell(picture, judged, row, at).stylize(
                "reverse" if row is self.chosen and at == self.column else ""
            )
            for at in range(len(row.slots))
        ]
        known = words.mark(picture.days.get(row.day))
        return Content.assemble(cell(Content.styled(head, style), _DAY), cell(known, _MARK), *cells)

    def _cell(self, picture: RosterPicture, judged: Judged, row: DayRow, at: int) -> Content:
        """Return a shift of a day."""
        slot = row.slots[at]
        if slot is None:
            return Content(" " * self._widths[at])
        host = host_of(self)
        running = slot.start <= host.now < slot.end and at not in row.goes_on
        names = words.names_in(picture, judged, slot)
        if at in row.goes_on:
            names = Content.styled(names.plain.rstrip(words.CHANGED), "$foreground 50%")
            fault = Content(" ")
        else:
            fault = words.sign(judged, slot, ascii_only=host.ascii)
        lead = Content.styled(">", "bold $accent") if running else Content("")
        return cell(Content.assemble(fault, lead, names), self._widths[at])

    def _drawn(self, text: Content, component: str | None, width: int) -> Strip:
        """Return a text as a strip; the row with the cursor keeps the colours of its cells."""
        if component != "line-list--cursor":
            return super()._drawn(text, component, width)
        style = self.get_visual_style("roster--row")
        return Visual.to_strips(self, cut(text, width), width, 1, style)[0]


def shifts(slots: Sequence[Slot]) -> tuple[str, ...]:
    """Return the kinds of shift of some slots: officers' first, in the order of the day."""
    kinds: dict[str, Slot] = {}
    for slot in slots:
        kinds.setdefault(slot.shift, slot)
    order = sorted(kinds.values(), key=lambda slot: (slot.role != "officer", slot.start.time()))
    return tuple(slot.shift for slot in order)


def day_rows(first: date, last: date, slots: Sequence[Slot], kinds: Sequence[str]) -> list[DayRow]:
    """Return the rows of a period.

    Args:
        first: First day.
        last: Last day, included.
        slots: Of the roster.
        kinds: The columns.
    """
    by_day = {(slot.day, slot.shift): slot for slot in slots}
    long = [slot for slot in slots if (slot.end - slot.start).days >= 2]
    rows = []
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        found = [by_day.get((day, kind)) for kind in kinds]
        goes_on = set()
        for at, kind in enumerate(kinds):
            if found[at] is None:
                running = (s for s in long if s.shift == kind and s.day < day < s.end.date())
                found[at] = next(running, None)
                goes_on.add(at)
        rows.append(DayRow(day, tuple(found), frozenset(goes_on)))
    return rows
