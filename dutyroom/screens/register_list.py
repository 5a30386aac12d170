"""The list of a small register: filters, search, rows, and the chosen one in full below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.handover import declined
from dutyroom.screens.searching import SearchingScreen
from dutyroom.standard.handover.values import ItemKind
from dutyroom.widgets.declined import MarkedList
from dutyroom.widgets.filters import Filters
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import Identified, LineList
from dutyroom.widgets.prose import Prose

if TYPE_CHECKING:
    from dutyroom.store.session import Session

PAGE = 200
"""Rows read at first, and that many more each time the end comes near."""

Row = TypeVar("Row", bound=Identified)


class RegisterListScreen(SearchingScreen[None], Generic[Row]):
    """What the list of a register does, whichever it is; the register says what it holds."""

    BAR: ClassVar[type[Filters]]
    """The filters; the first one is in force at first, and the last one is that of a search."""

    LIST: ClassVar[type[MarkedList]]  # type: ignore[type-arg] # each register's own row
    """The list."""

    KIND: ClassVar[ItemKind | None]
    """As which its rows are items of a handover; None: they are none."""

    DEFAULT_CSS = """
    RegisterListScreen #about { height: auto; max-height: 7; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        """Begin with the first page."""
        super().__init__()
        self._most = PAGE
        self._goal = ""

    def rows(self, session: Session, which: str, query: str, most: int) -> list[Row]:
        """Return the newest rows of a filter that fit a search; called in the reading thread."""
        raise NotImplementedError

    def counts(self, session: Session) -> dict[str, int]:
        """Return how many rows the filters hold; called in the reading thread."""
        raise NotImplementedError

    def described(self, row: Row) -> Content:
        """Return everything about the chosen row."""
        raise NotImplementedError

    def empty(self) -> str:
        """Return what is said where the filter holds nothing, translated."""
        raise NotImplementedError

    def hint(self) -> str:
        """Return what stands in the empty search field, translated."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        """Lay out filters, search, list and the chosen row."""
        yield self.BAR(self.BAR.FILTERS[0])
        yield self.search_field(self.hint())
        yield self.LIST()
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the register."""
        self.watch(self.app, "edition", self._again)

    @property
    def listed(self) -> MarkedList[Row]:
        """The list."""
        return cast("MarkedList[Row]", self.query_one(MarkedList))

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        return self.listed.chosen

    def _again(self) -> None:
        """Read the rows again when the register changes."""
        self.read()

    @work(exclusive=True, group="rows")
    async def read(self) -> None:
        """Read the rows of filter and search, and count."""
        host, bar = host_of(self), self.query_one(Filters)
        which, query, most = bar.which, self.searched_for, self._most
        seat, kind = host.desk.place().seat, self.KIND
        try:
            rows, counts, marks = await host.desk.read(
                lambda session: (
                    self.rows(session, which, query, most),
                    self.counts(session),
                    declined.reasons(session, seat, kind) if kind is not None else {},
                )
            )
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            self.listed.show_unread((which, query), str(error))
            return
        self.listed.answered = which, query
        empty = _("  Nothing found.") if query else self.empty()
        self.listed.declined = marks
        self.listed.show_rows(rows, more=len(rows) == most, empty=Content(empty))
        bar.counts = counts
        self._reach_goal()

    def go_to(self, identity: str | None) -> None:
        """Put the cursor on a row that was just made, once it is read; None: none was made."""
        if identity is not None:
            self._goal = identity
            self.read()

    def _reach_goal(self) -> None:
        """Put the cursor where somebody is going to."""
        places = [place for place, row in enumerate(self.listed.rows) if row.id == self._goal]
        if places:
            self.listed.cursor = places[0]
        self._goal = ""

    @on(LineList.MoreWanted)
    def read_on(self) -> None:
        """Read more rows: the end of those that are loaded comes near."""
        self._most += PAGE
        self.read()

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show the chosen row in full."""
        row = self.chosen
        about = self.listed.told(row, self.described(row)) if row is not None else Content("")
        self.query_one("#about", Prose).update(about)
        self.query_one(KeyBar).refresh()

    @on(Input.Changed, "#search")
    def typed(self) -> None:
        """Search as somebody types: in all there is."""
        if self.searched_for:
            self.query_one(Filters).which = self.BAR.FILTERS[-1]
        self.read()

    def show(self, which: str) -> None:
        """Show a filter from its top, without a search."""
        self.query_one(Filters).which = which
        self.clear_search()
        self._most = PAGE
        self.listed.cursor = 0
        self.read()

    def do_back(self) -> None:
        """Leave the search, then the room."""
        if self.searched_for:
            self.show(self.BAR.FILTERS[0])
            self.listed.focus()
        else:
            self.dismiss()
