"""The register of matters as CSV, XLSX or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import IO, Final

from dutyroom.documents.call_log import Format
from dutyroom.documents.matter_words import WORDS, toward, word
from dutyroom.documents.table import (
    Column,
    as_text_stream,
    write_csv_bytes,
    write_json,
    write_xlsx,
)
from dutyroom.i18n import N_, _
from dutyroom.phrases import pair
from dutyroom.registers.matters.detail import MatterDetail
from dutyroom.registers.matters.fields import TEXTS, label
from dutyroom.standard.clocks import minute
from dutyroom.store.facts import JsonValue

_OWN: Final[Mapping[str, str]] = {
    "label": N_("No."),
    "opened_at": N_("Received"),
    "source": "",
    "kind": "",
    "urgency": "",
    **dict.fromkeys(TEXTS, ""),
    "due_at": "",
    "feedback_due_at": "",
    "fed_back_at": N_("Feedback given"),
    "first_receiver": N_("First receiver"),
    "handler": N_("Handler"),
    "asked": N_("Asked to take over"),
    "waiting_for": N_("Waiting for"),
    "open": N_("State"),
    "closed_at": N_("Closed"),
    "closed_by": N_("Closed by"),
    "result": N_("Result"),
    "reopened": N_("Times reopened"),
    "handovers": N_("Handovers"),
    "call": N_("Id of the call"),
    "id": N_("Id"),
}
"""Label by name of each column of the matter itself; an empty one is that of the field."""

_MADE: Final[Mapping[str, str]] = {
    "instructions": N_("Instructions"),
    "course": N_("Course of the matter"),
    "attachments": N_("Files"),
}
_WIDE: Final = frozenset({"content", "result", "instructions", "course", "proposal", "risk"})

Matters = Iterable[MatterDetail]


def write_matters(stream: IO[bytes], form: Format, matters: Matters) -> int:
    """Write matters into a binary stream, which stays open.

    In CSV and XLSX times are Beijing time to the minute and codes are words; JSON keeps
    codes, gives times in UTC and holds every row that belongs to a matter.

    Args:
        stream: Where to.
        form: As what.
        matters: The matters.

    Returns:
        The number of matters.

    Raises:
        OSError: It cannot be written.
    """
    if form is Format.XLSX:
        return write_xlsx(stream, columns(), rows(matters), title=_("Matters"))
    if form is Format.CSV:
        return write_csv_bytes(stream, columns(), rows(matters))
    text = as_text_stream(stream)
    try:
        return write_json(text, (as_object(each) for each in matters))
    finally:
        text.detach()


def columns() -> list[Column]:
    """Return the columns of CSV and XLSX."""
    named = {**_OWN, **_MADE}
    return [
        Column(name, _(said or label(name)), 50.0 if name in _WIDE else 16.0)
        for name, said in named.items()
    ]


def rows(matters: Matters) -> Iterator[Sequence[str]]:
    """Yield the texts of each matter, in the order of the columns."""
    for each in matters:
        own = [_text(name, getattr(each.row, name)) for name in _OWN]
        yield [*own, _instructions(each), _course(each), _files(each)]


def as_object(detail: MatterDetail) -> dict[str, JsonValue]:
    """Return a matter for programs: codes, times in UTC, every row that belongs to it."""
    made = {name: _plain(getattr(detail.row, name)) for name in _OWN}
    for name in ("steps", "instructions", "conveyances", "transfers", "links", "attachments"):
        made[name] = [_row(each) for each in getattr(detail, name)]
    made["corrections"] = [_row(each) for each in detail.corrections]
    return made


def _row(row: object) -> dict[str, JsonValue]:
    """Return a row that belongs to a matter as an object."""
    return {name: _plain(getattr(row, name)) for name in type(row).__dict__["__slots__"]}


def _plain(value: object) -> JsonValue:
    """Return a value as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)


def _text(name: str, value: object) -> str:
    """Return what stands in a cell."""
    if name == "open":
        return _("Pending") if value else _("Closed")
    if value is None:
        return ""
    if isinstance(value, datetime):
        return minute(value)
    return word(name, str(value)) if name in WORDS else str(value)


def _instructions(detail: MatterDetail) -> str:
    """Return the instructions, one a line."""
    told = [
        f"{minute(each.received_at)} {pair(each.given_by, each.words)} "
        f"[{pair(_('Outcome'), each.outcome or _('not yet known'))}]"
        for each in detail.instructions
    ]
    return "\n".join(told)


def _course(detail: MatterDetail) -> str:
    """Return the thread, one step a line."""
    told = [
        " ".join(
            part
            for part in (
                minute(each.at),
                word("step", each.step),
                each.by,
                toward(each.step, each.who),
                each.words,
                each.answer,
            )
            if part
        )
        for each in detail.steps
    ]
    return "\n".join(told)


def _files(detail: MatterDetail) -> str:
    """Return the files with their hashes, one a line."""
    return "\n".join(f"{each.name} SHA-256 {each.sha256}" for each in detail.attachments)
