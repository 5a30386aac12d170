"""The facts of a call: what the line says, and what the officer adds.

Pure constructors. The line keeper's tracker makes the first group, the
recorder the second, the officer the third. Article 14 asks for the first
receiver, article 16 for complete records, 12(1) for the recording.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from dutyroom.registers.calls.fact_kinds import ANSWERED, BEGUN, ENDED, NUMBERED, WENT_ON
from dutyroom.registers.calls.kinds import FirstSign, KnownBy, Medium, Outcome
from dutyroom.store.facts import Fact, JsonValue, Place


def new_id() -> str:
    """Return an id for a new call or recording."""
    return str(uuid4())


# --- what the line says -------------------------------------------------------


def begun(
    call: str,
    at: datetime,
    place: Place,
    *,
    direction: str,
    waiting: bool = False,
    sign: FirstSign | None = None,
) -> Fact:
    """First sign of a call: a ring, a number, a lifted handset or a voice.

    Args:
        call: Id of the new call.
        at: When it began.
        place: Unit and line.
        direction: `in` or `out`.
        waiting: It knocks while another call is on the line.
        sign: Which of them it was.
    """
    told: dict[str, JsonValue] = {} if sign is None else {"sign": sign}
    body: dict[str, JsonValue] = {"direction": direction, "waiting": waiting, **told}
    return Fact(BEGUN, call, at, place, body=body)


def numbered(
    call: str,
    at: datetime,
    place: Place,
    *,
    number: str | None,
    name: str | None = None,
    absent: str | None = None,
    telco_time: str | None = None,
    checksum: bool | None = None,
    raw: bytes = b"",
    format_name: str = "",
) -> Fact:
    """The number as sent, or why there is none; a second one amends the first.

    `raw` keeps the bytes of the record, where they are not among those of the whole call.
    """
    body: dict[str, JsonValue] = {
        "absent": absent,
        "checksum": checksum,
        "format": format_name,
        "telco_time": telco_time,
    }
    texts = {"number": number, "name": name, "raw": raw.hex() or None}
    return Fact(
        NUMBERED,
        call,
        at,
        place,
        body=body,
        texts={key: value for key, value in texts.items() if value is not None},
    )


def rang(call: str, at: datetime, place: Place, *, count: int) -> Fact:
    """The line rang once more; `count` rings so far. Spares the log every ring but the first."""
    return Fact("call.rang", call, at, place, body={"count": count})


def answered(call: str, at: datetime, place: Place, *, by: KnownBy, seconds: float | None) -> Fact:
    """The handset was lifted, `seconds` after the first ring (article 6)."""
    return Fact(ANSWERED, call, at, place, body={"by": by.value, "seconds": seconds})


def ended(
    call: str,
    at: datetime,
    place: Place,
    *,
    outcome: Outcome,
    by: KnownBy,
    seconds: float | None,
    after: int | None = None,
) -> Fact:
    """The call is over.

    Args:
        call: Id of the call.
        at: When it ended.
        place: Unit and line.
        outcome: Answered, missed, outgoing, or unknown: then the officer is asked.
        by: How the outcome is known.
        seconds: Length of the talk in seconds, where it is known.
        after: How often it had gone on before, which no clock that is set back makes untrue;
            None: its time alone tells which of several ends it is.
    """
    body: dict[str, JsonValue] = {"outcome": outcome.value, "by": by.value, "seconds": seconds}
    counted: dict[str, JsonValue] = {} if after is None else {"after": after}
    return Fact(ENDED, call, at, place, body={**body, **counted})


def went_on(call: str, at: datetime, place: Place, *, seconds: float) -> Fact:
    """A call that silence had ended goes on: the end before `at` was a guess, and is taken back.

    Args:
        call: Id of the call.
        at: Since when a voice is heard again.
        place: Unit and line.
        seconds: How long it was silent.
    """
    return Fact(WENT_ON, call, at, place, body={"seconds": seconds})


def disturbed(call: str, at: datetime, place: Place, *, what: str, back: bool) -> Fact:
    """A device was lost (`back` false) or came back in the middle of the call.

    Args:
        call: Id of the call.
        at: When it happened.
        place: Unit and line.
        what: `box`, `sound` or `keeper`.
        back: Whether it is there again.
    """
    return Fact("call.disturbed", call, at, place, body={"what": what, "back": back})


# --- what the recorder says ---------------------------------------------------


def recording_begun(
    recording: str, at: datetime, place: Place, *, call: str, segment: int, path: str, rate: int
) -> Fact:
    """A segment of a call's recording is being written.

    Args:
        recording: Id of the segment.
        at: Time of its first frame, pre-roll included.
        place: Unit and line.
        call: The call it belongs to.
        segment: Its number within the call, from 1.
        path: Path below the folder of recordings, with `/`.
        rate: Frames a second.
    """
    return Fact(
        "recording.begun",
        recording,
        at,
        place,
        body={"call": call, "segment": segment, "path": path, "rate": rate},
    )


def recording_gap(recording: str, at: datetime, place: Place, *, offset: int, frames: int) -> Fact:
    """Sound is missing: `frames` frames after frame `offset` of the file."""
    return Fact("recording.gap", recording, at, place, body={"offset": offset, "frames": frames})


def recording_finished(
    recording: str,
    at: datetime,
    place: Place,
    *,
    frames: int,
    sha256: str,
    peak: float,
    clipped: int,
    repaired: bool = False,
) -> Fact:
    """The file is closed, whole and hashed; `peak` in dBFS, `clipped` in samples."""
    return Fact(
        "recording.finished",
        recording,
        at,
        place,
        body={
            "frames": frames,
            "sha256": sha256,
            "peak": peak,
            "clipped": clipped,
            "repaired": repaired,
        },
    )


def recording_failed(recording: str, at: datetime, place: Place, *, reason: str) -> Fact:
    """Writing the file failed; what was written stays. `reason` is a short code."""
    return Fact("recording.failed", recording, at, place, body={"reason": reason})


def recording_marked(
    recording: str, at: datetime, place: Place, *, actor: str, frame: int, note: str = ""
) -> Fact:
    """The officer marked a place in the recording, at a frame."""
    texts = {"note": note} if note else {}
    return Fact("recording.marked", recording, at, place, actor, body={"frame": frame}, texts=texts)


# --- what the officer adds ----------------------------------------------------


def entered(
    call: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    medium: Medium,
    direction: str,
    number: str,
) -> Fact:
    """A call or message that did not come over the recorded line, entered by hand."""
    return Fact(
        "call.entered",
        call,
        at,
        place,
        actor,
        body={"medium": medium.value, "direction": direction},
        texts={"number": number} if number else {},
    )


def taken(call: str, at: datetime, place: Place, *, actor: str) -> Fact:
    """The officer took the call: first receiver, never changed afterwards (article 14)."""
    return Fact("call.taken", call, at, place, actor)


def outcome_stated(call: str, at: datetime, place: Place, *, actor: str, outcome: Outcome) -> Fact:
    """The officer says what became of a call where the line could not tell."""
    return Fact("call.outcome_stated", call, at, place, actor, body={"outcome": outcome.value})


def written_up(
    call: str, at: datetime, place: Place, *, actor: str, fields: Mapping[str, str]
) -> Fact:
    """The officer wrote the call up and signed it with their name.

    Args:
        call: Id of the call.
        at: When it was signed.
        place: Unit, line and seat.
        actor: The recorder (记录人).
        fields: Text by field name, as `registers.calls.write_up.FIELDS` lists them.
    """
    return Fact("call.written_up", call, at, place, actor, texts=dict(fields))


def corrected(
    call: str, at: datetime, place: Place, *, actor: str, field: str, old: str, new: str, why: str
) -> Fact:
    """A field that had a value gets another one; both stay readable."""
    texts = {"old": old, "new": new, "why": why}
    return Fact("call.corrected", call, at, place, actor, body={"field": field}, texts=texts)


def called_back(
    call: str, at: datetime, place: Place, *, actor: str, by_call: str | None, result: str
) -> Fact:
    """A missed call was called back, by another call on the line or by other means."""
    texts = {"result": result} if result else {}
    return Fact("call.called_back", call, at, place, actor, body={"by_call": by_call}, texts=texts)


def closed_without_write_up(
    call: str, at: datetime, place: Place, *, actor: str, reason: str
) -> Fact:
    """The officer states that the call needs no write-up: wrong number, test, nuisance."""
    return Fact("call.needless", call, at, place, actor, texts={"reason": reason})
