"""Everything that is known of one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping, select

from dutyroom.registers.calls.recordings import RecordingRow, recordings
from dutyroom.registers.calls.rows import CALLS, CallRow, NameLookup, choose, rows, unnamed
from dutyroom.registers.calls.tables import Correction, WriteUp
from dutyroom.registers.calls.write_up import NAMES
from dutyroom.store.journal import Entry, entries
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_WRITE_UPS: Final = table_of(WriteUp)
_CORRECTIONS: Final = table_of(Correction)


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A value that replaced another one.

    Attributes:
        field: A field of the write-up, or `number`, `name` or `outcome`.
        old: What it said before.
        new: What it says since.
        why: The reason given; empty where the line itself amended its number.
        by: Who corrected it.
        at: When.
    """

    field: str
    old: str
    new: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallDetail:
    """Everything that is known of one call. Texts are foreign text.

    Attributes:
        row: Its line of the log.
        unit: The unit.
        seat: The seat at which it was taken.
        normalised: The number in the form in which it is compared.
        waiting: Whether it knocked while another call was on the line.
        rings: How often it rang, where that was counted.
        answered_at: When the handset was lifted.
        disturbed: Whether a device was lost in mid-call.
        went_on: How often it went on after silence had been taken for its end.
        went_on_at: When last.
        quiet_seconds: How long it was silent there, in seconds.
        checksum: Whether the caller ID's own checksum held.
        telco_time: The telephone company's time, as sent.
        format: The decoder that read the line.
        raw: The line's own bytes in hex, one capture a line: what the box sent during the call.
        entered_by: Who entered it by hand.
        first_receiver: Who took it; never changes (article 14).
        taken_at: When.
        recorder: Who signed the write-up.
        written_up_at: When.
        needless_by: Who stated that it needs no write-up.
        needless_at: When.
        needless_reason: Why.
        called_back_by: Who called back.
        called_back_at: When.
        called_back_call: The call by which.
        called_back_result: With what result.
        fields: The write-up by field name; every field of `write_up.FIELDS`.
        corrections: What was corrected, oldest first.
        recordings: Its recordings, in order.
        facts: Everything journalled under its id, in order; its recordings have their own.
    """

    row: CallRow
    unit: str
    seat: str
    normalised: str
    waiting: bool
    rings: int
    answered_at: datetime | None
    disturbed: bool
    went_on: int
    went_on_at: datetime | None
    quiet_seconds: float
    checksum: bool | None
    telco_time: str
    format: str
    raw: str
    entered_by: str
    first_receiver: str
    taken_at: datetime | None
    recorder: str
    written_up_at: datetime | None
    needless_by: str
    needless_at: datetime | None
    needless_reason: str
    called_back_by: str
    called_back_at: datetime | None
    called_back_call: str
    called_back_result: str
    fields: Mapping[str, str]
    corrections: tuple[CorrectionRow, ...]
    recordings: tuple[RecordingRow, ...]
    facts: tuple[Entry, ...]


_APART: Final = frozenset({"row", "fields", "corrections", "recordings", "facts"})
_OWN: Final = tuple(name for name in CallDetail.__dataclass_fields__ if name not in _APART)


def detail(session: Session, call: str, *, names: NameLookup = unnamed) -> CallDetail | None:
    """Return everything that is known of a call, or None where it is not in the log.

    Args:
        session: A transaction.
        call: Id of the call.
        names: Gives the name behind the number.
    """
    line = session.connection().execute(choose().where(CALLS.c.id == call)).first()
    if line is None:
        return None
    (row,) = rows(session, [line], names)
    own = select(*(CALLS.c[name] for name in _OWN)).where(CALLS.c.ordinal == row.ordinal)
    values: RowMapping = session.connection().execute(own).mappings().one()
    parts: dict[str, Any] = dict(values)
    return CallDetail(
        row=row,
        fields=fields(session, row.ordinal),
        corrections=corrections(session, row.ordinal),
        recordings=recordings(session, call),
        facts=tuple(entries(session, subject=call)),
        **parts,
    )


def fields(session: Session, ordinal: int) -> dict[str, str]:
    """Return what is written up of a call, by field name; empty texts where nothing is."""
    chosen = select(_WRITE_UPS).where(_WRITE_UPS.c.ordinal == ordinal)
    found = session.connection().execute(chosen).mappings().first()
    return {name: str(found[name]) if found is not None else "" for name in NAMES}


def corrections(session: Session, ordinal: int) -> tuple[CorrectionRow, ...]:
    """Return what was corrected in a call, oldest first."""
    columns = (_CORRECTIONS.c[name] for name in CorrectionRow.__dataclass_fields__)
    chosen = select(*columns).where(_CORRECTIONS.c.ordinal == ordinal)
    ordered = chosen.order_by(_CORRECTIONS.c.seq, _CORRECTIONS.c.field)
    return tuple(CorrectionRow(*row) for row in session.connection().execute(ordered))
