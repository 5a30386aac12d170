"""Alarms as a list: unacknowledged ones blink, acknowledged ones are steady."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.desk.standing import UNACKNOWLEDGED
from dutyroom.i18n import _
from dutyroom.phrases import lead
from dutyroom.registers.alarms.codes import meaning
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import in_log, local, minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.alarms.reading import AlarmRow


def needs_somebody(alarm: AlarmRow) -> bool:
    """Whether nobody has acknowledged an alarm, be it over or not."""
    return alarm.state in UNACKNOWLEDGED


class AlarmList(LineList["AlarmRow"]):
    """One alarm a line, the most pressing first.

    Attributes:
        names: What alarms are about, by the id of the alarm; foreign text.
    """

    names: Mapping[str, str] = {}

    def on_mount(self) -> None:
        """Blink with the clock."""
        self.watch(self.app, "now", self._blink, init=False)

    def _blink(self) -> None:
        """Draw anew where something blinks."""
        if any(needs_somebody(alarm) for alarm in self.rows):
            self.refresh()

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = ((_("State"), 16), (_("Since"), 11), (_("Line"), 6), (_("Alarm"), 20))
        return Content(" ").join([cell(Content(title), width) for title, width in titles])

    def draw_row(self, row: AlarmRow) -> Content:
        """Return one alarm."""
        host = host_of(self)
        state = cell(self._state(row), 16)
        since = in_log(row.raised_at, host.now)
        says = Content(_(meaning(row.code).says))
        line = cell(shown(row.line, limit=6), 6)
        name = self.names.get(row.id, "")
        more = row.detail if row.detail not in name else ""
        detail = Content.assemble("  ", shown(more, limit=80)) if more else Content("")
        about = Content.assemble(shown(name, limit=30).stylize("bold"), "  ") if name else ""
        return Content.assemble(state, " ", since, " ", line, " ", about, says, detail)

    def _state(self, row: AlarmRow) -> Content:
        """Return how an alarm stands: symbol, word and colour."""
        host = host_of(self)
        lit = local(host.now).microsecond < 500_000
        match row.state:
            case "unacknowledged":
                lamp = Lamp.BAD.draw(_("New"), ascii_only=host.ascii)
                return lamp if lit else Content.styled(lamp.plain, "bold $error")
            case "cleared":
                lamp = Lamp.WARN.draw(_("Over, not seen"), ascii_only=host.ascii)
                return lamp if lit else Content.styled(lamp.plain, "$warning")
            case "shelved":
                return Lamp.IDLE.draw(_("Shelved"), ascii_only=host.ascii)
            case _:
                return Lamp.WARN.draw(_("Acknowledged"), ascii_only=host.ascii)


def explained(row: AlarmRow, name: str = "") -> Content:
    """Return everything about one alarm, for the pane below the list.

    Args:
        row: The alarm.
        name: What it is about; foreign text.
    """
    told = meaning(row.code)
    over = row.state == "cleared"
    advice = _("It is over: acknowledging it is enough.") if over else _(told.advice)
    about = Content.assemble("  ", shown(name, limit=120)) if name else ""
    lines = [
        Content.assemble(Content.styled(_(told.says), "bold"), about),
        Content.assemble(lead(_("What to do:")), advice),
    ]
    if row.detail and row.detail not in name:
        lines.append(shown(row.detail, limit=300))
    if row.acknowledged_at is not None:
        words = _("Acknowledged {time} by {name}")
        name = shown(row.acknowledged_by, limit=40).plain
        lines.append(Content(words.format(time=minute(row.acknowledged_at), name=name)))
    if row.state == "shelved" and row.shelved_until is not None:
        words = _("Shelved until {time} by {name}: {reason}")
        lines.append(
            Content(
                words.format(
                    time=minute(row.shelved_until),
                    name=shown(row.shelved_by, limit=40).plain,
                    reason=shown(row.shelved_reason, limit=100).plain,
                )
            )
        )
    return Content("\n").join(lines)
