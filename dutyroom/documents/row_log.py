"""The rows of a small register as CSV, XLSX or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

from dutyroom.documents.call_log import Format
from dutyroom.documents.table import (
    Column,
    as_text_stream,
    write_csv_bytes,
    write_json,
    write_xlsx,
)
from dutyroom.store.facts import JsonValue

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class RowLog:
    """What is written.

    Attributes:
        title: Name of the sheet, translated.
        columns: Its columns.
        texts: A text for each column, row by row.
        objects: The same rows for programs: codes, and times in UTC.
    """

    title: str
    columns: Sequence[Column]
    texts: Sequence[Sequence[str]]
    objects: Sequence[dict[str, JsonValue]]


def write_rows(stream: IO[bytes], form: Format, log: RowLog) -> int:
    """Write a log into a binary stream, which stays open.

    Returns:
        The number of rows.

    Raises:
        OSError: It cannot be written.
    """
    if form is Format.XLSX:
        return write_xlsx(stream, log.columns, log.texts, title=log.title)
    if form is Format.CSV:
        return write_csv_bytes(stream, log.columns, log.texts)
    text = as_text_stream(stream)
    try:
        return write_json(text, log.objects)
    finally:
        text.detach()


def plain(row: DataclassInstance) -> dict[str, JsonValue]:
    """Return a row of a register as an object: codes as they are, times in UTC."""
    return {each.name: _plain(getattr(row, each.name)) for each in fields(row)}


def _plain(value: Any) -> JsonValue:  # noqa: ANN401 - whatever a row holds
    """Return a value as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)
