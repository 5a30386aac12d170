"""What is asked about visitors, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.visitors.acts import correctable
from dutyroom.registers.visitors.facts import Visit
from dutyroom.registers.visitors.kinds import FIELD_LABELS, TIMES
from dutyroom.registers.visitors.reading import VisitorRow
from dutyroom.screens.asking import Blank, Question
from dutyroom.standard.typed_times import typed_day, typed_moment
from dutyroom.widgets.moments import local, minute
from dutyroom.widgets.shown import shown


def coming(now: datetime) -> Question:
    """Ask who is let in."""
    return Question(
        _("Let in"),
        Content(""),
        _("Let in"),
        (*_visit(), _at(_("Came"), now)),
        check=lambda said: _time_wrong(said["at"], now),
    )


def refusing(now: datetime) -> Question:
    """Ask who is not let in, and why."""
    why = Blank("why", _("Why not let in"), required=True, longest=100)
    return Question(
        _("Refuse"),
        Content(""),
        _("Refuse"),
        (*_visit(), why, _at(_("Came"), now)),
        check=lambda said: _time_wrong(said["at"], now),
    )


def going(row: VisitorRow, now: datetime) -> Question:
    """Ask when a visitor went."""
    return Question(
        _("Let out"),
        _about(row),
        _("Let out"),
        (_at(_("Went"), now),),
        check=lambda said: _time_wrong(said["at"], now),
    )


def which_field(row: VisitorRow) -> Question:
    """Ask what is to be corrected."""
    fields = [(_(FIELD_LABELS[name]), name) for name in correctable(row)]
    blank = Blank("field", _("What changes"), required=True, choices=fields)
    return Question(_("Correct"), _about(row), _("Go on"), (blank,))


def new_value(row: VisitorRow, field: str, now: datetime) -> Question:
    """Ask what is right, and why."""
    held = getattr(row, field)
    value = minute(held) if isinstance(held, datetime) else shown(held or "", limit=100).plain
    back = field == "left_at"

    def wrong(said: Mapping[str, str]) -> str:
        return "" if field not in TIMES or not said["new"] else _time_wrong(said["new"], now)

    words = Content(_("Empty: they are still in.")) if back else Content("")
    needed = field in {"name", "refused_why", "came_at"}
    return Question(
        _("Correct"),
        Content("\n").join([_about(row), words]) if back else _about(row),
        _("Correct"),
        (
            Blank("new", _(FIELD_LABELS[field]), value, required=needed, longest=100),
            Blank("why", _("Why"), required=True, longest=100),
        ),
        check=wrong,
    )


def voiding(row: VisitorRow) -> Question:
    """Ask why a visit was entered by mistake."""
    why = Blank("why", _("Why"), required=True, longest=100)
    words = Content(_("It stays readable and counts no more."))
    return Question(
        _("Entered by mistake?"), Content("\n").join([_about(row), words]), _("Void"), (why,)
    )


def which_day(row: VisitorRow | None, now: datetime) -> Question:
    """Ask of which day the sheet is to be; the chosen visitor's at first, else today."""
    day = local(row.came_at if row is not None else now)
    wrong = _("A day is written as 2026-11-27 or 11-27.")
    return Question(
        _("Visitors of a day"),
        Content(""),
        _("Go on"),
        (Blank("day", _("Day"), f"{day:%Y-%m-%d}", required=True, longest=20),),
        check=lambda said: "" if typed_day(said["day"], local(now).date()) else wrong,
    )


def visit_of(said: Mapping[str, str]) -> Visit:
    """Return who comes and why, as it was answered."""
    return Visit(said["name"], said["from_unit"], said["business"], said["host"])


def new_of(said: Mapping[str, str], field: str, now: datetime) -> str:
    """Return what is right, as a fact holds it."""
    moment = typed_moment(said["new"], now) if field in TIMES else None
    return moment.isoformat() if moment is not None else said["new"]


def _visit() -> tuple[Blank, ...]:
    """Return the blanks of a visit."""
    return (
        Blank("name", _("Visitor"), required=True, longest=40),
        Blank("from_unit", _("Unit of the visitor"), longest=60),
        Blank("business", _("Business"), longest=100),
        Blank("host", _("Whom they see"), longest=40, named=True),
    )


def _at(label: str, now: datetime) -> Blank:
    """Return the blank of a moment."""
    return Blank("at", label, minute(now), required=True, longest=20)


def _time_wrong(typed: str, now: datetime) -> str:
    """Return why what was typed is no moment; empty where it is one."""
    if typed_moment(typed, now) is not None:
        return ""
    return _("A time is written as 2026-11-27 08:30 or 11-27 8:30.")


def _about(row: VisitorRow) -> Content:
    """Return which visit is meant."""
    words = f"{row.name}  {row.from_unit}  {minute(row.came_at)}"
    return shown(words, limit=160).stylize("bold")
