"""The on-duty roster: a month or a week, who is on now and next, and the draft that is made."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import roster as words
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.roster_moving import OTHER_DRAFTS
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.publishing import period_of
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.roster_acts import RosterActs
from dutyroom.screens.roster_months import Months, Seen
from dutyroom.standard.clocks import local_date
from dutyroom.standard.date_words import span
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.words import days_in_words
from dutyroom.widgets import roster_head
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.roster_month import RosterMonth
from dutyroom.widgets.roster_week import RosterWeek
from dutyroom.widgets.roster_words import about
from dutyroom.widgets.steady import Steady


class RosterScreen(RosterActs, DutyScreen[None]):
    """Who is on duty when."""

    OFFERS: ClassVar = words.ROSTER
    BINDINGS: ClassVar = bindings(words.ROSTER)

    DEFAULT_CSS = """
    RosterScreen #head { height: auto; max-height: 6; padding: 0 1; background: $panel; }
    RosterScreen #about { height: auto; max-height: 4; min-height: 2; padding: 0 1;
        background: $surface; }
    RosterScreen .hidden { display: none; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out the heading, month and week, and what is said of the chosen shift."""
        yield Steady(id="head")
        yield RosterMonth()
        yield RosterWeek()
        yield Steady(id="about")

    def on_mount(self) -> None:
        """Begin with this month, at today."""
        desk = host_of(self).desk
        self.planning = planning(desk.settings)
        self.months = Months(desk, self.planning)
        self.query_one(RosterWeek).add_class("hidden")
        self.query_one(RosterMonth).focus()
        self._day = local_date(host_of(self).now)
        self._turn_to(*period_of(self._day))
        self.watch(self.app, "edition", self._again, init=False)
        self.watch(self.app, "now", self._relieved, init=False)

    def _again(self) -> None:
        """Read again what others have changed."""
        self._read()

    def _relieved(self) -> None:
        """Read again when the shift that is on now has ended, or the next has begun."""
        if self.picture is None:
            return
        now, found = host_of(self).now, self.picture
        ends = [found.now.end] if found.now is not None else []
        ends += [found.following.start] if found.following is not None else []
        if any(self._read_at < end <= now for end in ends):
            self._read()

    def _turn_to(self, first: date, last: date) -> None:
        """Show another period: at once where it was read already."""
        self._begin(first, last)
        kept = self.months.kept(first, last, self._edition)
        if kept is not None:
            self._take(kept)
        self._read(again=kept is None)

    @property
    def _edition(self) -> int:
        """What counts the changes that the console has seen."""
        return cast("int", getattr(self.app, "edition", 0))

    def _begin(self, first: date, last: date) -> None:
        """Forget the period that was shown."""
        self.first, self.last = first, last
        self.picture, self.history, self.reasons = None, None, {}
        self.shows_draft = True

    async def turn_to_span(self, first: date, last: date) -> None:
        """Show the months that some days lie in, unless they are shown already."""
        if not (self.first <= first and last <= self.last):
            self._day = first
            self._begin(period_of(first)[0], period_of(last)[1])
            await self._read_now()

    @work(exclusive=True, group="read")
    async def _read(self, *, again: bool = True) -> None:
        """Read the period and show it; then read the months beside it, for the next key."""
        if again:
            await self._read_now()
        with suppress(DeskError):  # it is read when it is wanted, and said then
            await self.months.read_beside(self.first, self.last, self._edition)

    async def _read_now(self) -> None:
        """Read the period and show it."""
        try:
            seen = await self.months.read(self.first, self.last, self._edition)
        except DeskError as error:
            self.query_one("#head", Steady).say(Content(str(error)))
            return
        self._take(seen)

    def _take(self, seen: Seen) -> None:
        """Show a period as it was read."""
        began = self.picture is None
        self._read_at, self.prepared, self.picture = seen.read_at, seen, seen.picture
        self.take_draft(seen.picture.draft)
        self.show()
        if began and self.grid.allow_vertical_scroll:
            self.grid.go_to(self._day)
        elif began:  # the list is laid out first
            self.call_after_refresh(self.grid.go_to, self._day)

    @property
    def grid(self) -> RosterMonth | RosterWeek:
        """The list that is shown."""
        week = self.query_one(RosterWeek)
        return self.query_one(RosterMonth) if week.has_class("hidden") else week

    def show(self) -> None:
        """Show the roster as it stands."""
        if self.picture is None:
            return
        self.judged = self.judge()
        self.query_one(RosterMonth).show(self.picture, self.judged)
        self.query_one(RosterWeek).show(self.picture, self.judged, self._day)
        self._describe()

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        """Follow the cursor."""
        month = self.query_one(RosterMonth)
        if self.grid is month and month.chosen is not None:
            self._day = month.chosen.day
        elif (slot := self.query_one(RosterWeek).slot) is not None and self.grid is not month:
            self._day = slot.day
        self._describe()

    def _describe(self) -> None:
        """Say what is shown, and all about the chosen shift."""
        if self.picture is None:
            return
        lines = roster_head.heading(
            self.picture,
            self.judged,
            draft=self.is_draft,
            stale=self.stale,
            wide=self.size.width >= 100,
        )
        self.query_one("#head", Steady).say(lines)
        slot = self.grid.slot
        said = about(self.picture, self.judged, slot) if slot else Content("")
        self.query_one("#about", Steady).say(said)
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done here."""
        found = self.picture
        holds = {
            words.PLANNED: found is not None and not found.trouble,
            words.SLOT: found is not None and self.grid.slot is not None,
            words.DRAFT: self.is_draft,
            words.DRAFTED: self.history is not None,
            words.UNDOABLE: self.history is not None and self.history.undoable,
            words.REDOABLE: self.history is not None and self.history.redoable,
            words.STALE: self.is_draft and self.stale,
            words.PUBLISHED: found is not None and bool(found.versions),
            words.FAULTY: bool(self.judged.faults),
            OTHER_DRAFTS: found is not None and bool(found.drafts),
        }
        return replace(
            super().situation(), here=frozenset(word for word, holds_ in holds.items() if holds_)
        )

    def do_previous_month(self) -> None:
        """Show the month before."""
        self._day = self.first - ONE_DAY
        self._turn_to(*period_of(self._day))

    def do_next_month(self) -> None:
        """Show the next month."""
        self._day = self.last + ONE_DAY
        self._turn_to(*period_of(self._day))

    def do_today(self) -> None:
        """Go to today."""
        self._go_to(local_date(host_of(self).now))

    def _go_to(self, day: date) -> None:
        """Put the cursor on a day, in its month."""
        self._day = day
        if not self.first <= day <= self.last:
            self._turn_to(*period_of(day))
            return
        if self.picture is not None:
            self.query_one(RosterWeek).show(self.picture, self.judged, day)
        self.grid.go_to(day)

    @work(exclusive=True, group="ask")
    async def do_jump(self) -> None:
        """Ask for a day, and go there."""
        today = local_date(host_of(self).now)
        question = Question(
            _("Go to date"),
            Content(_("A day or a month: 12-20, 2027-01-03, 2027-01, 1月, 今天.")),
            _("Go on"),
            (Blank("day", _("Date"), required=True, longest=20),),
            check=lambda answer: "" if day_named(answer["day"], today) else _("That is no date."),
        )
        answer = await self.app.push_screen_wait(doors.question(question))
        day = day_named(answer["day"], today) if answer else None
        if day is not None:
            self._go_to(day)

    def do_week_or_month(self) -> None:
        """Change between week and month; the cursor stays on its shift."""
        slot, day = self.grid.slot, self._day
        for view in (RosterMonth, RosterWeek):
            self.query_one(view).toggle_class("hidden")
        if self.picture is not None:
            self.query_one(RosterWeek).show(self.picture, self.judged, day)
        self.grid.focus()
        if slot is not None:
            self.grid.go_to_slot(slot)
        else:
            self.grid.go_to(day)

    @work(exclusive=True, group="ask")
    async def do_other_draft(self) -> None:
        """Open the draft of other days; of several, ask which."""
        found = self.picture
        drafts = [*found.beside, *found.drafts] if found is not None else []
        drafts = list(dict.fromkeys(drafts))  # those that share days with this one come first
        chosen = drafts[0] if drafts else None
        if len(drafts) > 1:
            days = [(days_in_words(*each), str(at)) for at, each in enumerate(drafts)]
            blank = Blank("draft", _("Draft"), required=True, choices=days)
            question = Question(_("Other draft"), Content(""), _("Open"), (blank,))
            answer = await self.app.push_screen_wait(doors.question(question))
            chosen = drafts[int(answer["draft"])] if answer else None
        if chosen is not None:
            self._day = chosen[0]
            self._turn_to(*chosen)

    def do_other_view(self) -> None:
        """Show the draft, or what is in force."""
        self.shows_draft = not self.shows_draft
        self.show()


def day_named(typed: str, today: date) -> date | None:
    """Return the day that somebody types; without a year the nearest one that is to come.

    Args:
        typed: For instance `12-20`, `2027-01` or `1月`.
        today: The day on which it is typed.
    """
    text = typed.strip()
    # `span` looks back, as in a log; a date without a year means the next one here
    ahead = 300 if any(character.isdigit() for character in text) else 0
    found = span(text, today + timedelta(days=ahead))
    if found is None:
        return None
    day = found[0]
    return day if 1990 <= day.year <= 2100 else None
