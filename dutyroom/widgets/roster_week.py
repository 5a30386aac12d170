"""A week of the roster, a line for each shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.registers.roster.picture import Judged, RosterPicture
from dutyroom.standard.clocks import local
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.values import Slot
from dutyroom.widgets import roster_words as words
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.shown import shown

_WIDTHS = (12, 11, 7, 27)

_DAYS = 7

Part = tuple[RosterPicture, Judged]
"""A roster that reaches into the week, and what is shown of it."""


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A shift of the week.

    Attributes:
        slot: Its slot.
        leads: Whether it is the first of its day.
        part: Which of the rosters it stands in, from 0.
    """

    slot: Slot
    leads: bool
    part: int = 0

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.slot.id


class RosterWeek(LineList[SlotLine]):
    """The shifts of seven days with their hours."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(id="week")
        self._parts: tuple[Part, ...] = ()

    @property
    def slot(self) -> Slot | None:
        """The slot under the cursor; None: there is none."""
        return self.chosen.slot if self.chosen else None

    def show(self, parts: Sequence[Part], day: date) -> None:
        """Show the week of a day; the cursor stays on its shift, or goes to the day's first.

        Args:
            parts: The roster that is worked on, then those beside it, which have the days that
                it has not.
            day: A day of the week.
        """
        self._parts = tuple(parts)
        monday = monday_of(day)
        found = sorted(
            ((part, slot) for part in range(len(parts)) for slot in self._slots(part, monday)),
            key=lambda each: (each[1].day, each[1].role != "officer", each[1].start, each[1].id),
        )
        days = [None, *(slot.day for _part, slot in found)]
        lines = [
            SlotLine(slot, slot.day != before, part)
            for (part, slot), before in zip(found, days, strict=False)
        ]
        self.show_rows(lines, more=False, empty=Content(_("  No shift is planned here.")))

    def _slots(self, part: int, monday: date) -> list[Slot]:
        """Return the shifts that one of the rosters has in the week and none before it has."""
        before = [picture for picture, _judged in self._parts[:part]]
        return [
            slot
            for slot in self._parts[part][1].roster.slots
            if 0 <= (slot.day - monday).days < _DAYS
            and not any(picture.first <= slot.day <= picture.last for picture in before)
        ]

    def go_to(self, day: date) -> None:
        """Put the cursor on the first shift of a day."""
        place = next((at for at, row in enumerate(self.rows) if row.slot.day >= day), None)
        if place is not None:
            self.cursor = place

    def go_to_slot(self, slot: Slot) -> None:
        """Put the cursor on a slot."""
        place = next((at for at, row in enumerate(self.rows) if row.slot.id == slot.id), None)
        if place is not None:
            self.cursor = place

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("Date"), "", _("Shift"), _("Hours"), _("On duty"))
        cells = [cell(Content(t), w) for t, w in zip(titles, _WIDTHS, strict=False)]
        return Content.assemble(*cells, " ", titles[-1])

    def draw_row(self, row: SlotLine) -> Content:
        """Return one shift."""
        (picture, judged), slot = self._parts[row.part], row.slot
        host = host_of(self)
        today = local(host.now).date() == slot.day
        head = f"{'>' if today else ' '}{slot.day:%m-%d} {words.weekday(slot.day)}"
        known = words.mark(picture.days.get(slot.day)) if row.leads else Content("")
        running = slot.start <= host.now < slot.end
        return Content.assemble(
            cell(
                Content.styled(head, "bold $accent" if today else "") if row.leads else Content(""),
                _WIDTHS[0],
            ),
            cell(known, _WIDTHS[1]),
            cell(shown(picture.labels.get(slot.shift, slot.shift), limit=20), _WIDTHS[2]),
            cell(Content(words.hours(slot)), _WIDTHS[3]),
            words.sign(judged, slot, ascii_only=host.ascii),
            (">" if running else "", "bold $accent"),
            words.names_in(picture, judged, slot),
        )


def monday_of(day: date) -> date:
    """Return the day on which the week of a day begins."""
    return day - day.weekday() * ONE_DAY
