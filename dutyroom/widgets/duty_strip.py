"""The duty strip: two lines on top of every screen, never covered."""

from __future__ import annotations

from datetime import datetime

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from dutyroom.channel.messages import LineState
from dutyroom.commands.host import host_of
from dutyroom.desk.standing import Presence, Standing
from dutyroom.i18n import _
from dutyroom.widgets.fitted import spread
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.moments import clock, day, local, span
from dutyroom.widgets.shown import shown

_GAP = "  "
_LITTLE_DISK = 48.0
"""Hours of recording left below which the disk is warned of: two shifts."""


class DutyStrip(Widget):
    """Unit, date, clock, who is on duty, and the lamps of line, recorder, disk and alarms."""

    DEFAULT_CSS = """
    DutyStrip { height: 2; background: $panel; color: $foreground; padding: 0 1; }
    """

    def on_mount(self) -> None:
        """Follow the program's picture of the desk."""
        self.watch(self.app, "standing", self._again, init=False)
        self.watch(self.app, "now", self._again, init=False)

    def _again(self) -> None:
        """Draw anew, where this strip is the one that is seen."""
        if self.screen.is_active:
            self.refresh()

    def render(self) -> RenderResult:
        """Return both lines, fitted to the width."""
        host = host_of(self)
        width = max(self.content_size.width, 20)
        top = spread(_who(host.standing), _when(host.now), width)
        bottom = spread(
            _on_duty(host.standing),
            _lamps(host.standing, host.now, ascii_only=host.ascii),
            width,
        )
        return Content("\n").join([top, bottom])


def _who(standing: Standing) -> Content:
    """Return the unit, and whether this console only shows."""
    unit = shown(standing.unit or _("Duty room"), limit=40).stylize("bold")
    if standing.read_only:
        return Content.assemble(unit, _GAP, (_("(only shows)"), "$warning"))
    return unit


def _when(now: datetime) -> Content:
    """Return date, weekday and clock."""
    return Content.assemble(day(now), _GAP, (clock(now), "bold"))


def _on_duty(standing: Standing) -> Content:
    """Return officer and leader, or that nobody has said who it is."""
    shift = standing.shift
    if shift is None:
        text = _("Nobody signed on") if standing.ready else _("Opening the registers")
        return Content.styled(text, "$warning" if standing.ready else "$foreground 60%")
    officer = Content.assemble(_("Officer"), " ", shown(shift.officer, limit=12).stylize("bold"))
    leader = Content.assemble(_("Leader"), " ", shown(shift.leader, limit=12).stylize("bold"))
    return Content.assemble(officer, _GAP, leader)


def _lamps(standing: Standing, now: datetime, *, ascii_only: bool) -> Content:
    """Return line, recorder, disk and alarms."""
    if standing.keeper is Presence.GONE:
        lamps = [Lamp.BAD.draw(_("Keeper gone: calls not logged"), ascii_only=ascii_only)]
    elif standing.keeper is Presence.OTHER:
        lamps = [Lamp.BAD.draw(_("Line keeper of another version"), ascii_only=ascii_only)]
    elif standing.keeper is Presence.STARTING:
        lamps = [Lamp.IDLE.draw(_("Line keeper starting"), ascii_only=ascii_only)]
    else:
        lamps = [
            _line_lamp(standing, ascii_only=ascii_only),
            _recorder_lamp(standing, now, ascii_only=ascii_only),
            *_disk(standing, ascii_only=ascii_only),
        ]
    return Content(_GAP).join([*lamps, _alarm_lamp(standing, now, ascii_only=ascii_only)])


def _line_lamp(standing: Standing, *, ascii_only: bool) -> Content:
    """Return the lamp of the boxes; the worst line is the one that is told."""
    lines = standing.lines.values()
    if any("lost" in {state.box, state.sound} for state in lines):
        lost = next(state for state in lines if "lost" in {state.box, state.sound})
        words = Content.assemble(_("Line lost"), " ", shown(lost.line, limit=6))
        return Lamp.BAD.draw(words, ascii_only=ascii_only)
    if not lines:
        return Lamp.WARN.draw(_("No line"), ascii_only=ascii_only)
    if any(state.box == "opening" for state in lines):
        return Lamp.IDLE.draw(_("Line opening"), ascii_only=ascii_only)
    return Lamp.GOOD.draw(_("Line ok"), ascii_only=ascii_only)


def _recorder_lamp(standing: Standing, now: datetime, *, ascii_only: bool) -> Content:
    """Return the lamp of the recorder, with its seconds."""
    states = {state.recorder for state in standing.lines.values()}
    if "failed" in states:
        return Lamp.BAD.draw(_("Recorder failed"), ascii_only=ascii_only)
    if (state := standing.recording) is not None:
        words = _("REC {time}").format(time=_since(state, now))
        return Lamp.BUSY.draw(words, ascii_only=ascii_only)
    if states <= {"none"}:
        return Lamp.WARN.draw(_("No recorder"), ascii_only=ascii_only)
    return Lamp.GOOD.draw(_("Rec ready"), ascii_only=ascii_only)


def _since(state: LineState, now: datetime) -> str:
    """Return how long a line has been recorded; empty if the keeper sent no time."""
    try:
        begun = datetime.fromisoformat(state.recording_since)
        return span((now - begun).total_seconds())
    except (ValueError, TypeError):
        return ""


def _disk(standing: Standing, *, ascii_only: bool) -> list[Content]:
    """Return the hours of recording left on the disk, where they are known."""
    hours = [s.disk_hours for s in standing.lines.values() if s.disk_hours > 0]
    if not hours:
        return []
    words = _("Disk {hours} h").format(hours=min(int(min(hours)), 9999))
    lamp = Lamp.WARN if min(hours) < _LITTLE_DISK else Lamp.GOOD
    return [lamp.draw(words, ascii_only=ascii_only)]


def _alarm_lamp(standing: Standing, now: datetime, *, ascii_only: bool) -> Content:
    """Return the count of unacknowledged alarms; it blinks once a second."""
    waiting = standing.unacknowledged
    if not waiting:
        return Lamp.GOOD.draw(_("Alarms 0"), ascii_only=ascii_only)
    lamp = Lamp.BAD.draw(_("Alarms {count}").format(count=waiting), ascii_only=ascii_only)
    lit = local(now).microsecond < 500_000
    return lamp if lit else Content.styled(lamp.plain, "bold $error")
