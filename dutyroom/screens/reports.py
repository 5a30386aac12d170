"""The daily reports: which day owes one, how far it is, and what can be done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content

from dutyroom.commands import reports as words
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.reports import REPORTS
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.people import reading as people
from dutyroom.registers.reports import acts, reading, rules
from dutyroom.registers.reports.acts import Approval
from dutyroom.registers.reports.counting import events, figures
from dutyroom.registers.reports.kinds import ReportFilter, ReportState
from dutyroom.registers.reports.reading import ReportRow
from dutyroom.registers.reports.signing import Signer, signs_by_password
from dutyroom.screens import calendar_doors, doors
from dutyroom.screens import report_asking as asking
from dutyroom.screens import submission_asking as sending
from dutyroom.screens.asking_again import ask_and_do
from dutyroom.screens.assent import ask_and_decide
from dutyroom.screens.register_list import RegisterListScreen
from dutyroom.screens.report_asking import Logged
from dutyroom.standard.clocks import local_date
from dutyroom.widgets.report_list import ReportFilters, ReportList, report_explained

if TYPE_CHECKING:
    from dutyroom.store.session import Session

_HELD = {
    ReportState.MISSING: words.MISSING,
    ReportState.WRITTEN: words.WRITTEN,
    ReportState.SIGNED: words.SIGNED,
    ReportState.APPROVED: words.APPROVED,
    ReportState.SENT: words.SENT,
    ReportState.VOID: words.VOID,
}


class ReportsScreen(RegisterListScreen[ReportRow]):
    """What was reported of the days of holidays and events, and what is still owed (article 9)."""

    OFFERS: ClassVar = REPORTS
    BINDINGS: ClassVar = bindings(REPORTS)
    BAR: ClassVar = ReportFilters
    LIST: ClassVar = ReportList
    KIND: ClassVar = None

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._told = ""

    @property
    def _today(self) -> date:
        """The day, in Beijing time."""
        return local_date(host_of(self).clock.now())

    def rows(self, session: Session, which: str, query: str, most: int) -> list[ReportRow]:
        """Return the reports of a filter, and keep to whom the last one was sent."""
        self._told = reading.last_recipient(session)
        return reading.listed(session, ReportFilter(which), self._today, query=query, limit=most)

    def counts(self, session: Session) -> dict[str, int]:
        """Return how many are not sent yet."""
        return reading.counts(session, self._today)

    def described(self, row: ReportRow) -> Content:
        """Return everything about a report."""
        return report_explained(row)

    def empty(self) -> str:
        """Return that nothing is listed."""
        return _("  No daily report is owed here.")

    def hint(self) -> str:
        """Return what can be searched for."""
        return _("/ search day, occasion, situation, names")

    def situation(self) -> Situation:
        """Return what can be done about the chosen report."""
        row = self.chosen
        here = {words.CHOSEN, _HELD[row.state]} if row is not None else set()
        if row is not None and row.unreceipted:
            here.add(words.UNRECEIPTED)
        return replace(super().situation(), here=frozenset(here))

    @work(exclusive=True, group="question")
    async def do_write_report(self) -> None:
        """Write the report of the chosen day that has none, go on with its draft, or today's."""
        row = self.chosen
        if row is not None and row.state is ReportState.MISSING:
            await self._fill_in(row.on, None)
        elif row is not None and row.state is ReportState.WRITTEN:
            await self._fill_in(row.on, row)
        else:
            await self._fill_in(self._today, None)

    @work(exclusive=True, group="question")
    async def do_correct_report(self) -> None:
        """Write another report in the place of the chosen one."""
        if (row := self.chosen) is not None:
            await self._fill_in(row.on, row)

    async def _fill_in(self, day: date, row: ReportRow | None) -> None:
        """Fill in the form of a report."""
        host = host_of(self)
        try:
            label = await host.desk.read(lambda session: reading.owed(session, day, day))
            logged = await self._logged(row or ReportRow("", day.isoformat()))
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        form = asking.writing(day, label.get(day, ""), row, logged, host.officer)
        self.go_to(await self.app.push_screen_wait(doors.form(form)))

    async def _logged(self, row: ReportRow) -> Logged:
        """Return what the registers hold of the stretch of a report by now."""
        host = host_of(self)
        now = host.clock.now()

        def read(session: Session) -> Logged:
            since, until = rules.spoken_of(session, row, now)
            return Logged(figures(session, since, until), events(session, since, until))

        return await host.desk.read(read)

    @work(exclusive=True, group="question")
    async def do_sign_report(self) -> None:
        """Ask for the signature of the chosen report."""
        host, row = host_of(self), self.chosen
        if row is None:
            return
        hour, name, sat = host.desk.settings.calendar.report, host.officer, host.session
        try:
            logged = await self._logged(row)
            password = await host.desk.read(signs_by_password)
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        await ask_and_do(
            self.app,
            asking.signing(row, logged, name, password=password),
            lambda r, said: acts.sign(
                r.access(), row.id, hour, Signer(name, sat, said.get("password", "")), said
            ),
        )

    @work(exclusive=True, group="question")
    async def do_approve_report(self) -> None:
        """Ask who approves the chosen report."""
        host, row = host_of(self), self.chosen
        if row is None:
            return
        now, actor = host.clock.now(), host.officer
        try:
            everybody = await host.desk.read(people.everybody)
            founded = await host.desk.read(accounts.founded)
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        able = [each for each in everybody if rules.may_approve(each, now)]
        await ask_and_decide(
            self.app,
            asking.approving(row, able, outsiders=not founded),
            lambda access, decided: acts.approve(
                access, row.id, Approval(decided.assent, decided.password), actor=actor
            ),
        )

    @work(exclusive=True, group="question")
    async def do_send_report(self) -> None:
        """Ask how the chosen report was sent."""
        host, row = host_of(self), self.chosen
        if row is None:
            return
        actor = host.officer
        question = sending.about_sending(
            _("Daily report {day}").format(day=row.day),
            report_explained(row),
            host.clock,
            self._told,
        )
        await ask_and_do(
            self.app,
            question,
            lambda r, said: acts.send(
                r.access(), row.id, sending.sending_of(said, host.clock.now()), actor=actor
            ),
        )

    @work(exclusive=True, group="question")
    async def do_report_receipt(self) -> None:
        """Ask who received the chosen report."""
        host, row = host_of(self), self.chosen
        if row is None:
            return
        actor = host.officer
        await ask_and_do(
            self.app,
            sending.about_receipt(report_explained(row)),
            lambda r, said: acts.note_receipt(
                r.access(), row.id, said["receipt"], said["received_by"], actor=actor
            ),
        )

    @work(exclusive=True, group="question")
    async def do_void_report(self) -> None:
        """Ask why the chosen report was entered by mistake."""
        host, row = host_of(self), self.chosen
        if row is None:
            return
        actor = host.officer
        await ask_and_do(
            self.app,
            asking.voiding(row),
            lambda r, said: acts.void(r.access(), row.id, said["why"], actor=actor),
        )

    def do_report_sheet(self) -> None:
        """Print or save the chosen report; that goes on when this screen is left."""
        if (row := self.chosen) is not None:
            self.app.run_worker(calendar_doors.report_sheet(self.app, row), group="paper")

    def do_period_sheet(self) -> None:
        """Print or save the summary of the period of the chosen day."""
        if (row := self.chosen) is not None:
            self.app.run_worker(calendar_doors.period_sheet(self.app, row.on), group="paper")

    def do_report_board(self) -> None:
        """Show which units have reported to this one on the chosen day, or today."""
        row = self.chosen
        self.app.push_screen(calendar_doors.board(row.on if row is not None else self._today))

    def do_reports_open(self) -> None:
        """Show what is not sent yet."""
        self.show(ReportFilter.OPEN)

    def do_reports_all(self) -> None:
        """Show every report."""
        self.show(ReportFilter.ALL)
