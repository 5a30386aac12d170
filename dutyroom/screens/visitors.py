"""The visitors: who came today, who is still in, and what can be done about the chosen one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content

from dutyroom.commands import visitors as words
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.commands.visitors import VISITORS
from dutyroom.i18n import _
from dutyroom.registers.visitors import acts, reading
from dutyroom.registers.visitors.kinds import VisitFilter, VisitState
from dutyroom.registers.visitors.reading import Change, VisitorRow
from dutyroom.screens import doors, secrecy_doors
from dutyroom.screens import visitor_asking as asking
from dutyroom.screens.asking_again import ask_and_do
from dutyroom.screens.register_list import RegisterListScreen
from dutyroom.standard.clocks import local_date
from dutyroom.standard.handover.values import ItemKind
from dutyroom.standard.typed_times import typed_day, typed_moment
from dutyroom.widgets.visitor_list import VisitorFilters, VisitorList, visit_explained

if TYPE_CHECKING:
    from dutyroom.store.session import Session


class VisitorsScreen(RegisterListScreen[VisitorRow]):
    """Who came, and who is still in (article 18)."""

    OFFERS: ClassVar = VISITORS
    BINDINGS: ClassVar = bindings(VISITORS)
    BAR: ClassVar = VisitorFilters
    LIST: ClassVar = VisitorList
    KIND: ClassVar = ItemKind.VISITOR

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._changes: dict[str, list[Change]] = {}

    def rows(self, session: Session, which: str, query: str, most: int) -> list[VisitorRow]:
        """Return the visits of a filter, and keep what was corrected of them."""
        today = local_date(host_of(self).clock.now())
        found = reading.listed(session, VisitFilter(which), today, query=query, limit=most)
        self._changes = reading.changes(session, [row.id for row in found])
        return found

    def counts(self, session: Session) -> dict[str, int]:
        """Return how many are still in."""
        return reading.counts(session)

    def described(self, row: VisitorRow) -> Content:
        """Return everything about a visit."""
        return visit_explained(row, self._changes.get(row.id, []))

    def empty(self) -> str:
        """Return that nobody is listed."""
        return _("  No visitors here.")

    def hint(self) -> str:
        """Return what can be searched for."""
        return _("/ search name, unit, business, host")

    def situation(self) -> Situation:
        """Return what can be done about the chosen visit."""
        row, here = self.chosen, set[str]()
        if row is not None:
            here = {words.CHOSEN, words.INSIDE} if row.inside else {words.CHOSEN}
            here |= {words.VOID} if row.state is VisitState.VOID else set()
        return replace(super().situation(), here=frozenset(here))

    @work(exclusive=True, group="question")
    async def do_let_in(self) -> None:
        """Ask who is let in."""
        host = host_of(self)
        now, actor = host.clock.now(), host.officer
        made = await ask_and_do(
            self.app,
            asking.coming(now),
            lambda r, said: acts.let_in(
                r.access(),
                asking.visit_of(said),
                typed_moment(said["at"], now) or now,
                actor=actor,
            ),
        )
        self.go_to(made)

    @work(exclusive=True, group="question")
    async def do_refuse_visitor(self) -> None:
        """Ask who is not let in, and why."""
        host = host_of(self)
        now, actor = host.clock.now(), host.officer
        made = await ask_and_do(
            self.app,
            asking.refusing(now),
            lambda r, said: acts.refuse(
                r.access(),
                asking.visit_of(said),
                typed_moment(said["at"], now) or now,
                said["why"],
                actor=actor,
            ),
        )
        self.go_to(made)

    @work(exclusive=True, group="question")
    async def do_let_out(self) -> None:
        """Ask when the chosen visitor went."""
        host, row = host_of(self), self.chosen
        if row is None:
            return
        now, actor = host.clock.now(), host.officer
        await ask_and_do(
            self.app,
            asking.going(row, now),
            lambda r, said: acts.let_out(
                r.access(), row.id, typed_moment(said["at"], now) or now, actor=actor
            ),
        )

    @work(exclusive=True, group="question")
    async def do_correct_visitor(self) -> None:
        """Ask what is wrong about the chosen visit, what is right, and why."""
        host, row = host_of(self), self.chosen
        if row is None:
            return
        answer = await self.app.push_screen_wait(doors.question(asking.which_field(row)))
        if answer is None:
            return
        field, now, actor = answer["field"], host.clock.now(), host.officer
        await ask_and_do(
            self.app,
            asking.new_value(row, field, now),
            lambda r, said: acts.correct(
                r.access(),
                row.id,
                name=field,
                new=asking.new_of(said, field, now),
                why=said["why"],
                actor=actor,
            ),
        )

    @work(exclusive=True, group="question")
    async def do_void_visit(self) -> None:
        """Ask why the chosen visit was entered by mistake."""
        host, row = host_of(self), self.chosen
        if row is None:
            return
        actor = host.officer
        await ask_and_do(
            self.app,
            asking.voiding(row),
            lambda r, said: acts.void(r.access(), row.id, said["why"], actor=actor),
        )

    @work(exclusive=True, group="question")
    async def do_visitor_sheet(self) -> None:
        """Ask of which day, then print or save it; that goes on when this screen is left."""
        now = host_of(self).clock.now()
        answer = await self.app.push_screen_wait(doors.question(asking.which_day(self.chosen, now)))
        day = typed_day(answer["day"], local_date(now)) if answer is not None else None
        if day is not None:
            self.app.run_worker(secrecy_doors.visitor_sheet(self.app, day), group="paper")

    def do_visitors_today(self) -> None:
        """Show who came today."""
        self.show(VisitFilter.TODAY)

    def do_visitors_inside(self) -> None:
        """Show who is still in."""
        self.show(VisitFilter.INSIDE)

    def do_visitors_all(self) -> None:
        """Show every visit."""
        self.show(VisitFilter.ALL)
