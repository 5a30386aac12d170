"""Move about in the roster: by months or weeks, to a day, to another draft."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from textual import work
from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.roster_acts import RosterActs
from dutyroom.standard.clocks import local_date
from dutyroom.standard.date_words import span
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.words import days_in_words

_WEEK: Final = timedelta(days=7)


class RosterMoving(RosterActs):
    """What shows other days; the roster's screen is one.

    Attributes:
        day: The day under the cursor.
    """

    day: date

    @property
    def by_week(self) -> bool:
        """Whether a week is shown."""
        raise NotImplementedError

    def turn_to(self, first: date, last: date) -> None:
        """Show another period."""
        raise NotImplementedError

    def go_to_day(self, day: date) -> None:
        """Put the cursor on a day, in its month."""
        raise NotImplementedError

    def do_earlier(self) -> None:
        """Show the month or week before."""
        self.go_to_day(self.day - _WEEK if self.by_week else self.first - ONE_DAY)

    def do_later(self) -> None:
        """Show the next month or week."""
        self.go_to_day(self.day + _WEEK if self.by_week else self.last + ONE_DAY)

    def do_today(self) -> None:
        """Go to today."""
        self.go_to_day(local_date(host_of(self).now))

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
            self.go_to_day(day)

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
            self.day = chosen[0]
            self.turn_to(*chosen)


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
