"""The call card: who is calling, shown without taking the keyboard from anybody."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from dutyroom.commands.everywhere import TakeCall
from dutyroom.commands.host import host_of
from dutyroom.desk.standing import Standing
from dutyroom.documents.call_words import unnumbered, word
from dutyroom.i18n import _
from dutyroom.phrases import lead
from dutyroom.widgets.fitted import cut, spread
from dutyroom.widgets.heard_call import heard_card, on_line
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.moments import in_log, span
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.calls.reading import CallRow

_MOST = 3
"""Calls shown at once; more are counted."""


class CallCard(Widget):
    """The calls on the line: number, who it is, what they called about last."""

    DEFAULT_CSS = """
    CallCard { height: auto; display: none; padding: 0 1;
               background: $accent-muted; color: $foreground; }
    CallCard.-calls { display: block; }
    """

    def __init__(self) -> None:
        """Stand without a line."""
        super().__init__()
        self._lines = 0

    def on_mount(self) -> None:
        """Follow the program's picture of the desk."""
        self.watch(self.app, "standing", self._again)
        self.watch(self.app, "now", self._tick, init=False)

    def _again(self) -> None:
        """Appear with the first call, and go with the last."""
        standing = host_of(self).standing
        count = len(standing.calls) + len(standing.heard)
        before, self._lines = self._lines, _lines(count)
        self.set_class(bool(count), "-calls")
        self.refresh(layout=self._lines != before)  # laying all out anew costs more than painting

    def _tick(self) -> None:
        """Count the seconds."""
        if self.has_class("-calls") and self.screen.is_active:
            self.refresh()

    async def on_click(self, event: events.Click) -> None:
        """Take the call under the pointer; one that goes out is nobody's to take."""
        host = host_of(self)
        heard = min(len(host.standing.heard), _MOST)
        calls = host.standing.calls[: _MOST - heard]
        at = event.y // 2 - heard
        pointed = calls[at] if 0 <= at < len(calls) else None
        if pointed is None or pointed.direction != "out":
            host.pointed_at = pointed.id if pointed else ""
            await host.action_command(TakeCall.name)

    def render(self) -> RenderResult:
        """Return two lines for each call; first those that the registers cannot show."""
        host = host_of(self)
        width = max(self.content_size.width, 20)
        standing, lines = host.standing, list[Content]()
        for heard in standing.heard[:_MOST]:
            line = standing.among_lines(standing.line_of(heard))
            lines += heard_card(heard, line, host.now, width, ascii_only=host.ascii)
        for call in standing.calls[: max(_MOST - len(standing.heard), 0)]:
            lines += _card(call, standing, host.now, width, ascii_only=host.ascii)
        if (more := len(standing.calls) + len(standing.heard) - _MOST) > 0:
            lines.append(Content(_("and {count} more").format(count=more)))
        return Content("\n").join(lines)


def _lines(count: int) -> int:
    """Return how many lines so many calls take."""
    return 2 * min(count, _MOST) + (count > _MOST)


def _card(
    call: CallRow, standing: Standing, now: datetime, width: int, *, ascii_only: bool
) -> list[Content]:
    """Return the lines of one call."""
    taken = call.id in standing.taken
    lasted = (now - call.started_at).total_seconds()
    if call.outcome == "talking":
        lasted -= call.ring_seconds or 0.0  # a talk is counted from the answer
    seconds = span(lasted)
    state = Lamp.GOOD if taken else Lamp.BUSY
    out = call.direction == "out"
    stands = word("direction", "out") if out else word("outcome", call.outcome)
    head = state.draw(f"{stands} {seconds}", ascii_only=ascii_only)
    line = on_line(standing.among_lines(call.line))
    who = Content.assemble(head, "  ", line, caller(call).stylize("bold"))
    if origin := standing.origins.get(call.id):
        who = Content.assemble(who, "  ", shown(origin, limit=16))
    key = TakeCall.key_names()
    hint = _("taken") if taken else _("{key} take").format(key="/".join(key))
    if out:
        hint = ""  # nobody receives a call that goes out
    return [
        spread(who, Content.styled(hint, "bold"), width),
        cut(_history(call, standing.history.get(call.id, ()), now), width),
    ]


def caller(call: CallRow) -> Content:
    """Return number and name of a caller, or why there is none."""
    number = shown(call.number, limit=32) if call.number else Content(unnumbered(call))
    name = shown(call.contact or call.name, limit=40)
    return Content.assemble(number, "  ", name) if name.plain else number


def _history(call: CallRow, rows: tuple[CallRow, ...], now: datetime) -> Content:
    """Return the last calls from the same number in one line; nothing where it is not known."""
    if not call.number:
        return Content("")
    if not rows:
        return Content.styled(_("  No earlier call from this number"), "$foreground 60%")
    parts = [
        Content.assemble(
            in_log(row.started_at, now),
            " ",
            word("outcome", row.outcome),
            " ",
            shown(row.summary, limit=24),
        )
        for row in rows[:2]
    ]
    return Content.assemble("  ", lead(_("Before:")), Content(" | ").join(parts))
