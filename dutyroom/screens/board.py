"""The board of a district: whose daily report has come, and whose is missing (article 9(4))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.content import Content

from dutyroom.commands import board as words
from dutyroom.commands.board import BOARD
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.i18n import _
from dutyroom.registers.board import acts, reading
from dutyroom.registers.board.reading import BoardFilter, BoardRow
from dutyroom.screens import doors
from dutyroom.screens.acting import done
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import ask_and_do
from dutyroom.screens.contact_keeping import units
from dutyroom.screens.filling import Filling
from dutyroom.screens.register_list import RegisterListScreen
from dutyroom.standard.clocks import local_date
from dutyroom.widgets.board_list import BoardFilters, BoardList
from dutyroom.widgets.entries import Entry
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.accounts.access import Access
    from dutyroom.screens.filling import Values
    from dutyroom.store.session import Session

_ONE_DAY: Final = timedelta(days=1)


class BoardScreen(RegisterListScreen[BoardRow]):
    """Which of the units that report to this one have, on one day."""

    OFFERS: ClassVar = BOARD
    BINDINGS: ClassVar = bindings(BOARD)
    BAR: ClassVar = BoardFilters
    LIST: ClassVar = BoardList
    KIND: ClassVar = None

    def __init__(self, day: date) -> None:
        """Show a day.

        Args:
            day: The day.
        """
        super().__init__()
        self._day = day

    def on_mount(self) -> None:
        """Follow the register."""
        self.query_one(BoardFilters).day = self._day.isoformat()
        super().on_mount()

    def rows(self, session: Session, which: str, query: str, most: int) -> list[BoardRow]:
        """Return the units of a filter."""
        found = reading.board(session, self._day, query=query)
        some = [row for row in found if row.missing or which != BoardFilter.MISSING]
        return some[:most]

    def counts(self, session: Session) -> dict[str, int]:
        """Return how many reports are missing."""
        found = reading.board(session, self._day)
        return {BoardFilter.MISSING.value: sum(row.missing for row in found)}

    def described(self, row: BoardRow) -> Content:
        """Return which unit is chosen."""
        return shown(f"{row.name}  {self._day.isoformat()}", limit=120).stylize("bold")

    def empty(self) -> str:
        """Return that no unit is listed."""
        return _("  No unit here. n puts one on the board.")

    def hint(self) -> str:
        """Return what can be searched for."""
        return _("/ search unit")

    def situation(self) -> Situation:
        """Return what can be done about the chosen unit."""
        row, here = self.chosen, set[str]()
        if row is not None:
            here = {words.CHOSEN, words.MISSING} if row.missing else {words.CHOSEN}
        return replace(super().situation(), here=frozenset(here))

    @work(exclusive=True, group="act")
    async def do_report_received(self) -> None:
        """Note that the report of the chosen unit has come."""
        host, row, day = host_of(self), self.chosen, self._day
        if row is not None:
            actor = host.officer
            await done(host, lambda access: acts.receive(access, row.id, day, actor=actor))

    @work(exclusive=True, group="question")
    async def do_take_back_received(self) -> None:
        """Ask why the report of the chosen unit has not come after all."""
        host, row, day = host_of(self), self.chosen, self._day
        if row is None:
            return
        actor = host.officer
        await ask_and_do(
            self.app,
            _why(_("Not received after all?"), self.described(row), _("Not received")),
            lambda r, said: acts.take_back(r.access(), row.id, day, said["why"], actor=actor),
        )

    @work(exclusive=True, group="question")
    async def do_add_reporter(self) -> None:
        """Ask which unit is put on the board."""
        known, actor = await units(self), host_of(self).officer

        def act(access: Access, values: Values) -> str:
            return acts.add(access, values["name"], actor=actor)

        offered = [shown(name, limit=60).plain for name in known]
        name = Entry("name", _("Unit"), required=True, longest=60, known=offered)
        form = Filling("reporter", _("New unit on the board"), [name], act)
        self.go_to(await self.app.push_screen_wait(doors.form(form)))

    @work(exclusive=True, group="question")
    async def do_remove_reporter(self) -> None:
        """Ask why the chosen unit is taken off the board."""
        host, row = host_of(self), self.chosen
        if row is None:
            return
        actor = host.officer
        await ask_and_do(
            self.app,
            _why(_("Take this unit off the board?"), self.described(row), _("Take off")),
            lambda r, said: acts.remove(r.access(), row.id, said["why"], actor=actor),
        )

    def do_board_previous(self) -> None:
        """Show the day before."""
        self._go_to_day(self._day - _ONE_DAY)

    def do_board_next(self) -> None:
        """Show the day after; no day to come."""
        if self._day < local_date(host_of(self).clock.now()):
            self._go_to_day(self._day + _ONE_DAY)

    def _go_to_day(self, day: date) -> None:
        """Show a day."""
        self._day = day
        self.query_one(BoardFilters).day = day.isoformat()
        self.read()

    def do_board_missing(self) -> None:
        """Show the units whose report is missing."""
        self.show(BoardFilter.MISSING)

    def do_board_all(self) -> None:
        """Show every unit."""
        self.show(BoardFilter.ALL)


def _why(title: str, body: Content, accept: str) -> Question:
    """Return a question for a reason."""
    return Question(title, body, accept, (Blank("why", _("Why"), required=True, longest=100),))
