"""What is asked about leave, one question at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from typing import Final

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import lead, pair
from dutyroom.registers.leave.concerns import Concern
from dutyroom.registers.leave.correcting import DAYS, days_fixed
from dutyroom.registers.leave.facts import Wanted
from dutyroom.registers.leave.kinds import FIELD_LABELS, LeaveKind
from dutyroom.registers.leave.reading import LeaveRow
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.assent import Deciding, choice_of
from dutyroom.standard.typed_times import typed_moment
from dutyroom.widgets.moments import local, minute
from dutyroom.widgets.shown import shown

BEGINS: Final = time(8, 30)
ENDS: Final = time(18)
"""Times of a day that is typed without one."""

CHOSEN_KINDS: Final = (LeaveKind.LEAVE, LeaveKind.TRIP, LeaveKind.TRAINING, LeaveKind.SICK)
"""What is applied for here; compensatory leave is applied for in its own ledger."""


def who(people: Sequence[Person]) -> Question:
    """Return the question who will be away and why."""
    kinds = [(kind.label, kind.value) for kind in CHOSEN_KINDS]
    names = [(choice_of(person), person.id) for person in people]
    return Question(
        _("Apply for leave"),
        Content(""),
        _("Go on"),
        (
            Blank("person", _("Who"), required=True, choices=names),
            Blank("kind", _("Kind"), required=True, choices=kinds),
        ),
    )


def what(person: Person, kind: LeaveKind, people: Sequence[Person], now: datetime) -> Question:
    """Return the question when and where somebody will be, and who stands in."""
    principal = PersonRole.HEAD_OF_UNIT in person.roles
    names = "、".join(each.name for each in people if PersonRole.LEADER in each.roles)
    words = shown(f"{person.name}  {kind.label}", limit=80).stylize("bold")
    if principal:
        told = _("The head of the unit names an acting deputy with a phone (article 10).")
        words = Content.assemble(words, "\n", told)
    if names:
        words = Content.assemble(words, "\n", lead(_("Leaders:")), shown(names, limit=120))
    return Question(
        _("Apply for leave"),
        words,
        _("Apply"),
        (
            Blank("start", _("From"), f"{local(now):%Y-%m-%d} 08:30", True, longest=20),
            Blank("end", _("Until"), f"{local(now):%Y-%m-%d} 18:00", True, longest=20),
            Blank("place", _("Where"), required=True, longest=60),
            Blank("reason", _("Reason"), required=True),
            Blank("phone", _("Reached at"), person.phone, longest=40),
            Blank("deputy", _("Acting deputy"), required=principal, longest=40, named=True),
            Blank("deputy_phone", _("Phone of the deputy"), longest=40),
        ),
        check=lambda answer: times_wrong(answer, now),
    )


def times_wrong(answer: Mapping[str, str], now: datetime) -> str:
    """Return why the times cannot be used; empty where they can."""
    start = typed_moment(answer["start"], now, default=BEGINS)
    end = typed_moment(answer["end"], now, default=ENDS)
    if start is None or end is None:
        wrong = _("A time is written as 2026-11-27 08:30 or 11-27 8:30.")
        return pair(_("From") if start is None else _("Until"), wrong)
    return _("The leave ends before it begins.") if end <= start else ""


def wanted(
    person: Person,
    kind: LeaveKind,
    people: Sequence[Person],
    answer: Mapping[str, str],
    now: datetime,
) -> Wanted:
    """Return the leave that was asked for; a deputy's phone is the register's unless one is given.

    Args:
        person: Who.
        kind: Why.
        people: The register.
        answer: The answers to `what`.
        now: The present.
    """
    same = [each for each in people if each.name == answer["deputy"]]
    deputy = same[0] if len(same) == 1 else None
    phone = answer["deputy_phone"] or (deputy.phone if deputy else "")
    return Wanted(
        person=person.id,
        name=person.name,
        kind=kind,
        start=typed_moment(answer["start"], now, default=BEGINS) or now,
        end=typed_moment(answer["end"], now, default=ENDS) or now,
        reason=answer["reason"],
        place=answer["place"],
        post=person.position,
        principal=PersonRole.HEAD_OF_UNIT in person.roles,
        deputy=deputy.id if deputy else "",
        deputy_name=answer["deputy"],
        deputy_phone=phone if answer["deputy"] else "",
        phone=answer["phone"],
    )


def all_the_same(concerns: Sequence[Concern], title: str = "", accept: str = "") -> Question:
    """Return the question whether to do something in spite of what speaks against it.

    Args:
        concerns: What does.
        title: What is asked; empty: whether to apply.
        accept: What the key is called that does it.
    """
    words = "\n".join(f"- {each.words}" for each in concerns)
    body = Content.assemble(
        shown(words, limit=1000, lines=True), "\n\n", _("That is kept with it.")
    )
    return Question(title or _("Apply all the same?"), body, accept or _("Apply"))


def deciding(row: LeaveRow, title: str, able: Sequence[Person]) -> Deciding:
    """Return what is decided about a leave, and by whom: nobody who stands in by it.

    The superior of a head of the unit is seldom in its register, and stands on top.

    Args:
        row: The leave.
        title: What is decided.
        able: Who of the register decides about leave.
    """
    kind = row.kind.label if row.kind else ""
    about = shown(f"{row.name}  {kind}  {row.place}", limit=120).stylize("bold")
    others = [each for each in able if not row.stands_in(each.id, each.name)]
    if len(others) < len(able):
        words = _("{name} is the acting deputy: somebody else decides.")
        name = shown(row.deputy_name, limit=40).plain
        about = Content.assemble(about, "\n", words.format(name=name))
    return Deciding(title, about, others, outsiders_first=row.principal)


def left(row: LeaveRow, now: datetime) -> Question:
    """Return the question when somebody left."""
    return Question(_("Has left"), _about(row), _("Confirm"), (_at(now),), check=_past(now))


def back(row: LeaveRow, now: datetime) -> Question:
    """Return the question since when somebody is back."""
    note = Blank("note", _("Note"))
    return Question(
        _("Report return"), _about(row), _("Confirm"), (_at(now), note), check=_past(now)
    )


def why_cancel(row: LeaveRow) -> Question:
    """Return the question why a leave is cancelled."""
    blanks = (Blank("why", _("Reason"), required=True),)
    return Question(_("Cancel this leave?"), _about(row), _("Cancel leave"), blanks)


def which_field(row: LeaveRow) -> Question:
    """Return the question what is to be changed, and why the days cannot be, where that is so."""
    fixed = days_fixed(row)
    left = {name: label for name, label in FIELD_LABELS.items() if not (fixed and name in DAYS)}
    blank = Blank(
        "field", _("What changes"), required=True, choices=[(_(v), k) for k, v in left.items()]
    )
    body = Content.assemble(_about(row), "\n", (fixed, "$warning")) if fixed else _about(row)
    return Question(_("Change"), body, _("Go on"), (blank,))


def new_value(row: LeaveRow, field: str, now: datetime) -> Question:
    """Return the question what is right, and why."""
    held = getattr(row, field)
    timed = field in {"start", "end"}
    value = minute(held) if timed else str(held)

    def wrong(answer: Mapping[str, str]) -> str:
        if not timed or typed_moment(answer["new"], now) is not None:
            return ""
        return _("A time is written as 2026-11-27 08:30 or 11-27 8:30.")

    deputy = field == "deputy_name"
    needed = not field.startswith("deputy") or row.principal
    blanks = (
        Blank("new", _(FIELD_LABELS[field]), value, required=needed, named=deputy),
        *((Blank("phone", _("Phone of the deputy"), longest=40),) if deputy else ()),
        Blank("why", _("Why"), required=True),
    )
    return Question(_("Change"), _about(row), _("Change"), blanks, check=wrong)


def _at(now: datetime) -> Blank:
    """Return the blank of a moment."""
    return Blank("at", _("When"), minute(now), required=True, longest=20)


def _past(now: datetime) -> Callable[[Mapping[str, str]], str]:
    """Return what says why a moment cannot be used."""

    def wrong(answer: Mapping[str, str]) -> str:
        if typed_moment(answer["at"], now) is None:
            return _("A time is written as 2026-11-27 08:30 or 11-27 8:30.")
        return ""

    return wrong


def _about(row: LeaveRow) -> Content:
    """Return which leave is meant."""
    kind = row.kind.label if row.kind else ""
    words = f"{row.name}  {kind}  {minute(row.start)} - {minute(row.end)}  {row.place}"
    return shown(words, limit=160).stylize("bold")
