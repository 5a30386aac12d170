"""What the commands that work everywhere do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.screen import Screen

from dutyroom.channel.messages import Answer
from dutyroom.clock import Clock
from dutyroom.commands.everywhere import EVERYWHERE
from dutyroom.commands.signing import FIRST_SHIFT, SIGN_ON
from dutyroom.desk.desk import Desk, DeskError
from dutyroom.desk.standing import Standing
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.base import Framed
from dutyroom.screens.going import Going
from dutyroom.screens.who_acts import WhoActs
from dutyroom.store.facts import Fact
from dutyroom.widgets.themes import DARK, LIGHT

if TYPE_CHECKING:
    from dutyroom.registers.calls.reading import CallRow


class EverywhereActs(WhoActs, Going):
    """The acts of the app; each stands behind a command of the same name."""

    desk: Desk
    clock: Clock
    pointed_at: str = ""
    """Id of the call whose card was clicked; empty: none was."""
    _asked: Screen[Any] | None = None
    """The question who takes a call; a second one would stand above it."""

    def look_again(self) -> None:
        """Read the registers again now."""
        raise NotImplementedError

    async def ask_keeper(self, command: str, line: str = "", **values: str) -> Answer:
        """Have the keeper do something."""
        raise NotImplementedError

    def do_help(self) -> None:
        """Explain the screen on top."""
        screen: object = self.screen
        if isinstance(screen, Framed) and not self.explains():
            self.push_screen(doors.explanation(screen.OFFERS, screen.situation()))

    def do_palette(self) -> None:
        """Offer the commands of the screen on top."""
        screen: object = self.screen
        if not isinstance(screen, Framed) or self.explains():
            return

        async def chosen(name: str | None) -> None:
            if name:
                await screen.carry_out(name)

        palette = doors.palette((*screen.OFFERS, *EVERYWHERE), screen.situation())
        self.push_screen(palette, chosen)

    async def do_take_call(self) -> None:
        """Record the first receiver, unless a lifted handset did, then open the form."""
        call = self._meant()
        if call.id in self.standing.taken:
            self._open_form(call.id)
        elif len(self.at_post) > 1:
            self._ask_receiver(call)
        else:
            await self._receive(call, self.officer)

    def _ask_receiver(self, call: CallRow) -> None:
        """Ask which of those at the post takes a call; whoever does acts from then on."""
        from dutyroom.screens import who_received as asking  # noqa: PLC0415 - after the first frame

        present = self.at_post

        async def said(answer: Mapping[str, str] | None) -> None:
            if answer is not None:
                self.now_acts(answer[asking.RECEIVER])
                await self._receive(call, asking.named(present, answer[asking.RECEIVER]))

        if self._asked not in self.screen_stack and not self.explains():
            self._asked = doors.question(asking.who_received(present, self.acting))
            self.push_screen(self._asked, said)

    async def _receive(self, call: CallRow, receiver: str) -> None:
        """Record the first receiver of a call, unless there is one, then open the form."""
        from dutyroom.registers.calls import facts  # noqa: PLC0415 - after the first frame

        place = self.desk.place(call.line)
        fact = facts.taken(call.id, self.clock.now(), place, actor=receiver)
        if call.id in self.standing.taken or await self.recorded(fact):
            self._open_form(call.id)

    def _meant(self) -> CallRow:
        """Return the call under the pointer; else the first whose form is not on top already."""
        standing: Standing = self.standing
        calls, pointed, self.pointed_at = standing.takeable, self.pointed_at, ""
        top = getattr(self.screen, "subject", None)
        others = (call for call in calls if call.id != top or call.id not in standing.taken)
        at = (call for call in calls if call.id == pointed)
        return next(at, None) or next(others, calls[0])

    def _open_form(self, call: str) -> None:
        """Open the form of a call, unless it is on top already."""
        if getattr(self.screen, "subject", None) != call:
            self.push_screen(doors.write_up(call))

    async def do_alarms(self) -> None:
        """Show the alarms."""
        await self.enter(doors.alarms)

    async def do_silence(self) -> None:
        """Stop the sound of every alarm that sounds; none is acknowledged by that."""
        from dutyroom.registers.alarms import facts  # noqa: PLC0415 - after the first frame

        now = self.clock.now()
        silenced = [
            facts.silenced(alarm.id, now, self.desk.place(alarm.line), actor=self.officer)
            for alarm in self.standing.alarms
            if alarm.sounds
        ]
        await self.recorded(*silenced)
        await self.ask_keeper("silence")  # it need not wait until it looks at the register

    def do_replay(self) -> None:
        """Open the running recording a minute before its end."""
        if (state := self.standing.recording) is not None:
            self.push_screen(doors.recording(state.call, last_minute=True))

    async def do_mark(self) -> None:
        """Mark this moment; the keeper knows the frame."""
        if (state := self.standing.recording) is not None:
            answer = await self.ask_keeper("mark", state.line, actor=self.officer)
            if answer.done:
                self.tell(_("Marked."))
            else:
                self.tell(_("The mark was not set: the line keeper does not answer."), wrong=True)

    async def do_shift(self) -> None:
        """Ask who sits here, once: a second question would leave the first without an ear."""
        if _asks_who(self.screen):
            decides = isinstance(self.screen, Framed) and self.screen.relieves
            words = _("That is asked right here: fill it in, then F9.")
            self.tell(_("The handover is right here: decide, then F9.") if decides else words)
            return
        asked = [screen for screen in self.screen_stack if _asks_who(screen)]
        if asked and await self.led_back_to(asked[-1]):
            return
        if any(worker.group == "shift" and worker.is_running for worker in self.workers):
            self.tell(_("That is being asked already: Esc leads back to it."))
            return
        self.run_worker(doors.shift(self), group="shift", exclusive=True)

    def do_appearance(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def do_quit(self) -> None:
        """Leave; ask first where something is begun, and keep what can be kept."""
        begun = self.all_begun()
        if not begun:
            self.exit(0)
            return

        async def answered(answers: object) -> None:
            if answers is not None:
                for form in begun:
                    await getattr(form, "keep", _nothing)()
                self.exit(0)

        from dutyroom.screens.asking import Question  # noqa: PLC0415 - after the first frame

        question = Question(_("Quit"), Content(_begun_words(begun)), _("Quit"))
        self.push_screen(doors.question(question), answered)

    async def recorded(self, *facts: Fact) -> bool:
        """Record facts and show the result at once; say so where it failed."""
        try:
            await self.desk.record(*facts)
        except DeskError as error:
            self.tell(str(error), wrong=True)
            return False
        self.look_again()
        return True


async def _nothing() -> None:
    """Keep nothing of a screen without drafts."""


def _begun_words(begun: Sequence[Framed]) -> str:
    """Return what becomes of all that is begun when the console is left."""
    kept = _("A form is not signed yet. What was typed is kept as a draft and comes back.")
    lost = _("“{title}” is not finished. What was typed there is not kept.")
    said = [lost.format(title=screen.begun) for screen in begun if not screen.drafted]
    if any(screen.drafted for screen in begun):
        said.insert(0, kept)
    return "\n".join(said)


def _asks_who(screen: object) -> bool:
    """Tell whether a screen asks who takes charge, or a relief decides there."""
    return isinstance(screen, Framed) and (
        screen.relieves or screen.OFFERS in (FIRST_SHIFT, SIGN_ON)
    )
