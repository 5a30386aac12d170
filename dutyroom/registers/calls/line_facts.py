"""What the line says of a call, fact kind by fact kind.

Every field goes from empty to its value once, so that a fact that comes twice,
late or after a restart changes nothing that is known already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dutyroom.registers.calls.captures import BYTES, BYTES_FORMAT, BYTES_GO_ON, captures
from dutyroom.registers.calls.change import Change
from dutyroom.registers.calls.kinds import Medium, Outcome
from dutyroom.registers.calls.tables import Call
from dutyroom.registers.values import choice, flag, real, text, whole, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import entries


def begun(change: Change) -> None:
    """The first sign of the call says when it began; until then the first fact did."""
    call, fact = change.call, change.fact
    if not call.begun:
        call.begun = True
        call.started_at = fact.occurred_at
        call.direction = words(fact, "direction")
        call.waiting = flag(fact, "waiting") or False
        call.line = fact.place.line or call.line


def entered(change: Change) -> None:
    """The officer entered a call that did not come over the recorded line."""
    call, fact = change.call, change.fact
    if not call.entered_by:
        call.entered_by = fact.actor
        call.seat = call.seat or fact.place.seat
        call.medium = choice(Medium, words(fact, "medium")) or Medium.MESSAGE
        if not call.begun:
            call.started_at = fact.occurred_at
            call.direction = words(fact, "direction")
    change.fill("number", text(fact, "number"))


def numbered(change: Change) -> None:
    """The number as sent, or why there is none; what follows amends it.

    A number whose checksum failed never replaces one that arrived sound.
    """
    call, fact = change.call, change.fact
    number, sound = text(fact, "number"), flag(fact, "checksum")
    if sound is not False or not call.number or call.checksum is False:
        change.fill("number", number)
        change.fill("name", text(fact, "name"))
        call.absent = words(fact, "absent") or ("" if number else call.absent)
        call.checksum = sound if sound is not None else call.checksum
    call.telco_time = call.telco_time or words(fact, "telco_time")
    call.format = call.format or words(fact, "format")
    call.raw = _with_raw(call.raw, text(fact, "raw"))


def _with_raw(known: str, raw: str) -> str:
    """Return the captures of a call, one a line; a closed group takes its beginning's place."""
    captures = known.split("\n") if known else []
    if not raw or any(capture.startswith(raw) for capture in captures):
        return known
    kept = [capture for capture in captures if not raw.startswith(capture)]
    return "\n".join([*kept, raw])


def captured(change: Change) -> None:
    """What the box sent since the last fact; it may come with any of them."""
    call, fact = change.call, change.fact
    if BYTES_FORMAT not in fact.body:
        return
    call.format = call.format or words(fact, BYTES_FORMAT)
    told = text(fact, BYTES)
    if not flag(fact, BYTES_GO_ON):
        call.raw = "\n".join(each for each in (call.raw, told) if each)
    elif "\n" not in call.raw:
        call.raw += told
    else:  # the last line may be another capture
        so_far = [
            entry.fact
            for entry in entries(change.session, subject=call.id)
            if entry.seq <= change.entry.seq
        ]
        call.raw = "\n".join(each.data.hex() for each in captures(so_far))


def rang(change: Change) -> None:
    """The line rang once more."""
    change.call.rings = max(change.call.rings, whole(change.fact, "count") or 0)


def answered(change: Change) -> None:
    """The handset was lifted."""
    call, fact = change.call, change.fact
    if call.answered_at is None:
        call.answered_at = fact.occurred_at
        call.answered_by = words(fact, "by")
        call.ring_seconds = real(fact, "seconds")


def ended(change: Change) -> None:
    """The call is over; a record that comes later tells what nobody knew when it ended.

    An end before a voice was heard again was a guess that `went_on` takes back.
    """
    _end(change.call, change.fact)


def _end(call: Call, fact: Fact) -> None:
    """End a call by a fact, unless the call is known to have gone on after it."""
    if _taken_back(call, fact):
        return
    known = call.ended_as not in {"", Outcome.UNKNOWN}
    if call.ended_at is None or not known:
        call.ended_at = call.ended_at or fact.occurred_at
        call.ended_as = words(fact, "outcome")
        call.ended_by = words(fact, "by")
        call.talk_seconds = real(fact, "seconds")


def _taken_back(call: Call, fact: Fact) -> bool:
    """Tell whether a call went on after an end; one of before that was counted goes by its time."""
    after = whole(fact, "after")
    if after is not None:
        return after < call.went_on
    return call.went_on_at is not None and fact.occurred_at <= call.went_on_at


def went_on(change: Change) -> None:
    """The call goes on: what ended before was no end. What ended later, told earlier, stays."""
    call, fact = change.call, change.fact
    call.went_on += 1
    call.quiet_seconds += real(fact, "seconds") or 0.0
    if call.went_on_at is None or call.went_on_at < fact.occurred_at:
        call.went_on_at = fact.occurred_at
    call.ended_at, call.ended_as, call.ended_by, call.talk_seconds = None, "", "", None
    for told in entries(change.session, subject=call.id):
        if told.fact.kind == "call.ended" and told.seq < change.entry.seq:
            _end(call, told.fact)


def disturbed(change: Change) -> None:
    """A device was lost in mid-call, or came back; the facts themselves say which and when."""
    change.call.disturbed = True


LINE: Final[dict[str, Callable[[Change], None]]] = {
    "call.begun": begun,
    "call.entered": entered,
    "call.numbered": numbered,
    "call.rang": rang,
    "call.answered": answered,
    "call.ended": ended,
    "call.went_on": went_on,
    "call.disturbed": disturbed,
}
"""What each kind of fact does."""
