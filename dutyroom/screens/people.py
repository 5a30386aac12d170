"""The register of people: search as you type, one person in full, and what is done to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.people import PEOPLE
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.admissions import reading as admissions
from dutyroom.registers.admissions.kinds import AdmissionFilter
from dutyroom.registers.admissions.reading import AdmissionRow
from dutyroom.registers.people import facts, reading
from dutyroom.registers.people.history import PersonChange, history
from dutyroom.registers.people.person import Person
from dutyroom.registers.roster.departures import left_open, rostered_in
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.publishing import period_of
from dutyroom.registers.shifts import needed
from dutyroom.screens import doors, roster_doors, staff_doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.searching import SearchingScreen
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.people_list import PeopleList, explained
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.store.session import Session


_STANDING = AdmissionFilter.STANDING


class PeopleScreen(SearchingScreen[None]):
    """Who may serve and who leads."""

    OFFERS: ClassVar = PEOPLE
    BINDINGS: ClassVar = bindings(PEOPLE)
    DEFAULT_CSS = """
    PeopleScreen #about { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    PeopleScreen #about Prose { height: auto; }
    """

    def __init__(self) -> None:
        """Show everybody."""
        super().__init__()
        self._everybody: list[Person] = []

    def compose_body(self) -> ComposeResult:
        """Lay out search, list and detail."""
        yield self.search_field(_("/ name, initials, post, number"))
        yield PeopleList()
        with VerticalScroll(id="about", can_focus=False):
            yield Prose("", id="person")

    def on_mount(self) -> None:
        """Begin in the list, and follow the registers."""
        self._read()
        self.watch(self.app, "edition", self._again, init=False)

    def _again(self) -> None:
        """Read everybody again when the registers change."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Read everybody, the retired ones last."""

        def look(session: Session) -> list[Person]:
            return reading.everybody(session, retired=True)

        try:
            found = await host_of(self).desk.read(look)
        except DeskError as error:
            self.query_one("#person", Prose).update(Content(str(error)))
            return
        self._everybody = sorted(found, key=lambda person: person.retired_at is not None)
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        """Show whom the search finds."""
        query = self.searched_for.strip()
        rows = reading.matching(self._everybody, query) if query else self._everybody
        empty = Content(
            _("  Nobody found.") if query else _("  Nobody is in the register of officers.")
        )
        self.query_one(PeopleList).show_rows(rows, more=False, empty=empty)

    @property
    def _chosen(self) -> Person | None:
        """Who is under the cursor."""
        return self.query_one(PeopleList).chosen

    @on(LineList.Chosen)
    def _explain(self) -> None:
        """Show the chosen person in full."""
        self._tell_of(self._chosen)
        self.query_one(KeyBar).refresh()

    @work(exclusive=True, group="explain")
    async def _tell_of(self, person: Person | None) -> None:
        """Read what was changed of somebody, and show it with them."""
        told = self.query_one("#person", Prose)
        if person is None:
            told.update(Content(""))
            return
        today = self._today
        told.update(explained(person, []))

        def look(session: Session) -> tuple[list[PersonChange], list[AdmissionRow]]:
            standing = admissions.listed(session, _STANDING, today, person=person.id)
            return history(session, person.id), standing

        try:
            found = await host_of(self).desk.read(look)
        except DeskError:
            return  # the strip says so already
        told.update(explained(person, *found))

    @property
    def _today(self) -> date:
        """The duty day."""
        host = host_of(self)
        return planning(host.desk.settings).rules.duty_day(host.clock.now())

    def situation(self) -> Situation:
        """Return what can be done to whoever is chosen."""
        base, person = super().situation(), self._chosen
        return replace(base, here=base.here | ({"chosen"} if person is not None else set()))

    def do_find_person(self) -> None:
        """Go to the search field."""
        self.do_search()

    def do_edit_person(self) -> None:
        """Open the form of the chosen person."""
        if (person := self._chosen) is not None and person.retired_at is None:
            self.app.push_screen(staff_doors.person(person.id))
        else:
            host_of(self).tell(_("Whoever is retired is brought back first."))

    def do_admissions(self) -> None:
        """Show the special admissions of the chosen person, or everybody's."""
        person, today = self._chosen, self._today
        whose = (person.id, person.name) if person is not None else ("", "")
        self.app.push_screen(roster_doors.admissions((today, period_of(today)[1]), *whose))

    def do_add_person(self) -> None:
        """Open an empty form."""
        self.app.push_screen(staff_doors.person(""))

    @work(exclusive=True, group="ask")
    async def do_retire_person(self) -> None:
        """Take the chosen person out of the register, or bring them back."""
        if (person := self._chosen) is None:
            return
        host, opens = host_of(self), ""
        if person.retired_at is None:
            now = host.clock.now()
            try:
                why_not = await host.desk.read(lambda session: needed.refusal(session, person))
                left = await host.desk.read(lambda session: rostered_in(session, person.id, now))
            except DeskError as error:
                why_not, left = str(error), []
            if why_not:
                host.tell(why_not, wrong=True)
                return
            opens = left_open(person.name, left)
        answer = await self.app.push_screen_wait(doors.question(_retire(person, opens)))
        if answer is None:
            return
        made = facts.retired if person.retired_at is None else facts.restored
        fact = made(
            person, host.clock.now(), host.desk.place(), actor=host.officer, why=answer["why"]
        )
        try:
            await host.desk.write(lambda r: needed.record(r.access(), fact, person))
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        host.look_again()
        if opens:
            host.tell(opens, wrong=True)

    @work(exclusive=True, group="import")
    async def do_import_people(self) -> None:
        """Import a spreadsheet."""
        await staff_doors.people_import(self.app)

    def do_export_people(self) -> None:
        """Write the register into a file; that goes on when this screen is left."""
        self.app.run_worker(staff_doors.people_export(self.app), group="paper")


def _retire(person: Person, opens: str) -> Question:
    """Return why somebody is retired, or comes back.

    Args:
        person: Who.
        opens: Which shifts nobody serves then; empty: none.
    """
    name = shown(person.name, limit=20).plain
    blanks = (Blank("why", _("Reason"), required=True),)
    if person.retired_at is not None:
        title = _("Bring {name} back?").format(name=name)
        return Question(title, Content(""), _("Bring back"), blanks)
    words = _("Nobody is deleted: what they did keeps their name. Close their account, too.")
    body = Content(words)
    if opens:
        body = Content.assemble(shown(opens, limit=400).stylize("bold $warning"), "\n", words)
    return Question(_("Retire {name}?").format(name=name), body, _("Take out"), blanks)
