"""The calendar: holidays, make-up days and events of a year, each with its document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands.calendar import CALENDAR, CHOSEN, SHIPPED, UNKNOWN
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.errors import PlainError
from dutyroom.i18n import _, ngettext
from dutyroom.registers.sheets.outcome import State, count
from dutyroom.screens import doors
from dutyroom.screens.base import DutyScreen
from dutyroom.standard.clocks import local_date
from dutyroom.widgets.day_list import DayList, explained, heading
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.path_suggester import chosen
from dutyroom.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from dutyroom.registers.calendar.entry import Entry
    from dutyroom.registers.calendar.picture import YearPicture
    from dutyroom.registers.calendar.reading import EntryRow
    from dutyroom.screens.asking import Question
    from dutyroom.store.facts import Fact
    from dutyroom.store.session import Session

_EARLIEST, _LATEST = 2000, 2100
_AT_ONCE = 40
"""Facts that one transaction takes within 50 ms; a year as it ships has half of that."""


class CalendarScreen(DutyScreen[None]):
    """One year at a time."""

    OFFERS: ClassVar = CALENDAR
    BINDINGS: ClassVar = bindings(CALENDAR)

    DEFAULT_CSS = """
    CalendarScreen #head { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    CalendarScreen #about { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        """Begin with the year that runs."""
        super().__init__()
        self._year = 0
        self._picture: YearPicture | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out year, list and detail."""
        yield Prose("", id="head")
        yield DayList()
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the register."""
        self._year = local_date(host_of(self).clock.now()).year
        self.query_one(DayList).focus()
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read the year as it is now."""
        self._read()

    @work(exclusive=True, group="rows")
    async def _read(self) -> None:
        """Read the year."""
        from dutyroom.registers.calendar.picture import year_picture  # noqa: PLC0415 - not needed to paint

        host, year = host_of(self), self._year
        today, month = local_date(host.clock.now()), host.desk.settings.calendar.notice_month
        try:
            picture = await host.desk.read(
                lambda session: year_picture(session, year, today, month=month)
            )
        except DeskError as error:
            self.query_one("#head", Prose).update(Content.styled(str(error), "bold $error"))
            return
        self._picture = picture
        self.query_one("#head", Prose).update(heading(picture))
        empty = Content(_("  Nothing is entered for this year."))
        self.query_one(DayList).show(picture.entries, empty=empty)
        self.query_one(KeyBar).refresh()

    @property
    def _row(self) -> EntryRow | None:
        """The entry under the cursor."""
        line = self.query_one(DayList).chosen
        return line.row if line is not None else None

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show the chosen entry in full."""
        row = self._row
        self.query_one("#about", Prose).update(explained(row) if row else Content(""))
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done here."""
        picture, row = self._picture, self._row
        held = {
            CHOSEN: row is not None and row.counts,
            SHIPPED: picture is not None and picture.known and not picture.kept,
            UNKNOWN: picture is not None and not picture.known,
        }
        here = frozenset(word for word, holds in held.items() if holds)
        return replace(super().situation(), here=here)

    def do_earlier_year(self) -> None:
        """Show the year before."""
        self._go(self._year - 1)

    def do_later_year(self) -> None:
        """Show the year after."""
        self._go(self._year + 1)

    def _go(self, year: int) -> None:
        """Show a year, from its top."""
        self._year = max(_EARLIEST, min(year, _LATEST))
        self.query_one(DayList).cursor = 0
        self._read()

    @work(exclusive=True, group="change")
    async def do_add_days(self) -> None:
        """Ask what days are, then record it."""
        from dutyroom.registers.calendar import acts  # noqa: PLC0415 - when it is wanted
        from dutyroom.screens import calendar_asking as asking  # noqa: PLC0415

        host = host_of(self)
        today = local_date(host.clock.now())
        day = today if today.year == self._year else date(self._year, 1, 1)
        place, actor = host.desk.place(), host.officer

        async def note(answer: Mapping[str, str]) -> str:
            entry, now = asking.entry_of(answer, day), host.clock.now()
            made = partial(acts.noted, entry=entry, at=now, place=place, actor=actor)
            refused = await self._recorded(made, own=1)
            if not refused:
                self._go(entry.first.year)
            return refused

        await self._ask(asking.about_days(_("What are these days?"), None, day), note)

    @work(exclusive=True, group="change")
    async def do_correct_days(self) -> None:
        """Ask what the days of the chosen entry are in truth, then record it."""
        from dutyroom.screens import calendar_asking as asking  # noqa: PLC0415 - when it is wanted

        row = self._row
        if row is None:
            return
        first = row.entry.first

        async def correct(answer: Mapping[str, str]) -> str:
            return await self._correct(row, answer["why"], asking.entry_of(answer, first))

        question = asking.about_days(_("Correct this entry"), row.entry, first, why=True)
        await self._ask(question, correct)

    @work(exclusive=True, group="change")
    async def do_withdraw_days(self) -> None:
        """Ask why the chosen entry is withdrawn, then record it."""
        from dutyroom.screens import calendar_asking as asking  # noqa: PLC0415 - when it is wanted

        row = self._row
        if row is None:
            return
        await self._ask(
            asking.about_withdrawing(explained(row)),
            lambda answer: self._correct(row, answer["why"], None),
        )

    async def _correct(self, row: EntryRow, why: str, entry: Entry | None) -> str:
        """Put an entry in another's place, or none; return why not."""
        from dutyroom.registers.calendar import acts  # noqa: PLC0415 - when it is wanted

        host = host_of(self)
        now, place, actor = host.clock.now(), host.desk.place(), host.officer
        return await self._recorded(
            lambda s: acts.corrected(s, row, entry, now, place, actor=actor, why=why),
            own=1 if entry is None else 2,
        )

    async def _ask(
        self, question: Question, act: Callable[[Mapping[str, str]], Awaitable[str]]
    ) -> None:
        """Ask, and do it; what is refused is asked again, with what was typed."""
        from dutyroom.screens.asking_again import asked_again  # noqa: PLC0415 - when it is wanted

        asked = question
        while (answer := await self.app.push_screen_wait(doors.question(asked))) is not None:
            if not (refused := await act(answer)):
                return
            asked = asked_again(question, answer, refused)

    @work(exclusive=True, group="change")
    async def do_take_year(self) -> None:
        """Take the year as it ships into the register."""
        from dutyroom.registers.calendar import acts  # noqa: PLC0415 - when it is wanted

        host, year = host_of(self), self._year
        now, place, actor = host.clock.now(), host.desk.place(), host.officer
        made = partial(acts.taken, years=[year], at=now, place=place, actor=actor)
        if refused := await self._recorded(made):
            host.tell(refused, wrong=True)

    @work(exclusive=True, group="change")
    async def do_assume_year(self) -> None:
        """Allow plain weekdays with a reason, or take that back."""
        from dutyroom.registers.calendar import facts  # noqa: PLC0415 - when it is wanted
        from dutyroom.screens import calendar_asking as asking  # noqa: PLC0415

        host, year, picture = host_of(self), self._year, self._picture
        now, place, actor = host.clock.now(), host.desk.place(), host.officer
        if picture is not None and picture.assumed is not None:
            await host.recorded(facts.unassumed(year, now, place, actor=actor))
            return
        answer = await self.app.push_screen_wait(doors.question(asking.about_assuming(year)))
        if answer is not None:
            await host.recorded(facts.assumed(year, now, place, actor=actor, why=answer["why"]))

    @work(exclusive=True, group="change")
    async def do_import_days(self) -> None:
        """Ask for a file, show what it would change, and import it where that is wanted."""
        from dutyroom.desk.day_import import compare  # noqa: PLC0415 - when it is wanted
        from dutyroom.registers.calendar import acts  # noqa: PLC0415
        from dutyroom.screens import calendar_asking as asking  # noqa: PLC0415

        host = host_of(self)
        answer = await self.app.push_screen_wait(doors.question(asking.about_file()))
        path = chosen(answer["path"]) if answer is not None else None
        if path is None:
            return
        try:
            preview = await host.desk.work(lambda r: r.read(lambda s: compare(s, path)))
        except (DeskError, PlainError) as error:
            host.tell(str(error), wrong=True)
            return
        if not await self.app.push_screen_wait(doors.import_preview(preview)):
            return
        now, place, actor = host.clock.now(), host.desk.place(), host.officer
        own = len(preview.changes) - count(preview, State.UNCHANGED)
        made = partial(acts.imported, preview=preview, at=now, place=place, actor=actor)
        if refused := await self._recorded(made, own=own):
            host.tell(refused, wrong=True)
            return
        years = {each.entry.first.year for each in preview.changes}
        if years and self._year not in years:
            self._go(min(years))

    async def _recorded(
        self, made: Callable[[Session], list[Fact]], *, own: int | None = None
    ) -> str:
        """Make facts and record them; say what was done, or return why not.

        Args:
            made: Makes them.
            own: How many of them are what the officer did; the others take over the year.
        """
        host = host_of(self)
        try:
            facts = await host.desk.read(made)
            if len(facts) <= _AT_ONCE:
                await host.desk.record(*facts)
            else:
                async for _done in host.desk.steps(lambda r: r.importing(facts, host.clock.now())):
                    pass
        except (DeskError, PlainError) as error:
            return str(error)
        host.look_again()
        host.tell(_told(len(facts), len(facts) if own is None else own))
        return ""


def _told(every: int, own: int) -> str:
    """Return how many entries were recorded, and how many of the year were taken over first."""
    words = ngettext("{count} entry recorded.", "{count} entries recorded.", own).format(count=own)
    if (over := every - own) <= 0:
        return words
    more = ngettext(
        "{count} entry of the year as it ships was taken over first.",
        "{count} entries of the year as it ships were taken over first.",
        over,
    )
    return f"{words} {more.format(count=over)}"
