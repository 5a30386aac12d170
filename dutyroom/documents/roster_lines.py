"""A roster that is only proposed, in lines like those of the posted one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from dutyroom.documents.roster_table import WEEKDAYS
from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.values import Role, Roster, Slot


def proposed_lines(
    roster: Roster, since: date, labels: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[str]:
    """Yield a line for each day; a leader's week stands on each of its days.

    Args:
        roster: What is proposed.
        since: The first day that is wanted.
        labels: What each kind of shift is called.
        names: Everybody's name, by id.
    """
    for back in range((roster.last - since).days + 1):
        day = since + back * ONE_DAY
        parts = [
            pair(labels.get(slot.shift, slot.shift), _inside(roster, slot, names))
            for slot in roster.slots
            if slot.role is Role.OFFICER and slot.day == day
        ]
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=BEIJING)
        parts += [
            pair(_("Leader on duty"), _inside(roster, slot, names))
            for slot in roster.slots
            if slot.role is Role.LEADER and slot.start <= noon < slot.end
        ]
        yield "  ".join([f"{day.isoformat()} {_(WEEKDAYS[day.weekday()])}", *parts])


def _inside(roster: Roster, slot: Slot, names: Mapping[str, str]) -> str:
    """Return the names of those in a slot."""
    return "、".join(names.get(one, one) for one in roster.people_in(slot.id)) or "–"
