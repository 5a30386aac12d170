"""Swaps: which are under way, whose move it is, and the next step of the chosen one."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import swaps as words
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.commands.swaps import SWAPS
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.i18n import _
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.swaps import acts, reading
from dutyroom.registers.swaps.reading import SwapRow
from dutyroom.screens import doors, leave_doors
from dutyroom.screens.acting import done
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.screens.assent import Deciding, ask_and_decide
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.swap_asking import (
    about,
    ask_swap,
    submitted_before,
    was_submitted,
)
from dutyroom.screens.swap_judging import said_against
from dutyroom.screens.swap_notice import ask_notice
from dutyroom.screens.swap_reporting import ask_report
from dutyroom.screens.waiving import Waiving
from dutyroom.standard.roster.swapping import SwapState
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.swap_list import SwapList, explained

_PAST = 100
"""Settled swaps that are shown when they are asked for."""

_NOTHING = Content("")
_WORDS = {
    SwapState.ASKED: words.ASKED,
    SwapState.AGREED: words.AGREED,
    SwapState.REPORTED: words.REPORTED,
}


class SwapsScreen(DutyScreen[None]):
    """All swaps under way, and what can be done about the chosen one."""

    OFFERS: ClassVar = SWAPS
    BINDINGS: ClassVar = bindings(SWAPS)

    DEFAULT_CSS = """
    SwapsScreen #about { height: auto; max-height: 12; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        """Begin without what is settled."""
        super().__init__()
        self._past = False

    def compose_body(self) -> ComposeResult:
        """Lay out list and explanation."""
        yield SwapList(id="swaps")
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the register."""
        self.query_one(SwapList).focus()
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read the swaps anew after a change."""
        self._read()

    @work(exclusive=True, group="rows")
    async def _read(self) -> None:
        """Read the swaps."""
        past = _PAST if self._past else 0
        try:
            rows = await host_of(self).desk.read(
                lambda s: [*reading.open_swaps(s), *reading.settled_swaps(s, past)]
            )
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        empty = Content(_("  No swap is under way."))
        self.query_one(SwapList).show_rows(rows, more=False, empty=empty)

    @property
    def _chosen(self) -> SwapRow | None:
        """The swap under the cursor."""
        return self.query_one(SwapList).chosen

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show the chosen swap in full."""
        row = self._chosen
        self.query_one("#about", Prose).update(
            explained(row, host_of(self).now) if row else Content("")
        )
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done to the chosen swap."""
        row, here = self._chosen, set[str]()
        if row is not None:
            here = {words.CHOSEN, _WORDS.get(row.swap.state, "")}
            if row.swap.state is SwapState.ISSUED and row.swap.notice_due:
                here.add(words.NOTICE)
        return replace(super().situation(), here=frozenset(here))

    @work(exclusive=True, group="question")
    async def do_ask_swap(self) -> None:
        """Ask for a swap."""
        await ask_swap(self.app)

    @work(exclusive=True, group="question")
    async def do_agree_swap(self) -> None:
        """Take the yes of somebody concerned."""
        row = self._chosen
        if row is None:
            return
        against = await said_against(host_of(self), row.swap.legs, acts.slots_of(row))
        if against is None:
            return
        actor = host_of(self).officer
        await ask_and_decide(
            self.app,
            await self._word(row, _("Agree"), list(row.waiting), _("Who agrees"), against=against),
            lambda access, said: acts.agree(
                access, row.id, said.assent, actor=actor, password=said.password
            ),
        )

    @work(exclusive=True, group="question")
    async def do_decline_swap(self) -> None:
        """Take the no of somebody concerned."""
        row = self._chosen
        if row is None:
            return
        why = (Blank("why", _("Reason")),)
        actor = host_of(self).officer
        await ask_and_decide(
            self.app,
            await self._word(row, _("Say no"), list(row.names), _("Who declines"), why),
            lambda access, said: acts.decline(
                access,
                row.id,
                said.assent,
                said.answers["why"],
                actor=actor,
                password=said.password,
            ),
        )

    @work(exclusive=True, group="question")
    async def do_report_swap(self) -> None:
        """Ask which leader was told and how."""
        if (row := self._chosen) is not None:
            await ask_report(self.app, row, await self._everybody())

    @work(exclusive=True, group="question")
    async def do_carry_out_swap(self) -> None:
        """Publish the roster with the swap."""
        row, host = self._chosen, host_of(self)
        if row is None:
            return
        how, actor, waiving = planning(host.desk.settings), host.officer, Waiving()

        def publish(registers: Registers, answers: Answers) -> bool:
            submitted, waiver = answers["sent"] == "yes", waiving.decision
            access = registers.access()
            acts.carry_out(access, row.id, how, actor=actor, submitted=submitted, waiver=waiver)
            return True

        sent = await host.desk.read(lambda session: was_submitted(session, row))
        question = submitted_before(row, sent=sent)
        if await ask_and_do(self.app, question, publish, waiving.set_aside):
            host.tell(_("The new version is published; the old one stays as it was."))

    @work(exclusive=True, group="question")
    async def do_send_notice(self) -> None:
        """Ask how the change notice was sent."""
        if (row := self._chosen) is not None:
            await ask_notice(self.app, row)

    @work(exclusive=True, group="question")
    async def do_withdraw_swap(self) -> None:
        """Ask why it is withdrawn."""
        row, host = self._chosen, host_of(self)
        if row is None:
            return
        blank = Blank("why", _("Reason"), required=True)
        question = Question(_("Withdraw this swap?"), about(row), _("Withdraw"), (blank,))
        answer = await self.app.push_screen_wait(doors.question(question))
        if answer is not None:
            why, actor = answer["why"], host.officer
            await done(host, lambda a: acts.withdraw(a, row.id, why, actor=actor))

    def do_swap_form(self) -> None:
        """Print or save the form; that goes on when this screen is left."""
        if (row := self._chosen) is not None:
            self.app.run_worker(leave_doors.swap_form(self.app, row.id), group="paper")

    def do_past_swaps(self) -> None:
        """Show what is settled as well, or hide it."""
        self._past = not self._past
        self._read()

    async def _word(
        self,
        row: SwapRow,
        title: str,
        who: list[str],
        label: str,
        blanks: tuple[Blank, ...] = (),
        *,
        against: Content = _NOTHING,
    ) -> Deciding:
        """Return what is asked of one of those concerned, who see what stands against it."""
        known = {each.id: each for each in await self._everybody()}
        concerned = [known.get(each, Person(each, row.names[each])) for each in who]
        return Deciding(
            title,
            Content.assemble(about(row), against),
            concerned,
            blanks,
            outsiders=False,
            label=label,
        )

    async def _everybody(self) -> list[Person]:
        """Return everybody who is not retired."""
        return await host_of(self).desk.read(people.everybody)
