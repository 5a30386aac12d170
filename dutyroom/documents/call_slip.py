"""From the call log to the call slip."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.documents.call_words import word
from dutyroom.documents.slip import CallSlip, local_minute
from dutyroom.i18n import _
from dutyroom.registers.calls.detail import CallDetail, CorrectionRow, detail
from dutyroom.registers.calls.export import COLUMNS
from dutyroom.registers.calls.kinds import Medium
from dutyroom.registers.calls.write_up import FIELDS
from dutyroom.registers.contacts.book import Contact, Kind
from dutyroom.registers.contacts.who import who
from dutyroom.registers.shifts.on_duty import on_duty
from dutyroom.store.session import Session

_HASH: Final = 16
"""Digits of a recording's hash on paper: enough to tell recordings apart."""


def read_slip(
    session: Session, call: str, *, unit: str, area_code: str, printed_at: datetime
) -> CallSlip | None:
    """Return the slip of a call in the log; None where it is not there.

    Args:
        session: A transaction.
        call: Id of the call.
        unit: Name of the unit that keeps the log.
        area_code: Its area code.
        printed_at: When the slip is made.
    """
    found = detail(session, call)
    if found is None:
        return None
    shift = on_duty(session, found.row.started_at)
    return slip_of(
        found,
        unit=unit,
        printed_at=printed_at,
        contact=who(session, found.row.number, area_code),
        leader=shift.leader if shift is not None else "",
    )


def slip_of(
    found: CallDetail,
    *,
    unit: str,
    printed_at: datetime,
    contact: Contact | None = None,
    leader: str = "",
) -> CallSlip:
    """Return the slip of a call; what nobody has written up stays empty.

    Args:
        found: Everything that is known of the call.
        unit: Name of the unit that keeps the log.
        printed_at: When the slip is made.
        contact: Who is behind the number; fills in what is not written up, if it is sure.
        leader: The leader on duty.
    """
    written, row = found.fields, found.row
    known = _known(contact)
    urgent = tuple((_(f.label), written[f.name]) for f in FIELDS if f.urgent and written[f.name])
    return CallSlip(
        unit=unit,
        number=row.label,
        called_at=row.started_at,
        stated_time=written["called_at"],
        printed_at=printed_at,
        outgoing=row.direction == "out",
        medium="" if row.medium == Medium.LINE else word("medium", row.medium),
        outcome=word("outcome", row.outcome),
        caller_unit=written["caller_unit"] or known.get("unit", ""),
        caller_name=written["caller_name"] or known.get("name", ""),
        caller_post=written["caller_post"] or known.get("post", ""),
        caller_number=written["caller_number"] or row.number or word("absent", row.absent),
        content=written["content"],
        urgent=bool(urgent),
        urgent_fields=urgent,
        instruction=written["instruction"],
        result=written["handling"],
        recorder=found.recorder,
        recorded_at=found.written_up_at,
        leader=leader,
        corrections=tuple(_correction(one) for one in found.corrections),
        recordings=tuple(
            f"{recording.path}  SHA-256 {recording.sha256[:_HASH]}"
            for recording in found.recordings
            if recording.sha256
        ),
    )


def _known(contact: Contact | None) -> dict[str, str]:
    """Return what the address book says, where the number leaves no doubt."""
    if contact is None or not contact.sure:
        return {}
    if contact.kind is Kind.UNIT:
        return {"unit": contact.name}
    return {"unit": contact.unit, "name": contact.name, "post": contact.post}


def _correction(one: CorrectionRow) -> str:
    """Return a correction in one sentence: both values stay readable."""
    why = one.why or _("no reason given")
    return _("{field}: “{old}” became “{new}” ({by}, {time}; {why})").format(
        field=_(COLUMNS.get(one.field, one.field)),
        old=word(one.field, one.old),
        new=word(one.field, one.new),
        by=one.by,
        time=local_minute(one.at),
        why=why,
    )
