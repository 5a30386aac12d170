"""What is asked about special admissions, one question at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.admissions.facts import Admission
from dutyroom.registers.admissions.kinds import RULES, SEPARATOR
from dutyroom.registers.admissions.reading import AdmissionRow
from dutyroom.registers.people.person import Person
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.assent import Deciding, choice_of
from dutyroom.standard.roster.admitting import rule_words
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.standard.typed_times import typed_day
from dutyroom.widgets.shown import shown


def who(people: Sequence[Person]) -> Question:
    """Return the question who is admitted.

    Args:
        people: Who may be, those first who need it.
    """
    names = [(choice_of(person), person.id) for person in people]
    return Question(
        _("Special admission"),
        Content(
            _(
                "For somebody whose kind of post or training stands against duty (articles 4 and "
                "19). Who is away, or on duty elsewhere, cannot be admitted."
            )
        ),
        _("Go on"),
        (Blank("person", _("Who"), names[0][1], required=True, choices=names),),
    )


def what(
    person: Person,
    rules: Sequence[frozenset[RefusalKind]],
    days: tuple[date, date],
    today: date,
    able: Sequence[Person],
) -> Deciding:
    """Return what is decided: in spite of what, for which days, why, and by whom.

    Args:
        person: Who is admitted.
        rules: What may be set aside for them, the usual choice first.
        days: The days that stand there at first.
        today: The duty day.
        able: Who of the register decides.
    """
    kinds = [(rule_words(each), SEPARATOR.join(sorted(each))) for each in rules]

    def wrong(said: Mapping[str, str]) -> str:
        typed = [typed_day(day, today) for day in _days_typed(said)]
        if not all(typed):
            return _("A day is written as 2026-11-27 or 11-27.")
        first = typed[0]
        if first is not None and first < today and not said["late"].strip():
            return _("The first day is over: say also why it is entered only now.")
        return ""

    return Deciding(
        _("Special admission"),
        shown(person.name, limit=40).stylize("bold"),
        [each for each in able if each.id != person.id],
        (
            Blank("rules", _("In spite of"), kinds[0][1], required=True, choices=kinds),
            Blank("first", _("First day"), days[0].isoformat(), required=True, longest=20),
            Blank("last", _("Last day"), days[1].isoformat(), required=True, longest=20),
            Blank("reason", _("Reason"), required=True, longest=100),
            Blank("late", _("Entered late because"), longest=100),
        ),
        accept=_("Admit"),
        check=wrong,
    )


def with_reason(asked: Deciding, reason: str) -> Deciding:
    """Return what is decided with the reason that stands there at first."""
    blanks = [
        replace(blank, value=reason) if blank.name == "reason" else blank for blank in asked.blanks
    ]
    return replace(asked, blanks=blanks)


def admission_of(person: Person, said: Mapping[str, str], today: date) -> Admission:
    """Return the admission that was answered.

    Args:
        person: Who is admitted.
        said: The answers to `what`.
        today: The duty day.
    """
    named = said["rules"].split(SEPARATOR)
    first, last = (typed_day(day, today) or today for day in _days_typed(said))
    return Admission(
        person.id,
        person.name,
        frozenset(rule for rule in RULES if rule.value in named),
        first,
        last,
        said["reason"].strip(),
        said["late"].strip() if first < today else "",
    )


def _days_typed(said: Mapping[str, str]) -> tuple[str, str]:
    """Return the first and the last day as they were typed."""
    return said["first"], said["last"]


def choices_of(
    against: Collection[RefusalKind], asked: RefusalKind | None
) -> list[frozenset[RefusalKind]]:
    """Return what may be set aside for somebody: each rule by itself, and all together.

    Args:
        against: What may stand against them.
        asked: The rule that stands on top; None: all together does.
    """
    alone = [frozenset({rule}) for rule in RULES if rule in against]
    together = frozenset(against)
    found = [*alone, together] if len(alone) > 1 else alone
    first = frozenset({asked}) if asked is not None else frozenset({RULES[0]})
    return sorted(found, key=lambda each: each != first)


def taking_back(row: AdmissionRow, able: Sequence[Person]) -> Deciding:
    """Return what is decided where an admission is taken back, and by whom.

    Args:
        row: The admission.
        able: Who of the register decides.
    """
    words = shown(f"{row.name}  {row.what}  {row.days}", limit=160).stylize("bold")
    kept = Content(
        _(
            "Shifts that have begun stay admitted. What is published stays as it is, and is "
            "marked; so are drafts."
        )
    )
    return Deciding(
        _("Take this admission back?"),
        Content("\n").join([words, kept]),
        [each for each in able if each.id != row.person],
        (Blank("why", _("Reason"), required=True, longest=100),),
        accept=_("Revoke"),
    )
