"""The call log as CSV, XLSX or JSON, streamed call by call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import IO, Final

from dutyroom.documents.call_words import WORDS, word
from dutyroom.documents.table import (
    Column,
    as_text_stream,
    write_csv_bytes,
    write_json,
    write_xlsx,
)
from dutyroom.i18n import _
from dutyroom.registers.calls.export import COLUMNS, Value
from dutyroom.registers.calls.write_up import NAMES
from dutyroom.standard.clocks import minute
from dutyroom.store.facts import JsonValue

_WIDTHS: Final[Mapping[str, float]] = {"content": 60, "instruction": 40, "handling": 40, "raw": 30}
_NARROW: Final = 16.0

_TIMES: Final = frozenset(name for name in COLUMNS if name.endswith("_at") and name not in NAMES)
"""The columns that hold a time; the write-up's own is what the officer wrote."""

Calls = Iterable[Mapping[str, Value]]


class Format(StrEnum):
    """What the log can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def write_calls(stream: IO[bytes], form: Format, calls: Calls) -> int:
    """Write the log into a binary stream, which stays open.

    In CSV and XLSX times are Beijing time to the minute and codes are words; JSON
    keeps codes and gives each time in UTC, and once more to the minute under
    `…_local`.

    Args:
        stream: Where to.
        form: As what.
        calls: What `registers.calls.export.export` yields.

    Returns:
        The number of calls.

    Raises:
        OSError: It cannot be written.
    """
    if form is Format.XLSX:
        return write_xlsx(stream, columns(), rows(calls), title=_("Call log"))
    if form is Format.CSV:
        return write_csv_bytes(stream, columns(), rows(calls))
    text = as_text_stream(stream)
    try:
        return write_json(text, objects(calls))
    finally:
        text.detach()


def columns() -> list[Column]:
    """Return the columns of CSV and XLSX."""
    return [Column(name, _(label), _WIDTHS.get(name, _NARROW)) for name, label in COLUMNS.items()]


def rows(calls: Calls) -> Iterator[Sequence[str]]:
    """Yield the texts of each call, in the order of the columns."""
    for call in calls:
        yield [_text(name, call.get(name)) for name in COLUMNS]


def objects(calls: Calls) -> Iterator[dict[str, JsonValue]]:
    """Yield each call as an object for JSON."""
    for call in calls:
        made: dict[str, JsonValue] = {}
        for name in COLUMNS:
            value = call.get(name)
            made[name] = value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
            if name in _TIMES:
                made[f"{name}_local"] = minute(value) if isinstance(value, datetime) else None
        yield made


def _text(name: str, value: Value) -> str:
    """Return what stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, datetime):
        return minute(value)
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return word(name, str(value)) if name in WORDS else str(value)
