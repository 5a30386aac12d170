"""The wishes of a month on paper, for whoever makes the roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from dutyroom.documents.paper import Column, Paper, Table
from dutyroom.documents.wish_lines import duty_words, shift_words
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.wishes.granting import Granted
from dutyroom.registers.wishes.kinds import WishState, wish_words
from dutyroom.standard.clocks import minute


def wish_sheet(
    month: tuple[date, date],
    rows: Sequence[Granted],
    labels: Mapping[str, str],
    *,
    unit: str,
    now: datetime,
) -> Paper:
    """Return the wishes that stand of a month as a sheet of paper.

    Args:
        month: Its first and last day.
        rows: The wishes, by their days, and what the published roster made of them.
        labels: What each kind of shift is called.
        unit: Name of the unit.
        now: When the sheet is made.
    """
    states = [row.state for row in rows]
    return Paper(
        title=_("Wishes for and against duty"),
        unit=unit,
        printed_at=now,
        pairs=(
            (_("Month"), f"{month[0]:%Y-%m}"),
            (_("Wishes"), str(len(rows))),
            (WishState.MET.label, str(states.count(WishState.MET))),
            (WishState.UNMET.label, str(states.count(WishState.UNMET))),
        ),
        tables=(
            Table(
                _columns(),
                [_line(number, row, labels) for number, row in enumerate(rows, 1)],
                empty=_("Nobody wishes anything for these days."),
            ),
        ),
        notes=[_("A wish is kept where the roster allows it; it is no leave.")],
        landscape=True,
    )


def _columns() -> tuple[Column, ...]:
    """Return the columns."""
    return (
        Column(_("Row"), 0.5), Column(_("Name"), 1.0), Column(_("Wish"), 1.3),
        Column(_("Days"), 1.7), Column(_("Shift"), 1.0), Column(_("Reason"), 2.2),
        Column(_("Entered"), 1.8), Column(_("State"), 1.0),
        Column(_("In the published roster"), 1.8),
    )  # fmt: skip


def _line(number: int, row: Granted, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the line of a wish."""
    wish = row.wish
    return (
        str(number),
        wish.name,
        wish_words(wanted=wish.wanted, strong=wish.strong),
        wish.days,
        shift_words(wish.shifts, labels),
        wish.reason,
        f"{minute(wish.asked_at)} {wish.asked_by}",
        row.state.label,
        listed(duty_words(slot, labels) for slot in row.slots),
    )
