"""Wishes for and against duty in plain text, and what a roster makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dutyroom.documents.roster_table import WEEKDAYS
from dutyroom.i18n import _
from dutyroom.phrases import listed, pair
from dutyroom.registers.wishes.kinds import wish_words
from dutyroom.standard.roster.values import Request, Slot
from dutyroom.standard.roster.wishes import Outcome


def shift_words(names: Iterable[str], labels: Mapping[str, str]) -> str:
    """Return of which shifts a wish speaks.

    Args:
        names: Names of the shifts; none: every one.
        labels: What each kind of shift is called.
    """
    return listed(labels.get(one, one) for one in sorted(names)) or _("every")


def request_words(wish: Request, labels: Mapping[str, str]) -> str:
    """Return a wish without the name: what, when, which shifts, and what for."""
    what = wish_words(wanted=wish.wanted, strong=wish.strong)
    shifts = shift_words(wish.shifts, labels) if wish.shifts else ""
    said = " ".join(part for part in (what, wish.days, shifts) if part)
    return _("{wish} ({reason})").format(wish=said, reason=wish.note) if wish.note else said


def duty_words(slot: Slot, labels: Mapping[str, str]) -> str:
    """Return a duty in a few words: the day and the shift."""
    weekday = _(WEEKDAYS[slot.day.weekday()])
    return f"{slot.day:%m-%d} {weekday} {labels.get(slot.shift, slot.shift)}"


def count_words(found: Sequence[Outcome]) -> str:
    """Return how many of some wishes are met."""
    met = sum(each.met for each in found)
    return _("wishes met: {met} of {count}").format(met=met, count=len(found))


def unmet_lines(
    found: Iterable[Outcome], labels: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[str]:
    """Yield a line for each wish that is not met: whose, which, and the duties that speak of it.

    Args:
        found: What becomes of wishes.
        labels: What each kind of shift is called.
        names: Everybody's name, by id.
    """
    for each in found:
        if not each.met:
            wish, duties = each.request, [duty_words(slot, labels) for slot in each.slots]
            said = f"{names.get(wish.person, wish.person)} {request_words(wish, labels)}"
            yield pair(said, listed(duties) if duties else _("none of these shifts"))
