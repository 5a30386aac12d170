"""The whole call log as plain rows, to be written into a spreadsheet or a file.

Neutral: values keep their types, times are aware and in UTC, foreign text is as
it came. Who writes a file from it shows times in Beijing time and takes care of
what the file's format takes for a formula or a control character.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final, TypeAlias

from sqlalchemy import RowMapping, Select, select

from dutyroom.i18n import N_
from dutyroom.registers.calls.captures import MOST, captures
from dutyroom.registers.calls.rows import CALLS, label
from dutyroom.registers.calls.tables import Recording, WriteUp
from dutyroom.registers.calls.write_up import FIELDS
from dutyroom.store.journal import entries
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

Value: TypeAlias = str | int | float | bool | datetime | None
"""What a cell may hold."""

_BATCH: Final = 500
_WRITE_UPS: Final = table_of(WriteUp)
_RECORDINGS: Final = table_of(Recording)

_OF_THE_CALL: Final[Mapping[str, str]] = {
    "unit": N_("Unit code"),
    "line": N_("Line"),
    "seat": N_("Seat"),
    "direction": N_("Direction"),
    "medium": N_("Medium"),
    "started_at": N_("Began"),
    "answered_at": N_("Answered at"),
    "ended_at": N_("Ended"),
    "ring_seconds": N_("Seconds to answer"),
    "talk_seconds": N_("Seconds of talk"),
    "rings": N_("Rings"),
    "number": N_("Number as sent"),
    "normalised": N_("Number"),
    "name": N_("Name as sent"),
    "absent": N_("Why no number"),
    "waiting": N_("Waiting call"),
    "outcome": N_("Outcome of the call"),
    "known_by": N_("Known by"),
    "owed": N_("Still to do"),
    "disturbed": N_("Device or line keeper lost during the call"),
    "went_on": N_("Went on after silence"),
    "first_receiver": N_("First receiver"),
    "taken_at": N_("Taken"),
    "entered_by": N_("Entered by"),
    "recorder": N_("Recorder"),
    "written_up_at": N_("Written up"),
    "needless_by": N_("Needless, stated by"),
    "needless_at": N_("Needless, stated at"),
    "needless_reason": N_("Needless because"),
    "called_back_by": N_("Called back by"),
    "called_back_at": N_("Called back"),
    "called_back_call": N_("Called back by call"),
    "called_back_result": N_("Result of the call back"),
    "corrections": N_("Corrections"),
    "checksum": N_("Checksum held"),
    "telco_time": N_("Telephone company's time"),
    "format": N_("Format"),
    "raw": N_("Bytes as sent"),
    "raw_left_out": N_("Bytes not kept"),
    "id": N_("Id"),
}

_READ_APART: Final = frozenset({"raw_left_out"})
"""Of these what no row holds."""

COLUMNS: Final[Mapping[str, str]] = {
    "label": N_("No."),
    **_OF_THE_CALL,
    **{field.name: field.label for field in FIELDS},
    "recordings": N_("Recordings"),
}
"""Label by name of each column, in order; translate with `_` where it is shown."""


def export(
    session: Session, *, start: datetime | None = None, end: datetime | None = None
) -> Iterator[dict[str, Value]]:
    """Yield every call, oldest first, a few hundred read at a time.

    Args:
        session: A transaction; it must stay open while rows are taken.
        start: Only calls that began at or after this time.
        end: Only calls that began before it.

    Yields:
        Values by column name, for every column of `COLUMNS` and in their order;
        `recordings` holds the paths of the recordings, and `raw` the bytes of the line in hex,
        one capture a line.
    """
    chosen = _chosen()
    if start is not None:
        chosen = chosen.where(CALLS.c.started_at >= start)
    if end is not None:
        chosen = chosen.where(CALLS.c.started_at < end)
    last = 0
    while True:
        part = chosen.where(CALLS.c.ordinal > last).order_by(CALLS.c.ordinal).limit(_BATCH)
        batch = session.connection().execute(part).mappings().all()
        if not batch:
            return
        paths = _paths(session, [str(row["id"]) for row in batch])
        for row in batch:
            cells = {**row, "raw_left_out": _left_out(session, row)}
            yield _cells(cells, paths.get(str(row["id"]), []))
        last = int(batch[-1]["ordinal"])


def _chosen() -> Select[Any]:
    """Return the query for calls with what is written up of them."""
    held = [name for name in _OF_THE_CALL if name not in _READ_APART]
    own = [CALLS.c[name] for name in ("ordinal", "year", "running", *held)]
    written = [_WRITE_UPS.c[field.name] for field in FIELDS]
    joined = CALLS.outerjoin(_WRITE_UPS, CALLS.c.ordinal == _WRITE_UPS.c.ordinal)
    return select(*own, *written).select_from(joined)


def _cells(row: dict[str, Any], paths: list[str]) -> dict[str, Value]:
    """Return the cells of one call, in the order of the columns."""
    row["label"] = label(row["year"], row["running"])
    row["recordings"] = "\n".join(paths)
    for field in FIELDS:
        row[field.name] = row[field.name] or ""
    return {name: row[name] for name in COLUMNS}


def _left_out(session: Session, row: RowMapping) -> int:
    """Return how many bytes were too many to be kept; the facts of few calls say so."""
    if len(str(row["raw"])) < 2 * MOST:
        return 0
    kept = captures(entry.fact for entry in entries(session, subject=str(row["id"])))
    return sum(each.left_out for each in kept)


def _paths(session: Session, calls: list[str]) -> dict[str, list[str]]:
    """Return the paths of the recordings of some calls, in order, by call."""
    columns = _RECORDINGS.c
    chosen = select(columns.call, columns.path).where(columns.call.in_(calls))
    found: dict[str, list[str]] = {}
    ordered = chosen.order_by(columns.segment, columns.seq)
    for call, path in session.connection().execute(ordered):
        found.setdefault(call, []).append(path)
    return found
