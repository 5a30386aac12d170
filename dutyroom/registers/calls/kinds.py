"""The few words in which a call is classed: what became of it, how that is known, its medium."""

from __future__ import annotations

from enum import StrEnum


class KnownBy(StrEnum):
    """How it is known that a call was answered or is over."""

    HOOK = "hook"
    RECORD = "record"
    SOUND = "sound"
    OFFICER = "officer"
    DEVICE_LOST = "device_lost"
    NOTHING = "nothing"


class FirstSign(StrEnum):
    """By what a call became known: only a ring is a ring, and who called whom may be a guess."""

    RING = "ring"
    NUMBER = "number"
    HANDSET = "handset"
    DIALLED = "dialled"
    RECORD = "record"
    DIAL_TONE = "dial_tone"
    VOICE = "voice"
    IN_SILENCE = "in_silence"


class Outcome(StrEnum):
    """What became of a call."""

    RINGING = "ringing"
    TALKING = "talking"
    ANSWERED = "answered"
    MISSED = "missed"
    OUTGOING = "outgoing"
    ENTERED = "entered"
    UNKNOWN = "unknown"


class Medium(StrEnum):
    """How a matter reached the desk."""

    LINE = "line"
    SECOND_PHONE = "second_phone"
    FAX = "fax"
    MESSAGE = "message"
    IN_PERSON = "in_person"
