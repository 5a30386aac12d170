"""Judging a line by what its keeper knows: box, caller ID, voltage, sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dutyroom.i18n import N_
from dutyroom.standard.judging.calls import SILENCE_DBFS
from dutyroom.standard.probing import Said, State, Value, Verdict

RUBBISH: Final = 16
"""Bytes without any sense that are no mere noise of plugging in."""


@dataclass(frozen=True, slots=True)
class BoxSeen:
    """What a box has shown of itself.

    Attributes:
        port: Where it is.
        lost: Why the port is not there; empty: it is.
        opened: The port is open.
        asked: It is one that answers what it is asked.
        answers: And it did, just now.
        wedged: It answers nothing any more.
        set_up: How the set-up of an asked box went; None: it is not over.
        command: What switched caller ID on.
        heard_at: When bytes came last.
        understood: Events that were read from them.
        rubbish: Bytes that made no sense since something last did.
        numbered_at: When the last caller ID came.
        since: When the keeper began to listen.
    """

    port: str
    lost: str
    opened: bool
    asked: bool
    answers: bool
    wedged: bool
    set_up: bool | None
    command: str
    heard_at: datetime | None
    understood: int
    rubbish: int
    numbered_at: datetime | None
    since: datetime


_CHOOSE: Final = N_("Choose the devices of the line: dutyroom setup")


def no_line() -> Verdict:
    """Return the verdict for a desk without a line."""
    said = Said(N_("No line has been set up."))
    return Verdict(State.CANNOT_TELL, said, Said(N_("Run: dutyroom setup")))


def no_box() -> Verdict:
    """Return the verdict for a line without a box; its sound may bring numbers, or may not."""
    said = Said(N_("This line has no caller-ID box: nothing proves that numbers are shown."))
    return Verdict(State.CANNOT_TELL, said, Said(_CHOOSE))


def judge_unboxed(numbered_at: datetime | None, now: datetime, quiet_days: float) -> Verdict:
    """Judge caller ID of a line without a box: its sound may bring the numbers.

    Args:
        numbered_at: When the last call came in, where it brought its number; None: it did not.
        now: The present.
        quiet_days: Days after which that proves nothing any more.
    """
    if numbered_at is None or now - numbered_at > timedelta(days=quiet_days):
        return no_box()
    said = Said(
        N_("This line has no box; the last number was heard in its sound at {numbered_at}."),
        {"numbered_at": _iso(numbered_at)},
    )
    return Verdict(State.OK, said)


def no_sound() -> Verdict:
    """Return the verdict for a line without a sound device."""
    said = Said(N_("This line has no sound device: calls are not recorded."))
    return Verdict(State.CANNOT_TELL, said, Said(_CHOOSE))


def judge_box(seen: BoxSeen) -> Verdict:
    """Judge whether the box answers."""
    values = _values(seen)
    if (trouble := _trouble(seen, values)) is not None:
        return trouble
    if not seen.opened:
        said = Said(N_("{port} is being opened."), values)
        return Verdict(State.CANNOT_TELL, said, Said(N_("Look again in a moment.")))
    if seen.asked:
        return _judge_asked(seen, values)
    if seen.understood:
        return Verdict(State.OK, Said(N_("The box last spoke at {heard_at}."), values))
    said = Said(N_("{port} is open. The box speaks only when the line rings."), values)
    advice = Said(N_("Call the line from another telephone, and look whether the call appears."))
    return Verdict(State.CANNOT_TELL, said, advice)


def _trouble(seen: BoxSeen, values: dict[str, Value]) -> Verdict | None:
    """Return what is wrong with a box, if anything is."""
    if seen.lost:
        said = Said(N_("The box cannot be reached: {detail}"), values)
        advice = Said(N_("Check its cable and its power; switch it off and on."))
        return Verdict(State.FAULTY, said, advice)
    if seen.rubbish >= RUBBISH:
        said = Said(N_("{port} sends, but {rubbish} bytes of it make no sense."), values)
        advice = Said(N_("Check the format and the speed: dutyroom setup"))
        return Verdict(State.FAULTY, said, advice)
    if seen.wedged:
        said = Said(N_("{port} is open, but the box answers nothing any more."), values)
        return Verdict(State.FAULTY, said, Said(N_("Switch the box off and on.")))
    return None


def _judge_asked(seen: BoxSeen, values: dict[str, Value]) -> Verdict:
    """Judge a box that was asked just now."""
    if seen.answers:
        return Verdict(State.OK, Said(N_("The box answers at {port}."), values))
    said = Said(N_("{port} is open, but the box did not answer just now."), values)
    return Verdict(State.CANNOT_TELL, said, Said(N_("Look again in a moment.")))


def judge_caller_id(seen: BoxSeen) -> Verdict:
    """Judge whether the box is set to report callers."""
    values = _values(seen)
    if seen.lost or seen.wedged or not seen.opened:
        said = Said(N_("The box does not answer, so nothing is known of caller ID."), values)
        return Verdict(State.CANNOT_TELL, said, Said(N_("See to the box first.")))
    if seen.asked and seen.set_up is False:
        said = Said(N_("The box answers, but takes no command that switches caller ID on."), values)
        advice = Said(N_("Check the format, or take another modem: dutyroom setup"))
        return Verdict(State.FAULTY, said, advice)
    if seen.asked and seen.set_up is None:
        said = Said(N_("The box is being set up."), values)
        return Verdict(State.CANNOT_TELL, said, Said(N_("Look again in a moment.")))
    if seen.asked:
        said = Said(N_("Caller ID is switched on; the box took {command}."), values)
        return Verdict(State.OK, said)
    if seen.numbered_at is not None:
        return Verdict(State.OK, Said(N_("The last number came at {numbered_at}."), values))
    said = Said(N_("No number has come since {since_at}; this box cannot be asked."), values)
    advice = Said(N_("Call the line from another telephone, and look whether the call appears."))
    return Verdict(State.CANNOT_TELL, said, advice)


def _values(seen: BoxSeen) -> dict[str, Value]:
    """Return what the sentences about a box may name."""
    return {
        "port": seen.port,
        "detail": seen.lost,
        "rubbish": seen.rubbish,
        "command": seen.command,
        "heard_at": _iso(seen.heard_at),
        "numbered_at": _iso(seen.numbered_at),
        "since_at": _iso(seen.since),
    }


def judge_power(powered: bool | None, tone_at: datetime | None) -> Verdict:
    """Judge the line's voltage.

    Args:
        powered: What the box tells of it; None: it does not tell.
        tone_at: When a dial tone was last heard on the line.
    """
    if powered is False:
        said = Said(N_("The box says that the line has no voltage."))
        advice = Said(N_("Check the line's plug; then report it to the telephone company."))
        return Verdict(State.FAULTY, said, advice)
    if powered:
        return Verdict(State.OK, Said(N_("The box says that the line has voltage.")))
    advice = Said(N_("Lift the handset and listen for the dial tone."))
    if tone_at is None:
        said = Said(N_("This box does not tell the line's voltage."))
    else:
        text = N_("This box does not tell the line's voltage; a dial tone was heard at {tone_at}.")
        said = Said(text, {"tone_at": _iso(tone_at)})
    return Verdict(State.CANNOT_TELL, said, advice)


@dataclass(frozen=True, slots=True)
class SoundSeen:
    """What came of a line's sound within about a second.

    Attributes:
        lost: Why no sound comes; empty: it is not known to be lost.
        rms: How loud, in dBFS; None: nothing came.
        peak: The loudest sample, in dBFS.
        clipped: Percent of the samples that stand at the end of the scale.
    """

    lost: str
    rms: float | None
    peak: float
    clipped: float


def judge_sound(seen: SoundSeen, clipped_percent: float) -> Verdict:
    """Judge the line's sound while nobody need lift the handset.

    Args:
        seen: What came.
        clipped_percent: More clipped samples than this are too loud.
    """
    values: dict[str, Value] = {
        "level": seen.rms,
        "peak": seen.peak,
        "clipped": seen.clipped,
        "detail": seen.lost,
    }
    if seen.lost:
        said = Said(N_("No sound comes from the line: {detail}"), values)
        return Verdict(State.FAULTY, said, Said(N_("Check its plug and its cable.")))
    if seen.rms is None:
        said = Said(N_("The line keeper has not heard anything yet."), values)
        return Verdict(State.CANNOT_TELL, said, Said(N_("Look again in a moment.")))
    if seen.peak <= SILENCE_DBFS:
        said = Said(N_("Sound comes, but it is complete silence: muted, or not connected."), values)
        advice = Said(N_("Check cable, channel and volume; then prove the recorder."))
        return Verdict(State.FAULTY, said, advice)
    if seen.clipped > clipped_percent:
        said = Said(N_("Sound comes too loud: {clipped:.1f} % of it is cut off."), values)
        return Verdict(State.FAULTY, said, Said(N_("Turn the input down (alsamixer, capture).")))
    return Verdict(State.OK, Said(N_("Sound comes, at {level:.0f} dBFS."), values))


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
