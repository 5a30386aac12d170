"""The wishes for and against duty: of a month, of somebody, and what the roster made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content

from dutyroom.commands import wishes as words
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.commands.wishes import WISHES
from dutyroom.i18n import _
from dutyroom.registers.roster import reading as roster
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.publishing import period_of
from dutyroom.registers.wishes import acts, reading, rules
from dutyroom.registers.wishes.granting import Granted, granted
from dutyroom.registers.wishes.kinds import WishFilter
from dutyroom.screens import doors
from dutyroom.screens import wish_asking as asking
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.screens.register_list import RegisterListScreen
from dutyroom.screens.wish_paper import ask_wish_sheet
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.widgets.wish_list import WishFilters, WishList, wish_explained

if TYPE_CHECKING:
    from dutyroom.desk.questions import Registers
    from dutyroom.registers.wishes.facts import Wish
    from dutyroom.store.session import Session


class WishesScreen(RegisterListScreen[Granted]):
    """Who wishes for duty, and who to be spared."""

    OFFERS: ClassVar = WISHES
    BINDINGS: ClassVar = bindings(WISHES)
    BAR: ClassVar = WishFilters
    LIST: ClassVar = WishList
    KIND: ClassVar = None

    def __init__(self, day: date) -> None:
        """Begin with the wishes of a month.

        Args:
            day: A day of it, which is offered where a wish is entered.
        """
        super().__init__()
        self._day = day

    def on_mount(self) -> None:
        """Show the month, and follow the register."""
        self._planning = planning(host_of(self).desk.settings)
        self.query_one(WishList).labels = self._planning.labels
        self.query_one(WishFilters).month = self._month[0]
        super().on_mount()

    @property
    def _month(self) -> tuple[date, date]:
        """The first and the last day of the month that is shown."""
        return period_of(self._day)

    @property
    def _today(self) -> date:
        """The duty day."""
        return self._planning.rules.duty_day(host_of(self).clock.now())

    def rows(self, session: Session, which: str, query: str, most: int) -> list[Granted]:
        """Return the wishes of a filter, and what the published roster made of them."""
        chosen, today = WishFilter(which), self._today
        found = reading.listed(session, chosen, self._month, today, query=query, limit=most)
        return granted(session, found, today)

    def counts(self, session: Session) -> dict[str, int]:
        """Return how many stand, of the month and from today on."""
        return reading.counts(session, self._month, self._today)

    def described(self, row: Granted) -> Content:
        """Return everything about a wish."""
        return wish_explained(row, self._planning.labels)

    def empty(self) -> str:
        """Return that nobody is listed."""
        return _("  No wishes here.")

    def hint(self) -> str:
        """Return what can be searched for."""
        return _("/ search name, reason")

    def situation(self) -> Situation:
        """Return what can be done about the chosen wish."""
        row, here = self.chosen, set[str]()
        if row is not None:
            here.add(words.CHOSEN)
            if row.wish.stands and row.wish.last >= self._today:
                here.add(words.OPEN)
        return replace(super().situation(), here=frozenset(here))

    @work(exclusive=True, group="question")
    async def do_ask_wish(self) -> None:
        """Ask who wishes what, then for which days and shifts."""
        host, today, how = host_of(self), self._today, self._planning
        sitting, actor = host.session, host.officer
        theirs = await host.desk.read(lambda s: rules.enterable(s, sitting, today, actor))
        if not theirs.people:
            host.tell(
                _("Nobody is rostered whose wishes you may enter: sign in with a password first.")
            )
            return
        first = await self.app.push_screen_wait(
            doors.question(asking.who(theirs.people, theirs.own))
        )
        if first is None:
            return
        person = next(each for each in theirs.people if each.id == first["person"])
        day = max(self._day, today + ONE_DAY)
        question = asking.what(person, first["kind"], how, day, today)
        wished: list[Wish] = []

        def act(registers: Registers, said: Answers) -> str:
            wished[:] = [asking.wish_of(person, first["kind"], said, today)]
            return acts.ask(registers.access(), wished[0], how, actor=actor, sitting=sitting)

        made = await ask_and_do(self.app, question, act)
        if made is not None:
            await self._entered(made, wished[0])

    async def _entered(self, made: str, wish: Wish) -> None:
        """Go to a wish that was just entered, and say where it comes late."""
        first, last = self._month
        if not (wish.first <= last and first <= wish.last):
            self.show(WishFilter.STANDING)
        self.go_to(made)
        host = host_of(self)
        published = await host.desk.read(
            lambda session: roster.in_force(session, wish.first, wish.last).rows
        )
        if published:
            host.tell(
                _(
                    "Recorded. These days are published already: only a new version or a swap "
                    "changes them."
                )
            )

    @work(exclusive=True, group="question")
    async def do_withdraw_wish(self) -> None:
        """Ask why the chosen wish is withdrawn."""
        host, row, how = host_of(self), self.chosen, self._planning
        if row is None:
            return
        sitting, actor = host.session, host.officer
        await ask_and_do(
            self.app,
            asking.why_withdrawn(row.wish),
            lambda r, said: acts.withdraw(
                r.access(), row.id, said["why"], how, actor=actor, sitting=sitting
            ),
        )

    @work(exclusive=True, group="question")
    async def do_print_wishes(self) -> None:
        """Print or save the wishes of the month that is shown."""
        await ask_wish_sheet(self.app, self._month, self._today)

    def do_previous_month(self) -> None:
        """Show the wishes of the month before."""
        self._turn_to(self._month[0] - ONE_DAY)

    def do_next_month(self) -> None:
        """Show the wishes of the next month."""
        self._turn_to(self._month[1] + ONE_DAY)

    def _turn_to(self, day: date) -> None:
        """Show the wishes of a day's month."""
        self._day = day
        self.query_one(WishFilters).month = self._month[0]
        self.show(WishFilter.MONTH)

    def do_wishes_month(self) -> None:
        """Show the wishes of the month."""
        self.show(WishFilter.MONTH)

    def do_wishes_standing(self) -> None:
        """Show what stands and is not over."""
        self.show(WishFilter.STANDING)

    def do_wishes_withdrawn(self) -> None:
        """Show what was withdrawn."""
        self.show(WishFilter.WITHDRAWN)

    def do_wishes_all(self) -> None:
        """Show every wish."""
        self.show(WishFilter.ALL)
