"""Judging a line by its last calls: a thing that worked yesterday is evidence, not proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dutyroom.i18n import N_
from dutyroom.standard.probing import Said, State, Value, Verdict

_DAY: Final = 86_400.0

SILENCE_DBFS: Final = -90.0
"""At and below this nothing is connected: a telephone line is never that quiet."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The last call that came in.

    Attributes:
        at: When.
        numbered: Whether its number was shown, or that it is withheld.
        withheld: It was shown that it is withheld.
        answered: Whether somebody answered; None: it goes on, or nobody knows.
    """

    at: datetime
    numbered: bool
    withheld: bool = False
    answered: bool | None = None


_NUMBERED: Final[Mapping[bool | None, str]] = {
    None: N_("The last call came in at {rang_at}, with its number."),
    True: N_("The last call came in at {rang_at}, with its number, and was answered."),
    False: N_("The last call came in at {rang_at}, with its number, and was missed."),
}
_WITHHELD: Final[Mapping[bool | None, str]] = {
    None: N_("The last call came in at {rang_at}; it was shown that its number is withheld."),
    True: N_("The last call, of {rang_at}, was answered; its number was shown as withheld."),
    False: N_("The last call, of {rang_at}, was missed; its number was shown as withheld."),
}
_NUMBERLESS: Final[Mapping[bool | None, str]] = {
    None: N_("The last call came in at {rang_at}, without a number."),
    True: N_("The last call came in at {rang_at}, without a number, and was answered."),
    False: N_("The last call came in at {rang_at}, without a number, and was missed."),
}
"""What is said of the last call, by whether it was answered."""


def unreadable_log() -> Verdict:
    """Return the verdict where the call log cannot be read: the database's own probe says why."""
    said = Said(N_("The call log cannot be read, so nothing is known of its calls."))
    return Verdict(State.CANNOT_TELL, said, Said(N_("See to the database first.")))


def judge_ring(ring: Ring | None, now: datetime, quiet_days: float) -> Verdict:
    """Judge a line by the last call that came in.

    Args:
        ring: The call; None: there was none.
        now: The present.
        quiet_days: Days without a call after which the line is in doubt.
    """
    advice = Said(N_("Call the line from another telephone, and look whether the call appears."))
    if ring is None:
        said = Said(N_("No call has come in on this line yet."))
        return Verdict(State.CANNOT_TELL, said, advice)
    days = (now - ring.at).total_seconds() / _DAY
    values: dict[str, Value] = {"rang_at": ring.at.isoformat(), "days": days}
    if days > quiet_days:
        said = Said(N_("No call has come in for {days:.0f} days; the last at {rang_at}."), values)
        return Verdict(State.CANNOT_TELL, said, advice)
    if not ring.numbered:
        said = Said(_NUMBERLESS[ring.answered], values)
        return Verdict(State.CANNOT_TELL, said, advice)
    words = (_WITHHELD if ring.withheld else _NUMBERED)[ring.answered]
    return Verdict(State.OK, Said(words, values))


def no_recording(talk_at: datetime | None) -> Verdict:
    """Return the verdict for a line of which nothing has been recorded.

    Args:
        talk_at: When the last talk on it began; None: there was none.
    """
    if talk_at is None:
        said = Said(N_("Nothing has been recorded on this line yet."))
        return Verdict(State.CANNOT_TELL, said, Said(N_("Prove the recorder with the handset.")))
    said = Said(N_("The talk of {rang_at} was not recorded."), {"rang_at": talk_at.isoformat()})
    return Verdict(State.FAULTY, said, Said(N_("Prove the recorder with the handset.")))


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording that ended or failed.

    Attributes:
        at: When it began.
        seconds: Its length.
        peak: Its loudest sample in dBFS; None where that is not known.
        failed: Why it failed; empty: it did not.
        missing: Its file is not there, or shorter than its row says.
    """

    at: datetime
    seconds: float
    peak: float | None
    failed: str
    missing: bool


def judge_recording(last: Recorded, now: datetime, quiet_days: float) -> Verdict:
    """Judge the last recording of a line.

    Args:
        last: The recording.
        now: The present.
        quiet_days: Days without a recording after which the recorder is in doubt.
    """
    days = (now - last.at).total_seconds() / _DAY
    values: dict[str, Value] = {
        "recorded_at": last.at.isoformat(),
        "seconds": last.seconds,
        "days": days,
        "peak": last.peak,
        "detail": last.failed,
    }
    prove = Said(N_("Prove the recorder with the handset."))
    if last.failed:
        said = Said(N_("The last recording, of {recorded_at}, failed: {detail}"), values)
        return Verdict(
            State.FAULTY, said, Said(N_("Look whether the disk is full: see its check."))
        )
    if last.missing:
        said = Said(N_("The file of the last recording, of {recorded_at}, is not whole."), values)
        return Verdict(State.FAULTY, said, Said(N_("See what is wrong: dutyroom doctor")))
    if last.peak is not None and last.peak <= SILENCE_DBFS:
        said = Said(N_("The last recording, of {recorded_at}, is complete silence."), values)
        return Verdict(State.FAULTY, said, prove)
    if days > quiet_days:
        said = Said(N_("The last recording is of {recorded_at}, {days:.0f} days old."), values)
        return Verdict(State.CANNOT_TELL, said, prove)
    said = Said(N_("The last recording is of {recorded_at}, {seconds:.0f} s long."), values)
    return Verdict(State.OK, said)
