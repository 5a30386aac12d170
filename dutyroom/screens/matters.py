"""The matters: filters, search, list, and the chosen one beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.matters import MATTERS
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.matters import acting, reading
from dutyroom.registers.matters.deadlines import horizon
from dutyroom.registers.matters.detail import detail
from dutyroom.registers.matters.facts import Opening
from dutyroom.registers.matters.fields import PAGE as LONGEST
from dutyroom.registers.matters.linked import names
from dutyroom.registers.matters.reading import MatterCounts, MatterFilter
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.matter_officer import officer_of
from dutyroom.screens.searching import BesideScreen
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.matter_detail import described
from dutyroom.widgets.matter_filters import MatterFilters
from dutyroom.widgets.matter_list import MatterList
from dutyroom.widgets.prose import Prose

if TYPE_CHECKING:
    from dutyroom.registers.matters.line import MatterRow
    from dutyroom.store.session import Session

PAGE = 200
"""Rows read at once."""


class MattersScreen(BesideScreen[None]):
    """What is still to be done, and by whom."""

    OFFERS: ClassVar = MATTERS
    BINDINGS: ClassVar = bindings(MATTERS)
    DEFAULT_CSS = "MattersScreen #beside { width: 46; }"

    def compose_body(self) -> ComposeResult:
        """Lay out filters, search, list and detail."""
        hint = _("/ search number, text, name")
        yield from self.laid_out(MatterFilters(), hint, MatterList())

    def on_mount(self) -> None:
        """Follow the registers."""
        self.watch(self.app, "edition", self._again)

    @property
    def _row(self) -> MatterRow | None:
        """The matter under the cursor."""
        return self.query_one(MatterList).chosen

    def situation(self) -> Situation:
        """Return whether a matter is chosen."""
        situation = super().situation()
        if self._row is None:
            return situation
        return replace(situation, here=situation.here | {"matter"})

    def _again(self) -> None:
        """Read the rows again when the registers change."""
        self._read()

    @work(exclusive=True, group="rows")
    async def _read(self) -> None:
        """Read the rows of the filter and the search, and count."""
        page = await self._page(None)
        if page is None:
            return
        rows, counts = page
        searching = bool(self.searched_for)
        empty = _("  Nothing found.") if searching else _("  No matters here.")
        self.query_one(MatterList).show_rows(rows, more=self._goes_on(rows), empty=Content(empty))
        self.query_one(MatterFilters).counts = {
            "open": counts.open,
            "due": counts.due,
            "overdue": counts.overdue,
        }
        self.say(Content(""))

    @on(LineList.MoreWanted)
    @work(exclusive=True, group="rows")
    async def read_on(self) -> None:
        """Read the rows that follow."""
        matters = self.query_one(MatterList)
        page = await self._page(matters.rows[-1].ordinal) if matters.rows else None
        if page is not None:
            matters.add_rows(page[0], more=self._goes_on(page[0]))

    def _goes_on(self, rows: list[MatterRow]) -> bool:
        """Whether a page may be followed by another: lists by deadline have one page."""
        newest_first = self.query_one(MatterFilters).which == MatterFilter.ALL
        searching = bool(self.searched_for)
        return len(rows) == PAGE and (newest_first or searching)

    async def _page(self, before: int | None) -> tuple[list[MatterRow], MatterCounts] | None:
        """Return rows and counts; None where they cannot be read, which is then said."""
        host = host_of(self)
        which = MatterFilter(self.query_one(MatterFilters).which)
        query = self.searched_for
        limits = horizon(host.clock.now(), host.desk.settings)
        who = officer_of(self)
        limit = PAGE if query or which is MatterFilter.ALL else 5 * PAGE

        def read(session: Session) -> tuple[list[MatterRow], MatterCounts]:
            rows = reading.page(
                session, which, limits, officer=who, query=query, before=before, limit=limit
            )
            return rows, reading.counts(session, limits)

        listed = self.query_one(MatterList)
        try:
            page = await host.desk.read(read)
        except DeskError as error:
            self.say(Content(str(error)))
            if before is None:
                listed.show_unread((which, query), str(error))
            return None
        listed.answered = which, query
        return page

    @on(Input.Changed, "#search")
    def typed(self) -> None:
        """Search as somebody types: in every matter, closed ones too."""
        bar = self.query_one(MatterFilters)
        if self.searched_for:
            bar.which = "all"
        self._read()

    @work(exclusive=True, group="detail")
    async def describe(self) -> None:
        """Read the chosen matter and show it beside the list."""
        pane, row, host = self.query_one("#detail", Prose), self._row, host_of(self)
        if row is None:
            pane.update(Content(""))
            return

        def read(session: Session) -> Content:
            found = detail(session, row.id)
            if found is None:
                return Content("")
            return described(found, host.now, names(session, found.links))

        try:
            pane.update(await host.desk.read(read))
        except DeskError as error:
            self.say(Content(str(error)))

    def do_show_matter(self) -> None:
        """Show the chosen matter in full."""
        if (row := self._row) is not None:
            self.app.push_screen(doors.matter(row.id))

    @work(exclusive=True, group="question")
    async def do_new_matter(self) -> None:
        """Fill in the form of a new matter, then show it."""
        made = await doors.new_matter(self)
        if made:
            self.app.push_screen(doors.matter(made))

    @work(exclusive=True, group="question")
    async def do_quick_matter(self) -> None:
        """Take a matter into the register with one line."""
        blanks = (Blank("content", _("Content"), required=True, longest=LONGEST),)
        words = Content(_("You are its first receiver. The rest can be added later."))
        question = Question(_("Quick entry"), words, _("Register"), blanks)
        answer = await self.app.push_screen_wait(doors.question(question))
        if answer is None:
            return
        host, who, what = host_of(self), officer_of(self), Opening(answer["content"])
        try:
            await host.desk.write(lambda r: acting.open_matter(r.access(), what, by=who))
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        host.look_again()

    def do_matter_sheet(self) -> None:
        """Print or save the sheet of the chosen matter."""
        if (row := self._row) is not None:
            self.app.run_worker(doors.matter_sheet(self.app, row), group="paper")

    def do_show_mine(self) -> None:
        """Show what the officer handles."""
        self._show("mine")

    def do_show_open(self) -> None:
        """Show what is open."""
        self._show("open")

    def do_show_due(self) -> None:
        """Show what is due soon."""
        self._show("due")

    def do_show_overdue(self) -> None:
        """Show what is overdue."""
        self._show("overdue")

    def do_show_waiting(self) -> None:
        """Show what waits for others."""
        self._show("waiting")

    def do_show_every(self) -> None:
        """Show everything."""
        self._show("all")

    def _show(self, which: str) -> None:
        """Show a filter from its top, without a search."""
        self.query_one(MatterFilters).which = which
        self.clear_search()
        self.query_one(MatterList).cursor = 0
        self._read()

    def do_back(self) -> None:
        """Leave the search, then the room."""
        if self.searched_for:
            self._show("open")
            self.to_list()
        else:
            self.dismiss()
