"""A leader's consent, where a shift ends without its officer or its handover: who, how and when."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.standard.typed_times import typed_moment
from dutyroom.widgets.blocker_line import BlockerLine
from dutyroom.widgets.moments import local, minute
from dutyroom.widgets.pick import Pick
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown


class ConsentLine(BlockerLine):
    """A blocker that is set aside by what a leader said: nothing is taken for said by itself."""

    DEFAULT_CSS = """
    ConsentLine .consent { height: 1; }
    ConsentLine .consent Prose { width: auto; margin-left: 2; color: $foreground; }
    ConsentLine #consent-leader { width: 16; }
    ConsentLine #consent-at { width: 9; margin-left: 1; }
    ConsentLine Pick { margin-left: 2; }
    """

    def compose(self) -> ComposeResult:
        """Lay the leader, the way and the time below the words."""
        yield self.words()
        leader = shown(self.blocker.leader, limit=40).plain
        with Horizontal(classes="consent"):
            yield Input(leader, compact=True, max_length=40, id="consent-leader")
            yield Pick(_ways(), id="consent-way")
            yield Prose(_("at"))
            now = f"{local(host_of(self).clock.now()):%H:%M}"
            yield Input(now, compact=True, max_length=20, id="consent-at")

    @property
    def reason(self) -> str:
        """Who agreed, how and when; empty: something of it is missing, or is no time."""
        leader, way, at = self._fields
        moment = typed_moment(at.value, host_of(self).clock.now())
        if not leader.value.strip() or not way.value or moment is None:
            return ""
        ways = {code: word for word, code in _ways()}
        return _("{leader} agreed {way}, {time}").format(
            leader=leader.value.strip(), way=ways[way.value], time=minute(moment)
        )

    def focus_reason(self) -> None:
        """Go to what is missing first."""
        leader, way, at = self._fields
        missing = leader if not leader.value.strip() else way if not way.value else at
        missing.focus()
        self.scroll_visible(animate=False)

    @property
    def _fields(self) -> tuple[Input, Pick, Input]:
        """The three entries."""
        leader, at = (
            self.query_one(f"#{name}", Input) for name in ("consent-leader", "consent-at")
        )
        return leader, self.query_one(Pick), at


def _ways() -> tuple[tuple[str, str], ...]:
    """Return how a leader is spoken to."""
    return ((_("by phone"), "phone"), (_("in person"), "in_person"))
