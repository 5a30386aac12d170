"""What is asked before the calendar is changed, and what the answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.calendar.entry import LONGEST_TEXT, Entry, EntryWrong, checked
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.importing import which_file
from dutyroom.standard.calendar.days import DayKind
from dutyroom.standard.typed_times import typed_day

_KINDS = (
    DayKind.STATUTORY,
    DayKind.ADJACENT,
    DayKind.MAKEUP,
    DayKind.EVENT,
    DayKind.WORKDAY,
    DayKind.WEEKEND,
)


def about_days(title: str, entry: Entry | None, today: date, *, why: bool = False) -> Question:
    """Return the question what some days are.

    Args:
        title: What it is about.
        entry: What stands there at first; None: nothing.
        today: Stands there as the day at first, where nothing does; the nearest to it is meant
            by a day without a year.
        why: A reason is asked for.
    """
    first = entry.first if entry is not None else today
    last = entry.last if entry is not None else today
    kinds = tuple((kind.label, kind.value) for kind in _KINDS)
    blanks = [
        Blank("kind", _("Kind"), entry.kind.value if entry else "", required=True, choices=kinds),
        Blank("first", _("First day"), first.isoformat(), required=True, longest=10),
        Blank("last", _("Last day"), last.isoformat(), required=True, longest=10),
        Blank("name", _("Holiday or event"), entry.name if entry else "", longest=LONGEST_TEXT),
        Blank(
            "document", _("Document number"), entry.document if entry else "", longest=LONGEST_TEXT
        ),
    ]
    if why:
        blanks.append(Blank("why", _("Reason"), required=True))
    return Question(
        title, Content(""), _("Record"), tuple(blanks), check=lambda answer: _wrong(answer, today)
    )


def entry_of(answer: Mapping[str, str], today: date) -> Entry:
    """Return the entry that was answered.

    Args:
        answer: What was answered.
        today: The nearest to it is meant by a day without a year.

    Raises:
        EntryWrong: It makes no sense, or a day is none.
    """
    first, last = (typed_day(answer[name], today) for name in ("first", "last"))
    if first is None or last is None:
        raise EntryWrong(_("A day is written as 2026-11-27 or 11-27."))
    kind = DayKind(answer["kind"])
    return checked(Entry(first, last, kind, answer["name"], answer["document"]))


def _wrong(answer: Mapping[str, str], today: date) -> str:
    """Return why an answer cannot be kept."""
    try:
        entry_of(answer, today)
    except EntryWrong as error:
        return str(error)
    return ""


def about_withdrawing(words: Content) -> Question:
    """Return the question why an entry is withdrawn."""
    return Question(
        _("Withdraw this entry?"),
        Content.assemble(words, "\n", _("It stays readable with your reason, and counts no more.")),
        _("Withdraw"),
        (Blank("why", _("Reason"), required=True),),
    )


def about_assuming(year: int) -> Question:
    """Return the question why plain weekdays may be taken for a year."""
    return Question(
        _("Allow plain weekdays for {year}?").format(year=year),
        Content(
            _(
                "Until the notice is entered, Monday to Friday count as working days and no "
                "holiday is known. Every roster made so is marked."
            )
        ),
        _("Allow"),
        (Blank("why", _("Reason"), required=True),),
    )


def about_file() -> Question:
    """Return the question which file is imported."""
    return which_file(
        _("Import days"),
        _(
            "A CSV or XLSX file with the columns date, kind, name, document and, for spans, "
            "until (日期, 类型, 名称, 文号, 截止). You see first what would change."
        ),
    )
