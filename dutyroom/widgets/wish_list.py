"""Wishes for and against duty as a list, with their filters, and everything about one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar, Final

from textual.content import Content
from textual.reactive import reactive

from dutyroom.commands.command import Command
from dutyroom.commands.host import host_of
from dutyroom.commands.wishes import FILTERING
from dutyroom.documents.wish_lines import duty_words, shift_words
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.wishes.granting import Granted
from dutyroom.registers.wishes.kinds import WishFilter, WishState, wish_words
from dutyroom.widgets.declined import MarkedList
from dutyroom.widgets.filters import Filters
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.moments import in_log, minute
from dutyroom.widgets.shown import shown

_WIDTHS: Final = (11, 8, 16, 18, 8)
_MORE: Final = (11, 9)
_ROOM: Final = 110
"""Cells from which on there are columns for who entered it and when."""

_LAMPS: Final[Mapping[WishState, Lamp]] = {
    WishState.WAITING: Lamp.BUSY,
    WishState.MET: Lamp.GOOD,
    WishState.UNMET: Lamp.WARN,
    WishState.WITHDRAWN: Lamp.IDLE,
    WishState.OVER: Lamp.IDLE,
}


class WishFilters(Filters):
    """Four filters; the first one bears the name of its month."""

    FILTERS: ClassVar = tuple(WishFilter)
    COMMANDS: ClassVar = FILTERING

    month: reactive[date | None] = reactive(None)
    """The first day of the month; None: it is not known yet."""

    def titled(self, name: str, command: type[Command]) -> str:
        """Return what a filter is called: the first one by its month."""
        if name == WishFilter.MONTH and self.month is not None:
            return f"{self.month:%Y-%m}"
        return super().titled(name, command)


class WishList(MarkedList[Granted]):
    """One wish a line."""

    labels: Mapping[str, str]
    """What each kind of shift is called."""

    _wide: bool = False

    def fit(self, width: int) -> None:
        """Give the columns their cells: in a wide terminal there are two more."""
        self._wide = width >= _ROOM

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (
            _("State"), _("Name"), _("Wish"), _("Days"), _("Shift"), _("Entered"), _("Entered by"),
        )  # fmt: skip
        return self._line([Content(each) for each in titles], Content(_("Reason")))

    def draw_row(self, row: Granted) -> Content:
        """Return one wish."""
        host, wish = host_of(self), row.wish
        parts = [
            _LAMPS[row.state].draw(row.state.label, ascii_only=host.ascii),
            shown(wish.name, limit=20),
            Content(wish_words(wanted=wish.wanted, strong=wish.strong)),
            Content(wish.days),
            shown(shift_words(wish.shifts, self.labels), limit=30),
            Content(in_log(wish.asked_at, host.now)),
            shown(wish.asked_by, limit=20),
        ]
        return self._line(parts, shown(wish.reason, limit=60))

    def pending(self, row: Granted) -> bool:  # noqa: ARG002 - the same of each
        """Tell that no wish is an item of a handover."""
        return False

    def _line(self, parts: Sequence[Content], last: Content) -> Content:
        """Return a line of as many columns as there is room for."""
        widths = (*_WIDTHS, *_MORE) if self._wide else _WIDTHS
        return in_columns(parts[: len(widths)], widths, last)


def wish_explained(row: Granted, labels: Mapping[str, str]) -> Content:
    """Return everything about a wish, for the pane below the list."""
    wish = row.wish
    what = wish_words(wanted=wish.wanted, strong=wish.strong)
    lines = [
        Content.assemble(
            shown(wish.name, limit=30).stylize("bold"),
            f"  {what}  {wish.days}  ",
            shown(shift_words(wish.shifts, labels), limit=60),
        ),
        shown(wish.reason, limit=300),
        _told(
            _("Entered") if wish.asked_by == wish.name else _("Entered on their word"),
            f"{minute(wish.asked_at)} {wish.asked_by}",
        ),
    ]
    if row.state in {WishState.MET, WishState.UNMET}:
        served = listed(duty_words(slot, labels) for slot in row.slots) or _("none of these shifts")
        lines.append(_told(_("In the published roster"), f"{served}  {row.state.label}"))
    if wish.withdrawn_at is not None:
        said = f"{minute(wish.withdrawn_at)} {wish.withdrawn_by} {wish.withdrawn_why}"
        lines.append(_told(_("Withdrawn"), said))
    return Content("\n").join([line for line in lines if line.plain])


def _told(label: str, words: str) -> Content:
    """Return a label and foreign words."""
    return Content.assemble((label, "$foreground 60%"), " ", shown(words.strip(), limit=300))
