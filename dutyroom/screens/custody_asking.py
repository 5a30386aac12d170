"""What is asked about documents by number; nothing asks what one says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.custody.acts import correctable, other_state
from dutyroom.registers.custody.facts import Document
from dutyroom.registers.custody.kinds import FIELD_LABELS
from dutyroom.registers.custody.reading import DocumentRow
from dutyroom.screens.asking import Blank, Question
from dutyroom.standard.secrecy import NUMBER_LENGTH, Level
from dutyroom.standard.typed_times import typed_moment
from dutyroom.widgets.shown import shown

_NAME = 40


def receiving(officer: str) -> Question:
    """Ask which document is taken in; whoever is on duty keeps it, unless another is named."""
    return Question(
        _("Take in"),
        Content(_("The number alone: no title, nothing of what the document says.")),
        _("Take in"),
        (
            Blank("number", _("Document no."), required=True, longest=NUMBER_LENGTH),
            Blank("copies", _("Number of copies"), "1", required=True, longest=4),
            Blank("level", _("Level marking"), Level.OPEN, choices=_levels()),
            _whom("received_from", _("Taken in from")),
            _whom("custodian", _("Custodian"), officer),
        ),
        check=lambda said: "" if said["copies"].isdecimal() else _copies_wrong(),
    )


def lending(row: DocumentRow, now: datetime) -> Question:
    """Ask to whom a document is lent, and until when."""
    blanks = (_whom("whom", _("Lent to")), Blank("due", _("Lent until"), longest=20))
    return Question(
        _("Lend"),
        _about(row),
        _("Lend"),
        blanks,
        check=lambda said: _time_wrong(said["due"], now) if said["due"] else "",
    )


def giving_back(row: DocumentRow) -> Question:
    """Ask who has given a document back."""
    return Question(
        _("Given back"),
        _about(row),
        _("Given back"),
        (_whom("whom", _("Given back by"), shown(row.borrower, limit=_NAME).plain),),
    )


def entrusting(row: DocumentRow) -> Question:
    """Ask who keeps a document from now on."""
    return Question(
        _("Other custodian"),
        _about(row),
        _("Enter"),
        (_whom("whom", _("Custodian")),),
    )


def sending(row: DocumentRow) -> Question:
    """Ask to whom a document went through the confidential channel."""
    words = _("Nothing classified goes by ordinary phone, fax or Internet.")
    return Question(
        _("Confidential channel"),
        Content.assemble(_about(row), "\n", words),
        _("Enter"),
        (
            _whom("whom", _("Handed to")),
            Blank("receipt", _("Receipt of the channel"), required=True, longest=_NAME),
        ),
    )


def destroying(row: DocumentRow) -> Question:
    """Ask who approved that a document was destroyed, and who saw it."""
    return Question(
        _("Destroyed"),
        _about(row),
        _("Enter"),
        (_whom("whom", _("Who approved it")), _whom("witness", _("Who saw it"))),
    )


def which_field(row: DocumentRow) -> Question:
    """Ask what is to be corrected."""
    fields = [(_(FIELD_LABELS[name]), name) for name in correctable(row)]
    blank = Blank("field", _("What changes"), required=True, choices=fields)
    return Question(_("Correct"), _about(row), _("Go on"), (blank,))


def new_value(row: DocumentRow, field: str) -> Question:
    """Ask what is right, and why."""
    label = _(FIELD_LABELS[field])
    if field == "level":
        new = Blank("new", label, row.level or "", required=True, choices=_levels())
    elif field == "state":
        state = other_state(row)
        choices = [(state.label, state.value)] if state is not None else []
        new = Blank("new", label, state or "", required=True, choices=choices)
    else:
        longest = NUMBER_LENGTH if field == "number" else 4 if field == "copies" else _NAME
        held = shown(str(getattr(row, field)), limit=longest).plain
        new = Blank("new", label, held, required=True, longest=longest)
    why = Blank("why", _("Why"), required=True, longest=_NAME)
    return Question(_("Correct"), _about(row), _("Correct"), (new, why))


def document_of(said: Mapping[str, str]) -> Document:
    """Return the document that is taken in, as it was answered."""
    return Document(
        said["number"],
        int(said["copies"]),
        Level(said["level"]),
        said["received_from"],
        said["custodian"],
    )


def due_of(said: Mapping[str, str], now: datetime) -> datetime | None:
    """Return until when a document is lent; None: nothing was said."""
    return typed_moment(said["due"], now) if said["due"] else None


def _levels() -> list[tuple[str, str]]:
    """Return the markings to choose from."""
    return [(level.label, level.value) for level in Level]


def _whom(name: str, label: str, value: str = "") -> Blank:
    """Return the blank of somebody."""
    return Blank(name, label, value, required=True, longest=_NAME)


def _copies_wrong() -> str:
    """Return that the copies are no number."""
    return _("The number of copies lies between 1 and 9999.")


def _time_wrong(typed: str, now: datetime) -> str:
    """Return why what was typed is no moment; empty where it is one."""
    if typed_moment(typed, now) is not None:
        return ""
    return _("A time is written as 2026-11-27 08:30 or 11-27 8:30.")


def _about(row: DocumentRow) -> Content:
    """Return which document is meant."""
    return shown(row.number, limit=60).stylize("bold")
