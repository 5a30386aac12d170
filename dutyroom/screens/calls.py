"""The call log: filters, search, list, and what is chosen beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from dutyroom.commands.calls import CALLS
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.calls.facts import new_id
from dutyroom.screens import doors
from dutyroom.screens.on_call import OnCall
from dutyroom.screens.searching import BesideScreen
from dutyroom.widgets.call_detail import described
from dutyroom.widgets.call_list import CallList
from dutyroom.widgets.filter_bar import FilterBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose

if TYPE_CHECKING:
    from dutyroom.registers.calls.reading import CallRow

PAGE = 60
"""Rows read at once: about what a screen holds, for the sake of each key that is typed."""

_MOST_AGAIN = 2000
"""Rows read again after a change, however far somebody has gone down."""


class CallsScreen(BesideScreen[None], OnCall[None]):
    """What the desk looks at."""

    OFFERS: ClassVar = CALLS
    BINDINGS: ClassVar = bindings(CALLS)
    DEFAULT_CSS = "CallsScreen #beside { width: 42; }"

    def __init__(self) -> None:
        """Begin before anything was read."""
        super().__init__()
        self._begun = False
        self._filter_before = ""

    @property
    def call_row(self) -> CallRow | None:
        """The call under the cursor."""
        return self.query_one(CallList).chosen

    def compose_body(self) -> ComposeResult:
        """Lay out filters, search, list and detail."""
        hint = _("/ search number, name, text, date")
        yield from self.laid_out(FilterBar(), hint, CallList())

    def on_mount(self) -> None:
        """Follow the registers."""
        self.say(Content.styled(_("Opening the registers"), "$foreground 60%"))
        self.watch(self.app, "edition", self._again, init=False)
        self.watch(self.app, "standing", self._counts)

    def _counts(self) -> None:
        """Show what is open in the filters, and what troubles the registers."""
        standing = host_of(self).standing
        if standing.ready and not self._begun:
            self._begun = True
            self._read_first()  # before anybody looks at the rest of the desk
        bar = self.query_one(FilterBar)
        bar.counts = {"pending": standing.pending, "missed": standing.missed}
        if standing.trouble:
            self.say(Content.styled(standing.trouble, "bold $error"))

    def _again(self) -> None:
        """Read the rows again, once what the edition brought to strip and card is painted."""
        self.call_after_refresh(self._read_again)

    def _read_again(self) -> None:
        """Read as many rows as were read before."""
        self._read(min(max(len(self.query_one(CallList).rows), PAGE), _MOST_AGAIN))

    @work(exclusive=True, group="rows")
    async def _read(self, limit: int = PAGE) -> None:
        """Read the first rows of the filter and the search."""
        rows = await self._page(None, limit)
        if rows is not None:
            calls = self.query_one(CallList)
            calls.show_rows(rows, more=len(rows) == limit, empty=self._nothing())
            self.say(Content(""))

    @work(exclusive=True, group="rows")
    async def _read_first(self) -> None:
        """Read what fills a screen; the names behind the numbers follow with the next reading."""
        host = host_of(self)
        which, now = self.query_one(FilterBar).which, host.clock.now()
        try:
            rows = await host.desk.ask(lambda r: r.first(which, limit=PAGE, now=now))
        except DeskError as error:
            self.say(Content.styled(str(error), "bold $error"))
            return
        if rows is None:
            return  # the lock comes first; the rows follow below it
        self.query_one(CallList).show_rows(rows, more=False, empty=self._nothing())
        self.say(Content(""))

    @on(LineList.MoreWanted)
    @work(exclusive=True, group="rows")
    async def read_on(self) -> None:
        """Read the rows that follow."""
        calls = self.query_one(CallList)
        rows = await self._page(calls.rows[-1].ordinal, PAGE) if calls.rows else None
        if rows is not None:
            calls.add_rows(rows, more=len(rows) == PAGE)

    async def _page(self, before: int | None, limit: int) -> list[CallRow] | None:
        """Return rows; None where they cannot be read, which is then said."""
        host, listed = host_of(self), self.query_one(CallList)
        which = self.query_one(FilterBar).which
        query = self.searched_for
        now = host.clock.now()
        if not host.desk.ready:
            return None
        try:
            rows = await host.desk.ask(
                lambda r: r.page(which, query=query, before=before, limit=limit, now=now)
            )
            seat = host.desk.place().seat
            listed.declined = await host.desk.ask(lambda r: r.declined_calls(seat))
        except DeskError as error:
            self.say(Content.styled(str(error), "bold $error"))
            if before is None:
                listed.show_unread((which, query), str(error))
            return None
        listed.answered = which, query
        return rows

    def _nothing(self) -> Content:
        """Return what an empty list says."""
        if self.query_one("#search", Input).value:
            return Content(_("  Nothing found."))
        return Content(_("  No calls here."))

    @on(Input.Changed, "#search")
    def typed(self) -> None:
        """Search as somebody types: in everything ever logged, until a filter is chosen."""
        bar = self.query_one(FilterBar)
        searching = bool(self.searched_for)
        if searching and not self._filter_before:
            self._filter_before, bar.which = bar.which, "all"
        elif not searching and self._filter_before:
            bar.which, self._filter_before = self._filter_before, ""
        self._read()

    @work(exclusive=True, group="detail")
    async def describe(self) -> None:
        """Read the chosen call and show it beside the list."""
        detail_pane = self.query_one("#detail", Prose)
        row = self.call_row
        if row is None:
            detail_pane.update(Content(""))
            return
        host = host_of(self)
        call, number = row.id, row.number
        try:
            detail = await host.desk.ask(lambda r: r.call(call))
            others = await host.desk.ask(lambda r: r.previous(number, limit=6)) if number else []
            origin = await host.desk.ask(lambda r: r.origin(number)) if number else ""
        except DeskError as error:
            self.say(Content.styled(str(error), "bold $error"))
            return
        if detail is not None:
            told = described(detail, others, origin, host.now)
            detail_pane.update(self.query_one(CallList).told(detail.row, told))

    def do_open_call(self) -> None:
        """Show the chosen call in full."""
        if (row := self.call_row) is not None:
            self.app.push_screen(doors.call(row))

    @work(exclusive=True, group="question")
    async def do_enter_call(self) -> None:
        """Enter what did not come over the line, then write it up."""
        form = await doors.entry(self.app, new_id())
        if form is not None:
            self.app.push_screen(form)

    def do_export(self) -> None:
        """Export the log; that goes on when this screen is left."""
        self.app.run_worker(doors.export(self.app), group="paper")

    def do_show_shift(self) -> None:
        """Show the calls of the shift."""
        self._show("shift")

    def do_show_today(self) -> None:
        """Show the calls of the day."""
        self._show("today")

    def do_show_pending(self) -> None:
        """Show what is not written up."""
        self._show("pending")

    def do_show_missed(self) -> None:
        """Show the missed calls."""
        self._show("missed")

    def do_show_all(self) -> None:
        """Show every call."""
        self._show("all")

    def _show(self, which: str) -> None:
        """Show a filter from its top."""
        self.query_one(FilterBar).which = which
        self.query_one(CallList).cursor = 0
        self._read()

    def do_back(self) -> None:
        """Leave the search; this is the lowest level, unless it was gone to from a form."""
        if not self.searched_for and self.app.screen_stack.index(self) > 1:
            self.dismiss()
            return
        self.query_one("#search", Input).value = ""
        self.to_list()
