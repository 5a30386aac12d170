"""The duty strip: two lines on top of every screen, never covered."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from dutyroom.commands.host import host_of
from dutyroom.desk.loudness import Loudness
from dutyroom.desk.standing import Standing
from dutyroom.i18n import _
from dutyroom.widgets.fitted import spread
from dutyroom.widgets.level_meter import meter
from dutyroom.widgets.moments import clock, day
from dutyroom.widgets.shown import shown
from dutyroom.widgets.strip_lamps import lamps

GAP: Final = "  "

_MOST_UNIT: Final = 40
"""Characters of the unit's name that are shown."""


class DutyStrip(Widget):
    """Unit, date, clock, who is on duty, and the lamps of line, recorder, disk and alarms."""

    DEFAULT_CSS = """
    DutyStrip { height: 2; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self) -> None:
        """Begin without a meter."""
        super().__init__()
        self._metered = True

    def on_mount(self) -> None:
        """Follow the program's picture of the desk."""
        self.watch(self.app, "standing", self._again, init=False)
        self.watch(self.app, "now", self._again, init=False)
        self.watch(self.app, "loudness", self._louder, init=False)

    def _again(self) -> None:
        """Draw anew, where this strip is the one that is seen."""
        if self.screen.is_active:
            self.refresh()

    def _louder(self) -> None:
        """Draw the meter anew, where there is room for it."""
        if self._metered:
            self._again()

    def render(self) -> RenderResult:
        """Return both lines, fitted to the width."""
        host = host_of(self)
        width = max(self.content_size.width, 20)
        left, right = _who(host.standing), _when(host.standing, host.now)
        bar = _bar(host.loudness)
        self._metered = left.cell_length + bar.cell_length + right.cell_length < width
        top = spread(left, Content.assemble(bar, right) if self._metered else right, width)
        return Content("\n").join([top, self._bottom(width)])

    def _bottom(self, width: int) -> Content:
        """Return who is on duty and the lamps; closer together where there is little room."""
        host = host_of(self)
        drawn = lamps(host.standing, host.now, ascii_only=host.ascii)
        wide = _on_duty(host.standing, GAP), Content(GAP).join(drawn)
        if sum(part.cell_length for part in wide) < width:
            return spread(*wide, width)
        return spread(_on_duty(host.standing, " "), Content(" ").join(drawn), width)


def _bar(loudness: Loudness | None) -> Content:
    """Return the meter with its word; without a level, nothing."""
    if loudness is None:
        return Content("")
    return Content.assemble((_("Sound"), "$foreground 60%"), meter(loudness), GAP)


def _who(standing: Standing) -> Content:
    """Return the unit; before it what nobody must miss: that the line is not a real one."""
    unit = shown(standing.unit or _("Duty room"), limit=_MOST_UNIT).stylize("bold")
    state = standing.keeper_state
    if state is not None and state.simulated:
        unit = Content.assemble((_("SIMULATED LINE"), "bold reverse $warning"), GAP, unit)
    if standing.read_only:
        return Content.assemble((_("(only shows)"), "$warning"), GAP, unit)
    return unit


def _when(standing: Standing, now: datetime) -> Content:
    """Return date, weekday, the holiday's name and the clock."""
    name = (f" {standing.day}", "bold $accent") if standing.day else ""
    return Content.assemble(day(now), name, GAP, (clock(now), "bold"))


def _on_duty(standing: Standing, gap: str) -> Content:
    """Return officer and leader, or that nobody has said who it is."""
    shift = standing.shift
    if shift is None:
        text = _("Nobody signed on") if standing.ready else _("Opening the registers")
        return Content.styled(text, "$warning" if standing.ready else "$foreground 60%")
    officer = Content.assemble(_("Officer"), " ", shown(shift.officer, limit=12).stylize("bold"))
    if not shift.leader:
        return officer
    leader = Content.assemble(_("Leader"), " ", shown(shift.leader, limit=12).stylize("bold"))
    return Content.assemble(officer, gap, leader)
