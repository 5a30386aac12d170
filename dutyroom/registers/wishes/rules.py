"""What no wish may be, and whose wishes whoever sits here may enter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person as Registered
from dutyroom.registers.roster.issuing import lacking
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.wishes.errors import WishRefused
from dutyroom.registers.wishes.facts import Wish
from dutyroom.registers.wishes.kinds import wish_words
from dutyroom.registers.wishes.reading import WishRow, standing
from dutyroom.standard.roster.values import Person
from dutyroom.store.session import Session

AHEAD: Final = timedelta(days=400)
"""A wish for later is a slip of the finger."""


def refuse_days(wish: Wish, planning: Planning, today: date) -> None:
    """Refuse days that nobody can wish for.

    Args:
        wish: The wish.
        planning: How the unit rosters.
        today: The duty day.

    Raises:
        WishRefused: They are over, in the wrong order, too many or too far ahead.
    """
    if wish.last < wish.first:
        raise WishRefused(_("The last day is before the first one. Nothing was recorded."))
    if wish.first < today:
        raise WishRefused(
            _("{day} is over: a wish is for today or later. Nothing was recorded.").format(
                day=wish.first
            )
        )
    most = planning.wish_days
    if (wish.last - wish.first).days >= most:
        words = _("One wish covers at most {count} days. Nothing was recorded.")
        raise WishRefused(words.format(count=most))
    if wish.last > today + AHEAD:
        raise WishRefused(_("That is more than a year ahead. Check the days."))


def refuse_person(session: Session, wish: Wish, planning: Planning) -> None:
    """Refuse the wish of somebody who is not rostered then, or of shifts that are not theirs.

    Raises:
        WishRefused: It is one.
    """
    found = people.get(session, wish.person)
    if found is None:
        raise WishRefused(
            _("This person is not in the register of officers. Nothing was recorded.")
        )
    known = found.rostered()
    if found.retired_at is not None or not _serves(known, wish):
        words = _("{name} is not rostered on these days. Nothing was recorded.")
        raise WishRefused(words.format(name=found.name))
    own = {shift.name for shift in planning.pattern.every if shift.role in known.roles}
    if others := sorted(set(wish.shifts) - own):
        words = _("{name} is not rostered in these shifts: {shifts}. Nothing was recorded.")
        labels = listed(planning.labels.get(one, one) for one in others)
        raise WishRefused(words.format(name=found.name, shifts=labels))


def _serves(person: Person, wish: Wish) -> bool:
    """Return whether somebody may be rostered on a day of a wish."""
    begins, ends = person.active_from or wish.first, person.active_until or wish.last
    return bool(person.roles) and begins <= wish.last and wish.first <= ends


def refuse_clash(session: Session, wish: Wish) -> None:
    """Refuse a wish that contradicts another one of the same person, or says the same again.

    Raises:
        WishRefused: It does; the message says which stands.
    """
    for row in standing(session, wish.first, wish.last, wish.person):
        if not _shared(row, wish):
            continue
        if row.wanted is not wish.wanted:
            words = _(
                "{name} wished the opposite for {days} ({what}). Withdraw that wish first. "
                "Nothing was recorded."
            )
        elif _same(row, wish):
            words = _("{name} wished that already for {days} ({what}). Nothing was recorded.")
        else:
            continue
        what = wish_words(wanted=row.wanted, strong=row.strong)
        raise WishRefused(words.format(name=row.name, days=row.days, what=what))


def _shared(row: WishRow, wish: Wish) -> bool:
    """Return whether two wishes of one time speak of the same shifts."""
    return not row.shifts or not wish.shifts or bool(set(row.shifts) & set(wish.shifts))


def _same(row: WishRow, wish: Wish) -> bool:
    """Return whether a wish adds nothing to another one."""
    inside = row.first <= wish.first and wish.last <= row.last
    covered = not row.shifts or (bool(wish.shifts) and set(wish.shifts) <= set(row.shifts))
    return inside and covered and (row.strong or not wish.strong)


@dataclass(frozen=True, slots=True)
class Enterable:
    """Whose wishes whoever sits here may enter.

    Attributes:
        people: Everybody of them, by name.
        own: Id of whoever sits here, where they are one of them; empty: they are not.
    """

    people: tuple[Registered, ...]
    own: str = ""


def enterable(session: Session, sitting: str, today: date, actor: str) -> Enterable:
    """Return whose wishes whoever sits here may enter: their own, or everybody's.

    Args:
        session: A transaction.
        sitting: Id of the session that a password opened; empty: none is open.
        today: The duty day.
        actor: The name of whoever sits here, which is all that is known without accounts.
    """
    known = [one for one in people.everybody(session) if _rostered_from(one.rostered(), today)]
    sat = _person_of(session, sitting)
    if lacking(session, sitting):
        known = [one for one in known if one.id == sat]
    own = [one.id for one in known if (one.id == sat if sitting else one.name == actor)]
    return Enterable(tuple(known), own[0] if len(own) == 1 else "")


def _rostered_from(person: Person, today: date) -> bool:
    """Return whether somebody is rostered today or later."""
    return bool(person.roles) and (person.active_until is None or person.active_until >= today)


def refuse_others(session: Session, person: str, sitting: str) -> None:
    """Refuse somebody else's wish, unless whoever sits here issues rosters.

    At a desk without accounts names are typed, and nobody is refused.

    Args:
        session: A transaction.
        person: Id of whoever wishes.
        sitting: Id of the session that a password opened; empty: none is open.

    Raises:
        WishRefused: It is not theirs to enter or withdraw.
    """
    if lacking(session, sitting) and _person_of(session, sitting) != person:
        raise WishRefused(
            _(
                "Everybody enters and withdraws their own wishes; those of others only whoever "
                "publishes the roster, on their word. Nothing was changed."
            )
        )


def _person_of(session: Session, sitting: str) -> str:
    """Return the id of whoever sits here; empty: nobody has signed in."""
    sat = accounts.sitting(session, sitting)
    return sat.person if sat is not None and sat.closed_at is None else ""
