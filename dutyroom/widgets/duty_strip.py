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
from dutyroom.phrases import listed
from dutyroom.standard.at_post import AtPost
from dutyroom.widgets.fitted import spread
from dutyroom.widgets.level_meter import meter
from dutyroom.widgets.moments import clock, day
from dutyroom.widgets.shown import shown
from dutyroom.widgets.strip_lamps import lamps

GAP: Final = "  "

LEAST: Final = 78
"""Cells of the strip in 80 columns; in fewer the banner gives way to the unit's name."""

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
        left, when = _who(host.standing), _when(host.standing, host.now)
        bar = _bar(host.loudness)
        plain = Content.assemble(_banner(_("Unclassified")), when)
        metered = Content.assemble(bar, plain)
        full = Content.assemble(bar, _banner(_("Not for classified content")), when)
        self._metered = left.cell_length + metered.cell_length < width
        if left.cell_length + full.cell_length < width:
            right = full
        elif self._metered:
            right = metered
        else:
            fits = width >= LEAST or left.cell_length + plain.cell_length < width
            right = plain if fits else when
        return Content("\n").join([spread(left, right, width), self._bottom(width)])

    def _bottom(self, width: int) -> Content:
        """Return who is on duty and the lamps; the less room, the closer and the briefer."""
        host = host_of(self)
        standing, acting = host.standing, host.acting
        drawn = lamps(standing, host.now, ascii_only=host.ascii)
        spare = lamps(standing, host.now, ascii_only=host.ascii, brief=True)
        wide, tight, brief = Content(GAP).join(drawn), *map(Content(" ").join, (drawn, spare))
        tried = ((GAP, wide, True), (" ", tight, True), (" ", tight, False), (" ", brief, False))
        for gap, right, in_full in tried:
            left = on_duty(standing, acting, gap, in_full=in_full)
            if left.cell_length + right.cell_length < width:
                return spread(left, right, width)
        return spread(left, tight, width)


def _banner(words: str) -> Content:
    """Return that this machine is not for classified content (article 18); it never goes away."""
    return Content.assemble((words, "bold $warning"), GAP)


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


def on_duty(standing: Standing, acting: AtPost | None, gap: str, *, in_full: bool) -> Content:
    """Return who acts as officer, and the leader, or that nobody has said who it is.

    Args:
        standing: How the desk stands.
        acting: Who sits at the keyboard.
        gap: What stands between the two.
        in_full: There is room to say who has left the post in words.
    """
    shift = standing.shift
    if shift is None:
        text = _("Nobody signed on") if standing.known else _("Opening the registers")
        return Content.styled(text, "$warning" if standing.known else "$foreground 60%")
    officer = _acts(standing, acting, in_full)
    if not shift.leader:
        return officer
    leader = Content.assemble(_("Leader"), " ", shown(shift.leader, limit=12).stylize("bold"))
    return Content.assemble(officer, gap, leader)


def _acts(standing: Standing, acting: AtPost | None, in_full: bool) -> Content:
    """Return who acts, how many more are at the post, and who has left it."""
    if acting is None:
        return Content("")
    more = f" +{others}" if (others := len(standing.at_post) - 1) > 0 else ""
    label = Content.assemble(_("Officer"), " ")
    name = shown(acting.name, limit=12).stylize("bold")
    left = any(each.stands_in for each in standing.at_post)
    officer = shown(standing.shift.officer, limit=12).plain if standing.shift is not None else ""
    out = len(standing.stepped_out)
    few = Content.styled(_(" {count} away").format(count=out) if out else "", "$warning")
    if not in_full and acting.stands_in:
        return Content.assemble(name, _(" for {name}").format(name=officer), more, few)
    gone = [officer] if left else []
    gone += [shown(each.name, limit=12).plain for each in standing.stepped_out]
    if not (in_full and gone):
        return Content.assemble(label, name, more, few)
    stands_in = _("(stands in)") if acting.stands_in else ""
    away = Content.styled(_("{name} away").format(name=listed(gone)), "$warning")
    return Content.assemble(label, name, stands_in, more, " ", away)
