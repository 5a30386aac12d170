"""Submissions: the rosters of holidays and events, in time and with a receipt (article 9(2))."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import submissions as words
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.commands.submissions import SUBMISSIONS
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.calendar.reading import calendar
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.submissions import acts
from dutyroom.registers.submissions.occasions import Occasion, occasions
from dutyroom.registers.submissions.staffing import DayStaff, missing_words, staffing
from dutyroom.screens import calendar_doors, doors
from dutyroom.screens import submission_asking as asking
from dutyroom.screens.acting import done
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.submission_noting import ask_notice_sent, ask_sending, desk_of
from dutyroom.standard.calendar.deadlines import missing_notice
from dutyroom.standard.clocks import local_date
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.occasion_list import OccasionList, explained
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown


class SubmissionsScreen(DutyScreen[None]):
    """What is to be submitted, and what can be done about the chosen one."""

    OFFERS: ClassVar = SUBMISSIONS
    BINDINGS: ClassVar = bindings(SUBMISSIONS)

    DEFAULT_CSS = """
    SubmissionsScreen #head { height: auto; max-height: 2; padding: 0 1; background: $surface; }
    SubmissionsScreen #about { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        """Begin without anything read."""
        super().__init__()
        self._staff: dict[str, list[DayStaff]] = {}
        self._told = ""
        self._at_first = True

    def compose_body(self) -> ComposeResult:
        """Lay out what is missing, list and detail."""
        yield Prose("", id="head")
        yield OccasionList()
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the registers."""
        self.query_one(OccasionList).focus()
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read everything as it is now."""
        self._read()

    @work(exclusive=True, group="rows")
    async def _read(self) -> None:
        """Read the occasions, and who is on duty on their days."""
        host = host_of(self)
        now, chosen = host.clock.now(), host.desk.settings.calendar
        how = planning(host.desk.settings)
        try:
            found = await host.desk.read(lambda session: occasions(session, now, chosen))
            self._staff = await host.desk.read(
                lambda session: {
                    each.id: staffing(session, each.first, each.last, how) for each in found
                }
            )
            year = local_date(now).year
            known = await host.desk.read(lambda session: calendar(session, year, year + 1))
        except DeskError as error:
            self.query_one("#head", Prose).update(Content.styled(str(error), "bold $error"))
            return
        missing = missing_notice(local_date(now), known)
        line = _("The notice for {year} has not been entered: its holidays are not listed.")
        if missing and known.has_year(missing):
            line = _("The notice for {year} is entered in part: some holidays are not listed.")
        head = Content.styled(line.format(year=missing), "bold $error") if missing else Content("")
        self.query_one("#head", Prose).update(head)
        sent = [each.submission.sent for each in found if each.submission is not None]
        self._told = max(sent, key=lambda one: one.at).to if sent else ""
        rows = self.query_one(OccasionList)
        rows.show_rows(found, more=False, empty=Content(_("  No holiday or event is near.")))
        if self._at_first and found:
            self._at_first = False
            today = local_date(now)
            rows.cursor = next((at for at, each in enumerate(found) if each.last >= today), 0)
        self.query_one(KeyBar).refresh()

    @property
    def _row(self) -> Occasion | None:
        """The occasion under the cursor."""
        return self.query_one(OccasionList).chosen

    def _words(self, row: Occasion) -> Content:
        """Return an occasion in full."""
        working = host_of(self).desk.settings.calendar.working_days
        return explained(row, self._staff.get(row.id, []), working=working)

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show the chosen occasion in full."""
        row = self._row
        self.query_one("#about", Prose).update(self._words(row) if row else Content(""))
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done to the chosen occasion."""
        row = self._row
        held = {
            words.CHOSEN: row is not None,
            words.SUBMITTED: row is not None and row.submission is not None,
            words.OWED: row is not None and bool(row.owed),
            words.UNRECEIPTED: row is not None and acts.waiting_for_receipt(row) is not None,
        }
        here = frozenset(word for word, holds in held.items() if holds)
        return replace(super().situation(), here=here)

    @work(exclusive=True, group="act")
    async def do_submit(self) -> None:
        """Ask how the roster was submitted, and why though somebody is missing; then note it."""
        if (row := self._row) is not None:
            title = _("Submit the roster: {name}").format(name=shown(row.label, limit=30).plain)
            clock = host_of(self).clock
            question = asking.about_sending(title, self._words(row), clock, self._told)
            staff = self._staff.get(row.id, [])
            known = any(day.officers or day.leaders for day in staff)  # else it is refused anyway
            missing = missing_words(staff) if known and row.submission is None else ""
            if missing:
                question = asking.in_spite(question, missing)
            await ask_sending(self.app, row, question, acts.submit)

    @work(exclusive=True, group="act")
    async def do_notify_change(self) -> None:
        """Ask how the change notice was sent, then note it."""
        if (row := self._row) is not None:
            await ask_notice_sent(self.app, row, self._words(row), self._told)

    @work(exclusive=True, group="act")
    async def do_receipt(self) -> None:
        """Ask which receipt came, then note it."""
        host, row = host_of(self), self._row
        if row is None:
            return
        answer = await self.app.push_screen_wait(
            doors.question(asking.about_receipt(self._words(row)))
        )
        if answer is not None:
            number, by = answer["receipt"], answer["received_by"]
            await done(
                host, lambda access: acts.note_receipt(desk_of(host, access), row.id, number, by)
            )

    @work(exclusive=True, group="act")
    async def do_withdraw_submission(self) -> None:
        """Ask why, then take the submission back."""
        host, row = host_of(self), self._row
        if row is None:
            return
        answer = await self.app.push_screen_wait(
            doors.question(asking.about_withdrawing(self._words(row)))
        )
        if answer is not None:
            await done(
                host, lambda access: acts.withdraw(desk_of(host, access), row.id, answer["why"])
            )

    @work(exclusive=True, group="paper")
    async def do_submission_sheet(self) -> None:
        """Print or save the submission sheet."""
        if (row := self._row) is not None:
            await calendar_doors.submission_sheet(self.app, row)

    @work(exclusive=True, group="paper")
    async def do_notice_sheet(self) -> None:
        """Print or save the change notice."""
        if (row := self._row) is not None:
            await calendar_doors.notice_sheet(self.app, row)
