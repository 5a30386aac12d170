"""What can be done to one call, from the log and from its own screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.documents.call_words import word
from dutyroom.i18n import _
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.base import DutyScreen
from dutyroom.standard.numbers import can_be_dialled
from dutyroom.store.facts import Fact
from dutyroom.widgets.call_card import caller
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.calls.reading import CallRow

Result = TypeVar("Result")


class OnCall(DutyScreen[Result]):
    """A screen on which one call is chosen."""

    @property
    def call_row(self) -> CallRow | None:
        """The chosen call."""
        raise NotImplementedError

    def situation(self) -> Situation:
        """Return what can be done to the chosen call."""
        row = self.call_row
        situation = super().situation()
        if row is None:
            return situation
        return replace(
            situation,
            chosen=True,
            over=row.ended_at is not None or row.outcome == "entered",
            written_up=row.written_up,
            needless=row.needless,
            missed=row.outcome == "missed",
            called_back=row.called_back,
            numbered=can_be_dialled(row.number),
            unknown=row.outcome == "unknown",
            recorded=row.recordings > 0,
        )

    def do_write_up(self) -> None:
        """Open the form; of a call that nobody can classify, ask that first."""
        row = self.call_row
        if row is None:
            return
        if row.outcome == "unknown":
            self.do_state_outcome(then_write=True)
        else:
            self.app.push_screen(doors.write_up(row.id))

    def do_play(self) -> None:
        """Open the recording."""
        if (row := self.call_row) is not None:
            self.app.push_screen(doors.recording(row.id))

    @work(exclusive=True, group="question")
    async def do_make_matter(self) -> None:
        """Fill in the form of a matter from the call, then show the matter."""
        row = self.call_row
        if row is None:
            return
        made = await doors.matter_of_call(self, row)
        if made:
            self.app.push_screen(doors.matter(made))

    @work(exclusive=True, group="question")
    async def do_call_back(self) -> None:
        """Show the number large, and record what came of calling it."""
        row = self.call_row
        if row is None:
            return
        answer = await self.app.push_screen_wait(doors.question(_call_back(row)))
        if answer is not None:
            await self._record(row, facts.called_back, by_call=None, result=answer["result"])

    @work(exclusive=True, group="question")
    async def do_needless(self) -> None:
        """Ask why the call needs no write-up."""
        row = self.call_row
        if row is None:
            return
        answer = await self.app.push_screen_wait(doors.question(_needless(row)))
        if answer is not None:
            await self._record(row, facts.closed_without_write_up, reason=answer["reason"])

    @work(exclusive=True, group="question")
    async def do_state_outcome(self, *, then_write: bool = False) -> None:
        """Ask what became of the call."""
        row = self.call_row
        if row is None:
            return
        answer = await self.app.push_screen_wait(doors.question(_outcome(row)))
        if answer is None:
            return
        outcome = Outcome(answer["outcome"])
        if await self._record(row, facts.outcome_stated, outcome=outcome) and then_write:
            self.app.push_screen(doors.write_up(row.id))

    @work(exclusive=True, group="question")
    async def do_keep_number(self) -> None:
        """Keep whose number it is in the address book."""
        if (row := self.call_row) is not None:
            await doors.keep_number(self, row)

    def do_slip(self) -> None:
        """Print or save the slip; that goes on when this screen is left."""
        if (row := self.call_row) is not None:
            self.app.run_worker(doors.slip(self.app, row), group="paper")

    async def _record(self, row: CallRow, fact: Callable[..., Fact], **values: object) -> bool:
        """Record what the officer says of a call."""
        host = host_of(self)
        place = host.desk.place(row.line)
        return await host.recorded(
            fact(row.id, host.clock.now(), place, actor=host.officer, **values)
        )


def _call_back(row: CallRow) -> Question:
    """Return the question after a call back; the number stands above it."""
    number = shown(row.number, limit=24).plain
    words = Content.assemble(
        caller(row).stylize("bold"), "\n", _("Call this number on the duty line.")
    )
    blanks = (Blank("result", _("What came of it"), required=True),)
    return Question(_("Call back"), words, _("Called back"), blanks, number)


def _needless(row: CallRow) -> Question:
    """Return the question why a call needs no write-up."""
    if row.outcome == "missed" and not can_be_dialled(row.number):
        why = Blank("reason", _("Reason"), word("absent", row.absent or "not_sent"), required=True)
        return Question(_("Cannot be called back?"), _which(row), _("Confirm"), (why,))
    blanks = (Blank("reason", _("Reason"), required=True),)
    return Question(_("No write-up needed?"), _which(row), _("Confirm"), blanks)


def _which(row: CallRow) -> Content:
    """Return which call is meant: its number of the year, its time and who it was."""
    label = shown(row.label, limit=12).stylize("bold")
    return Content.assemble(label, "  ", minute(row.started_at), "  ", caller(row))


def _outcome(row: CallRow) -> Question:
    """Return the question what became of a call."""
    kinds = (Outcome.ANSWERED, Outcome.MISSED, Outcome.OUTGOING)
    choices = tuple((word("outcome", kind.value), kind.value) for kind in kinds)
    words = Content.assemble(caller(row).stylize("bold"), "\n", _("The line could not tell."))
    blanks = (Blank("outcome", _("What became of this call?"), required=True, choices=choices),)
    return Question(_("Answered or missed?"), words, _("Confirm"), blanks)
