"""Commands that move about in the roster and in its wishes."""

from __future__ import annotations

from typing import Final

from dutyroom.commands.command import Command
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

OTHER_DRAFTS: Final = "other-drafts"
"""A word of `Situation.here`: there are drafts of other periods that share days with this one."""


class PreviousMonth(Command):
    """Goes back a month."""

    name = "previous_month"
    keys = ("left_square_bracket", "shift+left")
    title = N_("Month before")
    help = N_("Show the month before.")
    repeats = True


class NextMonth(Command):
    """Goes on a month."""

    name = "next_month"
    keys = ("right_square_bracket", "shift+right")
    title = N_("Next month")
    help = N_("Show the next month.")
    rank = 8
    repeats = True


class Earlier(PreviousMonth):
    """Goes back a month, or a week."""

    name = "earlier"
    title = N_("Month or week before")
    help = N_("Show the month before; where a week is shown, the week before.")


class Later(NextMonth):
    """Goes on a month, or a week."""

    name = "later"
    title = N_("Next month or week")
    help = N_("Show the next month; where a week is shown, the next week.")


class Jump(Command):
    """Goes to a date."""

    name = "jump"
    keys = ("slash", "ctrl+f")
    title = N_("Go to date")
    help = N_("Go to a day or a month: 12-20, 2027-01, 1月.")


class Today(Command):
    """Goes to today."""

    name = "today"
    keys = ("equals_sign", "t")
    title = N_("Today")
    help = N_("Go to the shift that is on now.")


class WeekOrMonth(Command):
    """Shows the week with its hours, or the month."""

    name = "week_or_month"
    keys = ("ctrl+n", "w")
    title = N_("Week or month")
    help = N_("Show one week with the hours of its shifts, or the whole month.")


class OtherDraft(Command):
    """Opens the draft of another period than the one shown."""

    name = "other_draft"
    keys = ("minus", "d")
    title = N_("Other draft")
    help = N_("Open the draft of other days than these; of several, choose which.")

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is none."""
        return "" if OTHER_DRAFTS in situation.here else _("There is no draft of other days.")
