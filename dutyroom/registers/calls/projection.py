"""The projector of the call log: from facts to the rows that are read.

Facts may come late, twice or in an odd order: a caller's number after the end,
a recording closed after a restart. None makes it fail; each call is logged from
the first fact that names it, whichever that is.
"""

from __future__ import annotations

from dutyroom.registers.calls.change import Change, opened
from dutyroom.registers.calls.findable import INDEX, findable, replaced_in
from dutyroom.registers.calls.line_facts import LINE, captured
from dutyroom.registers.calls.officer_facts import OFFICER
from dutyroom.registers.calls.recording_facts import RECORDER, count, recording_of
from dutyroom.registers.calls.state import settle, summary
from dutyroom.registers.calls.tables import Call
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

_CALL = LINE | OFFICER


def project(session: Session, entry: Entry) -> None:
    """Bring the rows of a call or recording up to date with one more entry.

    A kind of fact that this version does not know leaves the rows as they are.

    Args:
        session: The transaction that has written the entry.
        entry: The entry.
    """
    kind = entry.fact.kind
    if kind in _CALL:
        _project_call(session, entry)
    elif kind in RECORDER:
        _project_recording(session, entry)


def _project_call(session: Session, entry: Entry) -> None:
    """Apply a fact of a call, and keep what follows from it true."""
    change = Change(session, entry, opened(session, entry, entry.fact.subject))
    call = change.call
    before = _text(change)
    _CALL[entry.fact.kind](change)
    captured(change)
    if _written(call):
        call.summary = summary(change.write_up.content)
    settle(call)
    change.save()
    after = _text(change)
    if before != after:
        if before:
            INDEX.remove(session, call.ordinal, before)
        if after:
            INDEX.put(session, call.ordinal, after)


def _text(change: Change) -> str:
    """Return the text by which the call is found as it stands now."""
    call = change.call
    replaced = replaced_in(change.session, [call.ordinal]) if call.corrections else {}
    write_up = change.write_up if _written(call) else None
    return findable(call, write_up, replaced.get(call.ordinal, ()))


def _written(call: Call) -> bool:
    """Tell whether there may be a write-up."""
    return call.written_up_at is not None or call.corrections > 0


def _project_recording(session: Session, entry: Entry) -> None:
    """Apply a fact of a recording; one whose call is not yet logged logs it."""
    recording = recording_of(session, entry)
    RECORDER[entry.fact.kind](session, entry, recording.row)
    recording.save(session)
    if recording.row.call and entry.fact.kind == "recording.begun":
        call = opened(session, entry, recording.row.call)
        count(session, call.row)
        settle(call.row)
        call.save(session)
