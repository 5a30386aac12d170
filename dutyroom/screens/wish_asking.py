"""What is asked about wishes for and against duty, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.people.person import Person
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.wishes.facts import Wish
from dutyroom.registers.wishes.kinds import wish_words
from dutyroom.registers.wishes.reading import WishRow
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.assent import choice_of
from dutyroom.standard.typed_times import typed_day
from dutyroom.widgets.shown import shown

_FOR, _AGAINST = "for", "against"
_USUAL, _STRONG = "usual", "strong"
_EVERY = "every"


def who(people: Sequence[Person], own: str) -> Question:
    """Return the question who wishes what.

    Args:
        people: Whose wishes may be entered.
        own: Id of whoever sits here; empty: nobody of them.
    """
    chosen = people[0].id if len(people) == 1 else own
    names = [(choice_of(person), person.id) for person in people]
    kinds = [(wish_words(wanted=code == _FOR), code) for code in (_AGAINST, _FOR)]
    return Question(
        _("Enter a wish"),
        Content(
            _(
                "A wish is kept where the roster allows it; it is no leave. Whoever cannot serve "
                "applies for leave."
            )
        ),
        _("Go on"),
        (
            Blank("person", _("Who"), chosen, required=True, choices=names),
            Blank("kind", _("Wish"), _AGAINST, required=True, choices=kinds, line=True),
        ),
    )


def what(person: Person, kind: str, planning: Planning, day: date, today: date) -> Question:
    """Return the question for which days and shifts.

    Args:
        person: Who wishes.
        kind: What, as `who` was answered.
        planning: Whose shifts there are.
        day: The day that stands there at first.
        today: The duty day.
    """
    roles = person.rostered().roles
    shifts = [(each.label, each.name) for each in planning.pattern.every if each.role in roles]
    which = [(_("every"), _EVERY), *shifts]
    strengths = [(_("usual"), _USUAL), (_("strong"), _STRONG)]
    words = f"{person.name}  {wish_words(wanted=kind == _FOR)}"

    def wrong(said: Mapping[str, str]) -> str:
        if all(typed_day(day, today) for day in _days_typed(said)):
            return ""
        return _("A day is written as 2026-11-27 or 11-27.")

    return Question(
        _("Enter a wish"),
        Content.assemble(
            shown(words, limit=80).stylize("bold"), "\n", _("Without a last day one day is meant.")
        ),
        _("Record"),
        (
            Blank("first", _("First day"), day.isoformat(), required=True, longest=20),
            Blank("last", _("Last day"), longest=20),
            *(
                (Blank("shift", _("Shift"), _EVERY, required=True, choices=which, line=True),)
                if len(shifts) > 1
                else ()
            ),
            Blank("weight", _("How much"), _USUAL, required=True, choices=strengths, line=True),
            Blank("reason", _("Reason"), longest=100),
        ),
        check=wrong,
    )


def wish_of(person: Person, kind: str, said: Mapping[str, str], today: date) -> Wish:
    """Return the wish that was answered.

    Args:
        person: Who wishes.
        kind: What, as `who` was answered.
        said: The answers to `what`.
        today: The duty day.
    """
    shift = said.get("shift", _EVERY)
    first, last = (typed_day(day, today) or today for day in _days_typed(said))
    return Wish(
        person.id,
        person.name,
        wanted=kind == _FOR,
        first=first,
        last=last,
        shifts=() if shift == _EVERY else (shift,),
        strong=said["weight"] == _STRONG,
        reason=said["reason"],
    )


def _days_typed(said: Mapping[str, str]) -> tuple[str, str]:
    """Return the first and the last day as they were typed; without a last one, the first twice."""
    return said["first"], said["last"] or said["first"]


def why_withdrawn(row: WishRow) -> Question:
    """Return the question why a wish is withdrawn."""
    words = f"{row.name}  {wish_words(wanted=row.wanted, strong=row.strong)}  {row.days}"
    kept = Content(_("It stays readable with your reason, and counts no more."))
    return Question(
        _("Withdraw this wish?"),
        Content("\n").join([shown(words, limit=160).stylize("bold"), kept]),
        _("Withdraw"),
        (Blank("why", _("Reason"), required=True, longest=100),),
    )
