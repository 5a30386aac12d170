"""One person's ledger of compensatory leave, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import compensation as words
from dutyroom.commands.command import bindings
from dutyroom.commands.compensation import STATEMENT
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.documents.compensation_statement import statement_paper
from dutyroom.documents.paper import Paper
from dutyroom.i18n import _
from dutyroom.registers.compensation import acts, packs
from dutyroom.registers.compensation.reading import Line, Statement, statement
from dutyroom.registers.leave.rules import DECIDING
from dutyroom.registers.people import reading as people
from dutyroom.screens import doors
from dutyroom.screens.acting import done
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.assent import Deciding, ask_and_decide
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.compensation_applying import (
    application_words,
    ask_compensation,
    hours_wrong,
)
from dutyroom.screens.paper import ask_paper, make
from dutyroom.screens.verdict import ask_verdict
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.compensation import EntryKind
from dutyroom.store.session import Session
from dutyroom.widgets.compensation_lists import LedgerList, standing, whole_line
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import local
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown

_DECIDABLE: Final = frozenset({EntryKind.APPLY, EntryKind.APPROVE})
"""What is approved can still be rejected: it is not taken after all, or on other days."""
_REVERSIBLE: Final = frozenset(
    {EntryKind.CREDIT, EntryKind.ADVANCE, EntryKind.TAKE, EntryKind.EXPIRE}
)


class StatementScreen(DutyScreen[None]):
    """Every line of somebody's ledger, in its order."""

    OFFERS: ClassVar = STATEMENT
    BINDINGS: ClassVar = bindings(STATEMENT)
    DEFAULT_CSS = """
    StatementScreen #standing { height: 1; padding: 0 1; background: $panel; }
    """

    def __init__(self, person: str, name: str) -> None:
        """Show somebody's ledger.

        Args:
            person: Id of the person.
            name: Their name.
        """
        super().__init__()
        self._person, self._holder = person, name

    def compose_body(self) -> ComposeResult:
        """Lay out where they stand, and the lines."""
        yield Prose("", id="standing")
        yield LedgerList(id="ledger")

    def on_mount(self) -> None:
        """Follow the register."""
        self.query_one(LedgerList).focus()
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read the ledger anew after a change."""
        self._read()

    @work(exclusive=True, group="rows")
    async def _read(self) -> None:
        """Read the ledger."""
        try:
            known = await host_of(self).desk.read(self._statement)
        except DeskError as error:
            self.query_one("#standing", Prose).update(Content(str(error)))
            return
        lines = self.query_one(LedgerList)
        lines.known = known
        lines.show_rows(known.lines, more=False, empty=Content(_("  No line yet.")))
        self.query_one("#standing", Prose).update(standing(known, local_date(host_of(self).now)))

    def _statement(self, session: Session) -> Statement:
        """Return the ledger as it is."""
        return statement(session, self._person, self._holder)

    @on(LineList.Chosen)
    def chosen(self) -> None:
        """Follow the cursor."""
        self.query_one(KeyBar).refresh()

    @property
    def _chosen(self) -> Line | None:
        """The line under the cursor."""
        return self.query_one(LedgerList).chosen

    def situation(self) -> Situation:
        """Return what can be done to the chosen line."""
        line, known = self._chosen, self.query_one(LedgerList).known
        here = {words.LINE} if line is not None else set()
        if line is not None and known is not None and not line.refused:
            applied = known.ledger.applications.get(line.id)
            ended = {lot.credit for lot in known.ledger.expired(local_date(host_of(self).now))}
            reversible = line.entry.kind in _REVERSIBLE and line.id not in known.ledger.reversed_
            tests = {
                words.TO_DECIDE: applied is not None and applied.state in _DECIDABLE,
                words.TO_TAKE: applied is not None and applied.state is EntryKind.APPROVE,
                words.REVERSIBLE: reversible,
                words.ENDED: line.id in ended,
            }
            here |= {words.CHOSEN, *(word for word, holds in tests.items() if holds)}
        return replace(super().situation(), here=frozenset(here))

    def do_read_line(self) -> None:
        """Show the chosen line in full."""
        line, known = self._chosen, self.query_one(LedgerList).known
        if line is not None and known is not None:
            self.app.push_screen(doors.whole(whole_line(line, known)))

    @work(exclusive=True, group="question")
    async def do_apply_compensation(self) -> None:
        """Ask how much and when."""
        await ask_compensation(self.app, self._person, self._holder)

    @work(exclusive=True, group="question")
    async def do_decide_compensation(self) -> None:
        """Have somebody approve or refuse."""
        line = self._chosen
        if line is None:
            return
        about = await host_of(self).desk.read(
            lambda session: application_words(session, self._statement(session), line.id)
        )
        decide = partial(acts.decide, person=self._person, application=line.id)
        await ask_verdict(self.app, await self._deciding(_("Approve or refuse"), about), decide)

    async def do_take_compensation(self) -> None:
        """Note that it was taken."""
        line, actor, who = self._chosen, host_of(self).officer, self._person
        if line is not None:
            await done(host_of(self), lambda access: acts.take(access, who, line.id, actor=actor))

    async def do_expire_compensation(self) -> None:
        """Note that what is left has ended."""
        line, actor, who = self._chosen, host_of(self).officer, self._person
        if line is not None:
            await done(host_of(self), lambda access: acts.expire(access, who, line.id, actor=actor))

    @work(exclusive=True, group="question")
    async def do_advance_compensation(self) -> None:
        """Ask how much is granted, why, and by whom."""
        blanks = (
            Blank("hours", _("Hours of leave"), required=True, longest=6),
            Blank("reason", _("Reason"), required=True),
        )
        holder = shown(self._holder, limit=60).stylize("bold")
        asked = await self._deciding(_("Grant in advance"), holder)
        actor, who, name = host_of(self).officer, self._person, self._holder
        await ask_and_decide(
            self.app,
            replace(asked, blanks=blanks, check=hours_wrong),
            lambda access, decided: acts.advance(
                access,
                who,
                round(float(decided.answers["hours"]) * 60),
                decided.answers["reason"],
                decided.assent,
                name=name,
                actor=actor,
                password=decided.password,
            ),
        )

    @work(exclusive=True, group="question")
    async def do_reverse_compensation(self) -> None:
        """Ask why a line is wrong."""
        line, actor, who = self._chosen, host_of(self).officer, self._person
        if line is None:
            return
        blank = Blank("why", _("Reason"), required=True)
        words_ = shown(f"{line.entry.on} {line.entry.kind.label} {line.entry.source}", limit=120)
        if line.entry.kind is EntryKind.TAKE:
            words_ = Content.assemble(words_, "\n", _untaken())
        question = Question(_("Reverse this line?"), words_, _("Reverse"), (blank,))
        answer = await self.app.push_screen_wait(doors.question(question))
        if answer is not None:
            why = answer["why"]
            await done(
                host_of(self),
                lambda access: acts.reverse(access, who, line.id, why, actor=actor),
            )

    def do_print_statement(self) -> None:
        """Print or save the statement; that goes on when this screen is left."""
        self.app.run_worker(self._print(), group="paper")

    async def _print(self) -> None:
        """Ask where to, then print or save."""
        host = host_of(self)
        unit, now = host.desk.settings.unit, host.clock.now()

        async def read() -> Paper | None:
            known = await host.desk.read(self._statement)
            pack = packs.source(packs.pack(host.desk.settings))
            return statement_paper(known, unit=unit.name or unit.code, now=now, pack=pack)

        name = _("compensatory-leave-{day}").format(day=f"{local(now):%Y%m%d-%H%M}")
        await ask_paper(self.app, _("Compensatory leave statement"), name, read, make)

    async def _deciding(self, title: str, about: Content) -> Deciding:
        """Return what is decided, and by whom."""
        everybody = await host_of(self).desk.read(people.everybody)
        deciding = [each for each in everybody if each.roles & DECIDING and each.id != self._person]
        return Deciding(title, about, deciding)


def _untaken() -> str:
    """Return what follows where it is reversed that leave was taken."""
    return _("The leave counts as not taken: its hours come back, and another is applied for anew.")
