"""The on-duty roster: a month or a week, who is on now and next, and the draft that is made."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
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
from dutyroom.registers.roster.picture import RosterPicture
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.publishing import period_of
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.roster_months import Months, Seen
from dutyroom.screens.roster_moving import RosterMoving
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.values import Slot
from dutyroom.widgets import roster_head
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.roster_month import RosterMonth
from dutyroom.widgets.roster_week import RosterWeek, monday_of
from dutyroom.widgets.roster_words import about
from dutyroom.widgets.steady import Steady


class RosterScreen(RosterMoving, DutyScreen[None]):
    """Who is on duty when."""

    OFFERS: ClassVar = words.ROSTER
    BINDINGS: ClassVar = bindings(words.ROSTER)

    DEFAULT_CSS = """
    RosterScreen #head { height: auto; max-height: 7; padding: 0 1; background: $panel; }
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
        self.months, self.left = Months(desk, self.planning), {}
        self.query_one(RosterWeek).add_class("hidden")
        self.query_one(RosterMonth).focus()
        self.day = local_date(host_of(self).now)
        self.turn_to(*period_of(self.day))
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

    def turn_to(self, first: date, last: date) -> None:
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
        """Leave the period that was shown."""
        left = self.lay_aside()
        self._beside: tuple[Seen, ...] = (left,) if left is not None else ()
        self.first, self.last = first, last
        self.picture, self.history, self.reasons = None, None, {}
        self.shows_draft = True

    async def turn_to_span(self, first: date, last: date) -> None:
        """Show the months that some days lie in, unless they are shown already."""
        if not (self.first <= first and last <= self.last):
            self.day = first
            self._begin(period_of(first)[0], period_of(last)[1])
            await self._read_now()

    @work(exclusive=True, group="read")
    async def _read(self, *, again: bool = True) -> None:
        """Read the period and show it; then read the months beside it, for the next key."""
        if again:
            await self._read_now()
        with suppress(DeskError):  # it is read when it is wanted, and said then
            beside = await self.months.read_beside(self.first, self.last, self._edition)
            self._beside = beside
            if self.by_week:
                self.show()

    async def _read_now(self) -> None:
        """Read the period and show it."""
        try:
            seen = await self.months.read(self.first, self.last, self._edition)
        except DeskError as error:
            self.query_one("#head", Steady).say(Content(str(error)))
            return
        self._take(seen)

    def _take(self, seen: Seen, *, follow: bool = True) -> None:
        """Show a period as it was read; where it is another one, the cursor goes to the day."""
        began = follow and self.picture is None
        self._read_at, self.prepared, self.picture = seen.read_at, seen, seen.picture
        self.take_draft(seen.picture.draft)
        self.show()
        if began and self.grid.allow_vertical_scroll:
            self.grid.go_to(self.day)
        elif began:  # the list is laid out first
            self.call_after_refresh(self.grid.go_to, self.day)

    @property
    def grid(self) -> RosterMonth | RosterWeek:
        """The list that is shown."""
        week = self.query_one(RosterWeek)
        return self.query_one(RosterMonth) if week.has_class("hidden") else week

    @property
    def by_week(self) -> bool:
        """Whether a week is shown."""
        return self.grid is self.query_one(RosterWeek)

    def show(self) -> None:
        """Show the roster as it stands."""
        if self.picture is None:
            return
        self.judged = self.judge()
        self.query_one(RosterMonth).show(self.picture, self.judged)
        self._show_week(self.picture)
        self._describe()

    def _show_week(self, found: RosterPicture) -> None:
        """Show the week of the day, also what other rosters have of it."""
        beside = [(seen.picture, seen.judged) for seen in self._in_week()]
        self.query_one(RosterWeek).show([(found, self.judged), *beside], self.day)

    def _in_week(self) -> list[Seen]:
        """Return the rosters beside this one that have days of the week which it has not."""
        monday = monday_of(self.day)
        days = [monday + at * ONE_DAY for at in range(7)]
        lacking = [day for day in days if not self.first <= day <= self.last]
        return [seen for seen in self._beside if any(seen.has(day) for day in lacking)]

    def _step_across(self, slot: Slot) -> None:
        """Go on in the roster of the other month, into which the cursor has moved."""
        seen = next((each for each in self._beside if each.has(slot.day)), None)
        if self.picture is None or seen is None:
            return
        self._begin(seen.picture.first, seen.picture.last)
        self._take(seen, follow=False)
        self._read(again=False)

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        """Follow the cursor."""
        month = self.query_one(RosterMonth)
        if self.grid is month and month.chosen is not None:
            self.day = month.chosen.day
        elif (slot := self.query_one(RosterWeek).slot) is not None and self.grid is not month:
            self.day = slot.day
            if not self.first <= slot.day <= self.last:
                self._step_across(slot)
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
            beside=[(seen.picture, seen.judged) for seen in self._in_week() if self.by_week],
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

    def go_to_day(self, day: date) -> None:
        """Put the cursor on a day, in its month."""
        self.day = day
        if not self.first <= day <= self.last:
            self.turn_to(*period_of(day))
            return
        if self.picture is not None:
            self._show_week(self.picture)
        self.grid.go_to(day)

    def do_week_or_month(self) -> None:
        """Change between week and month; the cursor stays on its shift."""
        slot = self.grid.slot
        for view in (RosterMonth, RosterWeek):
            self.query_one(view).toggle_class("hidden")
        if self.picture is not None:
            self._show_week(self.picture)
        self.grid.focus()
        if slot is not None:
            self.grid.go_to_slot(slot)
        else:
            self.grid.go_to(self.day)

    def do_other_view(self) -> None:
        """Show the draft, or what is in force."""
        self.shows_draft = not self.shows_draft
        self.show()
