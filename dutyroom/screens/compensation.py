"""Compensatory leave: everybody's balances, and what ended shifts have earned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import compensation as words
from dutyroom.commands.command import bindings
from dutyroom.commands.compensation import COMPENSATION, CREDITS
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.compensation import acts, packs
from dutyroom.registers.compensation.reading import Statement, statement, statements
from dutyroom.registers.compensation.serving import proposals, reaches_back
from dutyroom.registers.people import reading as people
from dutyroom.screens import leave_doors
from dutyroom.screens.acting import done
from dutyroom.screens.base import DutyScreen
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.compensation import CompensationPack
from dutyroom.store.session import Session
from dutyroom.widgets.compensation_lists import BalanceList, CreditList
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown

_CSS = """
{name} #pack {{ height: auto; padding: 0 1; background: $panel; }}
{name} #about {{ height: auto; max-height: 4; padding: 0 1; background: $surface; }}
"""


class CompensationScreen(DutyScreen[None]):
    """Where everybody stands."""

    OFFERS: ClassVar = COMPENSATION
    BINDINGS: ClassVar = bindings(COMPENSATION)
    DEFAULT_CSS = _CSS.format(name="CompensationScreen")

    def compose_body(self) -> ComposeResult:
        """Lay out the rule pack and the list."""
        yield Prose("", id="pack")
        yield BalanceList(id="balances")
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the register."""
        self.query_one(BalanceList).focus()
        self.query_one("#pack", Prose).update(_pack_words(self))
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read the balances anew after a change."""
        self._read()

    @work(exclusive=True, group="rows")
    async def _read(self) -> None:
        """Read where everybody stands, those without a line included."""
        host = host_of(self)
        now = host.clock.now()
        try:
            rows = await host.desk.read(everybody)
            pack = packs.pack(host.desk.settings)
            waiting = await host.desk.read(lambda session: len(proposals(session, now, pack)))
        except (DeskError, PlainError) as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        empty = Content(_("  Nobody is in the register of officers."))
        self.query_one(BalanceList).show_rows(rows, more=False, empty=empty)
        told = _("{count} ended shifts wait to be credited.").format(count=waiting)
        self.query_one("#about", Prose).update(Content(told if waiting else ""))

    @on(LineList.Chosen)
    def chosen(self) -> None:
        """Follow the cursor."""
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return whether somebody is chosen."""
        here = {words.CHOSEN} if self.query_one(BalanceList).chosen is not None else set[str]()
        return replace(super().situation(), here=frozenset(here))

    def do_open_ledger(self) -> None:
        """Open the chosen person's ledger."""
        if (row := self.query_one(BalanceList).chosen) is not None:
            self.app.push_screen(leave_doors.statement(row.person, row.name))

    def do_credits(self) -> None:
        """Show what waits to be credited."""
        self.app.push_screen(leave_doors.credits())


class CreditsScreen(DutyScreen[None]):
    """What ended shifts have earned; each is confirmed by itself."""

    OFFERS: ClassVar = CREDITS
    BINDINGS: ClassVar = bindings(CREDITS)
    DEFAULT_CSS = _CSS.format(name="CreditsScreen")

    _left_out = ""

    def compose_body(self) -> ComposeResult:
        """Lay out the rule pack and the list."""
        yield Prose("", id="pack")
        yield CreditList(id="credits")
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the register."""
        self.query_one(CreditList).focus()
        self.query_one("#pack", Prose).update(_pack_words(self))
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read what waits anew after a change."""
        self._read()

    @work(exclusive=True, group="rows")
    async def _read(self) -> None:
        """Read what waits to be credited."""
        host = host_of(self)
        now = host.clock.now()
        try:
            pack = packs.pack(host.desk.settings)
            rows = await host.desk.read(lambda session: proposals(session, now, pack))
            self._left_out = left_out(now, pack)
        except (DeskError, PlainError) as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        empty = Content(_("  Nothing waits to be credited."))
        self.query_one(CreditList).show_rows(rows, more=False, empty=empty)

    @on(LineList.Chosen)
    def chosen(self) -> None:
        """Say when the chosen credit would end, and how far back the list reaches."""
        row, words_ = self.query_one(CreditList).chosen, [self._left_out]
        if row is not None and row.earned.expires_on is not None:
            ends = row.earned.expires_on.isoformat()
            words_.insert(0, _("It can be taken until {day}.").format(day=ends))
        self.query_one("#about", Prose).update(Content("  ".join(filter(None, words_))))
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return whether something is chosen."""
        here = {words.CHOSEN} if self.query_one(CreditList).chosen is not None else set[str]()
        return replace(super().situation(), here=frozenset(here))

    async def do_confirm_credit(self) -> None:
        """Credit the chosen shift, and no other."""
        row, actor = self.query_one(CreditList).chosen, host_of(self).officer
        if row is not None:
            await done(host_of(self), lambda access: acts.credit(access, row, actor=actor))


def left_out(now: datetime, pack: CompensationPack) -> str:
    """Return which shifts are not proposed any more, and why; empty where all are."""
    if pack.expires_months is None:
        return ""
    words_ = _("Shifts that ended before {day} are left out: what they earned has ended.")
    return words_.format(day=local_date(reaches_back(now, pack)).isoformat())


def everybody(session: Session) -> list[Statement]:
    """Return where everybody of the register stands, and who left with a line."""
    known = {each.person: each for each in statements(session)}
    named = people.everybody(session)
    for each in named:
        known.setdefault(each.id, statement(session, each.id, each.name))
    return sorted(known.values(), key=lambda one: (one.name, one.person))


def _pack_words(screen: DutyScreen[None]) -> Content:
    """Return which rule pack is in force, with its source."""
    try:
        told = packs.source(packs.pack(host_of(screen).desk.settings))
    except PlainError as error:
        return Content.styled(str(error), "bold $error")
    return Content.assemble((_("Rule pack"), "$foreground 60%"), "  ", shown(told, limit=200))
