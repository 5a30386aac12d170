"""The special admissions to the roster: who may serve in spite of a rule, who gave it, and why."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content

from dutyroom.commands import admissions as words
from dutyroom.commands.admissions import ADMISSIONS
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.admissions import acts, reading
from dutyroom.registers.admissions.kinds import AdmissionFilter, AdmissionState
from dutyroom.registers.admissions.leaving import still_rostered
from dutyroom.registers.admissions.reading import AdmissionRow
from dutyroom.registers.roster.departures import left_open
from dutyroom.registers.roster.planning import planning
from dutyroom.screens import admission_asking as asking
from dutyroom.screens.admitting import Offered, ask_admission, staff
from dutyroom.screens.assent import Decided, ask_and_decide
from dutyroom.screens.register_list import RegisterListScreen
from dutyroom.widgets.admission_list import (
    AdmissionFilters,
    AdmissionList,
    admission_explained,
)

if TYPE_CHECKING:
    from dutyroom.registers.accounts.access import Access
    from dutyroom.registers.admissions.facts import Admission
    from dutyroom.store.session import Session


class AdmissionsScreen(RegisterListScreen[AdmissionRow]):
    """Who may serve though kind of post or training stands against it."""

    OFFERS: ClassVar = ADMISSIONS
    BINDINGS: ClassVar = bindings(ADMISSIONS)
    BAR: ClassVar = AdmissionFilters
    LIST: ClassVar = AdmissionList
    KIND: ClassVar = None

    def __init__(self, days: tuple[date, date], person: str = "", name: str = "") -> None:
        """List everybody's admissions, or somebody's.

        Args:
            days: The days that are offered where somebody is admitted.
            person: Id of whose; empty: everybody's.
            name: Their name.
        """
        super().__init__()
        self._days = days
        self._whose = person, name
        self._before: Admission | None = None

    def on_mount(self) -> None:
        """Follow the register."""
        self._planning = planning(host_of(self).desk.settings)
        self.query_one(AdmissionList).today = self._today
        self.query_one(AdmissionFilters).whose = self._whose[1]
        super().on_mount()

    @property
    def _today(self) -> date:
        """The duty day."""
        return self._planning.rules.duty_day(host_of(self).clock.now())

    def rows(self, session: Session, which: str, query: str, most: int) -> list[AdmissionRow]:
        """Return the admissions of a filter."""
        chosen, person = AdmissionFilter(which), self._whose[0]
        return reading.listed(session, chosen, self._today, person=person, query=query, limit=most)

    def counts(self, session: Session) -> dict[str, int]:
        """Return how many stand and are not over."""
        return reading.counts(session, self._today, self._whose[0])

    def described(self, row: AdmissionRow) -> Content:
        """Return everything about an admission."""
        return admission_explained(row, self._today)

    def empty(self) -> str:
        """Return that nobody is listed."""
        return _("  No special admissions here.")

    def hint(self) -> str:
        """Return what can be searched for."""
        return _("/ search name, reason")

    def situation(self) -> Situation:
        """Return what can be done about the chosen admission."""
        row, here = self.chosen, set[str]()
        if row is not None:
            here.add(words.CHOSEN)
            if row.state(self._today) is AdmissionState.STANDS:
                here.add(words.OPEN)
        return replace(super().situation(), here=frozenset(here))

    @work(exclusive=True, group="question")
    async def do_admit(self) -> None:
        """Ask who is admitted, and who decides."""
        offered = Offered(self._days, self._whose[0], before=self._before)
        made = await ask_admission(self.app, offered)
        if made is not None:
            self._before = made.said
            self.go_to(made.id)

    @work(exclusive=True, group="question")
    async def do_take_back_admission(self) -> None:
        """Ask why the chosen admission is taken back, and who decides."""
        host, row, how = host_of(self), self.chosen, self._planning
        if row is None:
            return
        try:
            known = await staff(host)
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        actor = host.officer

        def act(access: Access, decided: Decided) -> None:
            acts.take_back(
                access,
                row.id,
                decided.answers["why"],
                how,
                assent=decided.assent,
                actor=actor,
                password=decided.password,
            )

        if await ask_and_decide(self.app, asking.taking_back(row, known.able), act):
            now = host.clock.now()
            with suppress(DeskError):  # the roster marks them all the same
                left = await host.desk.read(lambda session: still_rostered(session, row, now))
                if said := left_open(row.name, left):
                    host.tell(said, wrong=True)

    def do_admissions_standing(self) -> None:
        """Show what stands and is not over."""
        self.show(AdmissionFilter.STANDING)

    def do_admissions_back(self) -> None:
        """Show what was taken back."""
        self.show(AdmissionFilter.BACK)

    def do_admissions_all(self) -> None:
        """Show every admission."""
        self.show(AdmissionFilter.ALL)
