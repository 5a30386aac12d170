"""Judging the end-to-end proof of the recorder: a dial tone that went all the way into a file.

The program proves everything but the last step. Whether the sound was heard when it
was played, only the officer can say (article 12).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_
from dutyroom.standard.judging.calls import SILENCE_DBFS
from dutyroom.standard.probing import Said, State, Value, Verdict

KEPT_SHARE: Final = 0.8
"""Part of the recorded seconds that must still be the tone."""


class Course(StrEnum):
    """How a trial of the recorder ended."""

    RECORDED = "recorded"
    NO_TONE = "no_tone"
    NO_SOUND = "no_sound"
    DISK = "disk"
    GAVE_WAY = "gave_way"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TrialSeen:
    """What a trial of the recorder measured.

    Attributes:
        course: How it ended.
        tone_hz: The tone that was looked for.
        tone_share: Part of the recorded time that was this tone, 0 to 1.
        rms: Loudness of what was captured, in dBFS.
        peak: Its loudest sample, in dBFS.
        clipped: Percent of its samples at the end of the scale.
        seconds: Length of the file.
        sha256: Hash of the file.
        detail: Why it failed, where it did.
    """

    course: Course
    tone_hz: float
    tone_share: float = 0.0
    rms: float = -96.0
    peak: float = -96.0
    clipped: float = 0.0
    seconds: float = 0.0
    sha256: str = ""
    detail: str = ""


def judge_trial(seen: TrialSeen, faint_dbfs: float, clipped_percent: float) -> Verdict:
    """Judge what the program can prove; `judge_heard` adds what the officer says.

    Args:
        seen: What was measured.
        faint_dbfs: A tone below this is recorded too softly.
        clipped_percent: More clipped samples than this are too loud.
    """
    values = _values(seen)
    if seen.course is not Course.RECORDED:
        return _not_recorded(seen, values)
    if seen.tone_share < KEPT_SHARE:
        said = Said(N_("The dial tone broke off while it was recorded."), values)
        return Verdict(State.FAULTY, said, Said(N_("Try again; lay the handset down at the end.")))
    if seen.clipped > clipped_percent:
        said = Said(N_("The dial tone is recorded too loud: {clipped:.1f} % is cut off."), values)
        return Verdict(State.FAULTY, said, Said(N_("Turn the input down (alsamixer, capture).")))
    if seen.rms < faint_dbfs:
        said = Said(N_("The dial tone is recorded too softly, at {level:.0f} dBFS."), values)
        return Verdict(State.FAULTY, said, Said(N_("Turn the input up (alsamixer, capture).")))
    text = N_(
        "Dial tone of {tone:.0f} Hz at {level:.0f} dBFS, {clipped:.1f} % cut off, {seconds:.0f} s "
        "recorded, {hash}."
    )
    return Verdict(State.OK, Said(text, values))


def _not_recorded(seen: TrialSeen, values: dict[str, Value]) -> Verdict:
    """Judge a trial that came to no recording."""
    match seen.course:
        case Course.GAVE_WAY:
            return gave_way()
        case Course.ENDED:
            return ended()
        case Course.NO_SOUND:
            said = Said(N_("No sound comes from the line: {detail}"), values)
            advice = Said(N_("Check its plug and its cable."))
        case Course.DISK:
            said = Said(N_("The recording could not be written: {detail}"), values)
            advice = Said(N_("Look whether the disk is full: see its check."))
        case _ if seen.peak <= SILENCE_DBFS:
            said = Said(N_("Only complete silence was captured: muted, or not connected."), values)
            advice = Said(N_("Check cable, channel and volume, and try again."))
        case _:
            said = Said(
                N_("No dial tone of {tone:.0f} Hz was found; what came was at {level:.0f} dBFS."),
                values,
            )
            advice = Said(N_("Lift the handset of this very line, wait for its tone, try again."))
    return Verdict(State.FAULTY, said, advice)


GAVE_WAY: Final = Said(N_("A call came in; the check of this line gave way to it."))
"""What a probe says that a call pre-empted."""


def gave_way() -> Verdict:
    """Return the verdict of a probe that a call pre-empted: the call comes first."""
    return Verdict(State.CANCELLED, GAVE_WAY, Said(N_("Check the line again after the call.")))


def ended() -> Verdict:
    """Return the verdict of a probe that somebody ended."""
    return Verdict(State.CANCELLED, Said(N_("The check was ended.")))


def judge_heard(verdict: Verdict, heard: bool) -> Verdict:
    """Return a trial's verdict with what the officer says of its playback.

    Args:
        verdict: What the program found; only a good one can be made certain.
        heard: Whether the officer heard the tone when the file was played.
    """
    if verdict.state is not State.OK:
        return verdict
    values = {**verdict.evidence.values, "heard": heard}
    if heard:
        text = N_(
            "Dial tone of {tone:.0f} Hz at {level:.0f} dBFS, {clipped:.1f} % cut off, "
            "{seconds:.0f} s recorded, heard when played, {hash}."
        )
        return replace(verdict, evidence=Said(text, values))
    said = Said(N_("The tone was recorded, but not heard when it was played."), values)
    advice = Said(N_("Check this machine's loudspeaker; the recorder itself works."))
    return Verdict(State.FAULTY, said, advice)


def judge_unplayed(verdict: Verdict, why: str) -> Verdict:
    """Return a good trial's verdict where the machine could not play what was recorded.

    Args:
        verdict: What the program found.
        why: What the player said.
    """
    said = Said(
        N_("The tone was recorded whole, but could not be played here, so nobody heard it: {why}"),
        {**verdict.evidence.values, "why": why},
    )
    advice = Said(N_("Check this machine's loudspeaker; the recorder itself works."))
    return Verdict(State.CANNOT_TELL, said, advice)


def _values(seen: TrialSeen) -> dict[str, Value]:
    """Return what the sentences may name; the hash short, and whole beside it."""
    return {
        "tone": seen.tone_hz,
        "share": round(seen.tone_share, 3),
        "level": seen.rms,
        "peak": seen.peak,
        "clipped": seen.clipped,
        "seconds": seen.seconds,
        "hash": seen.sha256[:12],
        "sha256": seen.sha256,
        "detail": seen.detail,
    }
