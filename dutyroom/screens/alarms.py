"""The alarms that are open or shelved; acknowledged one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands.alarms import ALARMS
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.errors import DeskError
from dutyroom.i18n import _
from dutyroom.registers.alarms import facts
from dutyroom.registers.naming import named
from dutyroom.screens import doors
from dutyroom.screens.about import open_about, openable
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.base import DutyScreen
from dutyroom.store.facts import Fact
from dutyroom.widgets.alarm_list import AlarmList, explained, needs_somebody
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose

if TYPE_CHECKING:
    from dutyroom.registers.alarms.reading import AlarmRow

_HOURS = (1, 4, 12)
"""For how many hours an alarm can be shelved; never beyond a shift and a half."""


class AlarmsScreen(DutyScreen[None]):
    """All alarms, and what to do about the chosen one."""

    OFFERS: ClassVar = ALARMS
    BINDINGS: ClassVar = bindings(ALARMS)

    DEFAULT_CSS = """
    AlarmsScreen #about { height: auto; max-height: 7; padding: 0 1; background: $surface; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out list and explanation."""
        yield AlarmList(id="alarms")
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the alarms."""
        self.query_one(AlarmList).focus()
        self.watch(self.app, "standing", self._again)

    def _again(self) -> None:
        """Show the alarms as they stand now."""
        rows = host_of(self).standing.alarms
        empty = Content(_("  No alarm is open."))
        self.query_one(AlarmList).show_rows(rows, more=False, empty=empty)
        self._learn_names(rows)

    @work(exclusive=True, group="names")
    async def _learn_names(self, rows: Sequence[AlarmRow]) -> None:
        """Name what the alarms are about; where the registers do not answer they stay unnamed."""
        try:
            names = await host_of(self).desk.read(lambda session: named(session, rows))
        except DeskError:
            return
        listed = self.query_one(AlarmList)
        if names != listed.names:
            listed.names = names
            listed.refresh()
            self.explain()

    @property
    def _chosen(self) -> AlarmRow | None:
        """The alarm under the cursor."""
        return self.query_one(AlarmList).chosen

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Say what the chosen alarm means."""
        alarm = self._chosen
        self.query_one("#about", Prose).update(
            explained(alarm, self.query_one(AlarmList).names.get(alarm.id, "")) if alarm else ""
        )
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done to the chosen alarm."""
        alarm = self._chosen
        return replace(
            super().situation(),
            alarm=alarm is not None,
            acknowledged=alarm is not None and not needs_somebody(alarm),
            shelved=alarm is not None and alarm.state == "shelved",
            here=super().situation().here | ({"about"} if alarm and openable(alarm) else set()),
        )

    async def do_acknowledge(self) -> None:
        """Acknowledge the chosen alarm, and no other."""
        if (alarm := self._chosen) is not None:
            host = host_of(self)
            await host.recorded(
                facts.acknowledged(
                    alarm.id, host.clock.now(), host.desk.place(alarm.line), actor=host.officer
                )
            )

    @work(exclusive=True, group="open")
    async def do_open_about(self) -> None:
        """Open what the chosen alarm is about."""
        if (alarm := self._chosen) is not None:
            await open_about(self.app, alarm)

    async def do_unshelve(self) -> None:
        """Take the chosen alarm from the shelf."""
        if (alarm := self._chosen) is not None:
            host = host_of(self)
            await host.recorded(
                facts.unshelved(
                    alarm.id, host.clock.now(), host.desk.place(alarm.line), actor=host.officer
                )
            )

    @work(exclusive=True, group="shelve")
    async def do_shelve(self) -> None:
        """Ask for reason and time, then shelve the alarm that was chosen."""
        alarm = self._chosen
        if alarm is None:
            return
        answer = await self.app.push_screen_wait(doors.question(_question()))
        if answer is not None:
            await host_of(self).recorded(self._shelved(alarm, answer["hours"], answer["reason"]))

    def _shelved(self, alarm: AlarmRow, hours: str, reason: str) -> Fact:
        """Return the fact that an alarm is put off."""
        host = host_of(self)
        now = host.clock.now()
        return facts.shelved(
            alarm.id,
            now,
            host.desk.place(alarm.line),
            actor=host.officer,
            reason=reason,
            until=now + timedelta(hours=float(hours)),
        )


def _question() -> Question:
    """Return what is asked before an alarm is shelved."""
    choices = tuple((_("{hours} h").format(hours=hours), str(hours)) for hours in _HOURS)
    return Question(
        _("Shelve this alarm?"),
        Content(_("It stays listed with your reason, goes into the handover and comes back.")),
        _("Shelve"),
        (
            Blank("reason", _("Reason"), required=True),
            Blank("hours", _("For how long"), value="1", required=True, choices=choices),
        ),
    )
