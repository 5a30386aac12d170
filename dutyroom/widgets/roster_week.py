"""A week of the roster, a line for each shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.registers.roster.picture import Judged, RosterPicture
from dutyroom.standard.clocks import local
from dutyroom.standard.roster.values import Slot
from dutyroom.widgets import roster_words as words
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.shown import shown

_WIDTHS = (12, 11, 7, 27)


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A shift of the week.

    Attributes:
        slot: Its slot.
        leads: Whether it is the first of its day.
    """

    slot: Slot
    leads: bool

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.slot.id


class RosterWeek(LineList[SlotLine]):
    """The shifts of seven days with their hours."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(id="week")
        self._picture: RosterPicture | None = None
        self._judged: Judged | None = None

    @property
    def slot(self) -> Slot | None:
        """The slot under the cursor; None: there is none."""
        return self.chosen.slot if self.chosen else None

    def show(self, picture: RosterPicture, judged: Judged, day: date) -> None:
        """Show the week of a day; the cursor stays on its shift, or goes to the day's first."""
        self._picture, self._judged = picture, judged
        monday = day - timedelta(days=day.weekday())
        slots = sorted(
            (slot for slot in judged.roster.slots if 0 <= (slot.day - monday).days < 7),
            key=lambda slot: (slot.day, slot.role != "officer", slot.start, slot.id),
        )
        days = [None, *(slot.day for slot in slots)]
        lines = [
            SlotLine(slot, slot.day != before) for slot, before in zip(slots, days, strict=False)
        ]
        self.show_rows(lines, more=False, empty=Content(_("  No shift is planned here.")))

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
        picture, judged, slot = self._picture, self._judged, row.slot
        if picture is None or judged is None:
            return Content("")
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
