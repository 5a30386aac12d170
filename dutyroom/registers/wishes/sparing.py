"""How much of a month somebody may wish away: beyond that it is leave.

A proposal weighs wishes against an even load, so who wishes most of a month away, month after
month, would serve less than the others for good.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from dutyroom.i18n import _
from dutyroom.registers.people import reading as people
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.publishing import period_of
from dutyroom.registers.wishes.errors import WishRefused
from dutyroom.registers.wishes.facts import Wish
from dutyroom.registers.wishes.reading import WishRow, standing
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.store.session import Session


def refuse_too_much(session: Session, wish: Wish, planning: Planning) -> None:
    """Refuse a wish by which somebody would be spared from too much of a month.

    Raises:
        WishRefused: They would.
    """
    found = people.get(session, wish.person)
    if wish.wanted or found is None:
        return
    own = {each.name for each in planning.pattern.every if each.role in found.rostered().roles}
    months = list(_months(wish.first, wish.last))
    before = standing(session, months[0][0], months[-1][1], wish.person)
    spared = _spared([wish, *(row for row in before if not row.wanted)], own)
    for first, last in months:
        days = range(first.toordinal(), last.toordinal() + 1)
        count = sum(day in days for day, _shift in spared)
        most = math.floor(planning.wish_share * len(days) * len(own))
        if count > most:
            words = _(
                "{name} would be spared from {count} shifts of {month}; at most {most} can be "
                "wished away. Beyond that, apply for leave. Nothing was recorded."
            )
            raise WishRefused(
                words.format(name=found.name, count=count, month=f"{first:%Y-%m}", most=most)
            )


def _spared(wishes: Iterable[Wish | WishRow], own: Collection[str]) -> set[tuple[int, str]]:
    """Return from what somebody would be spared: ordinals of days, and shifts of theirs."""
    return {
        (day, shift)
        for each in wishes
        for day in range(each.first.toordinal(), each.last.toordinal() + 1)
        for shift in own
        if not each.shifts or shift in each.shifts
    }


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the months that some days lie in, each with its first and last day."""
    while first <= last:
        month = period_of(first)
        yield month
        first = month[1] + ONE_DAY
