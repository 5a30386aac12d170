"""What the equipment check asks of the machine, and what an answer looks like (articles 12, 17).

A probe says only what a program can know. What it could not measure is "cannot
tell" and never "in order", and it never ticks what only a person can see. An
answer carries its evidence as a message and plain values, so that it can be
stored as a fact and read in either language later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias

from dutyroom.i18n import N_, _
from dutyroom.standard.clocks import minute

Value: TypeAlias = str | int | float | bool | None
"""A measured value, as JSON holds it."""

LONGEST: Final = 10.0
"""Seconds that no probe may exceed."""

_TIME: Final = "_at"
"""How the names of values end that are ISO 8601 times in UTC; shown in Beijing time."""


class State(StrEnum):
    """How a probed thing stands."""

    OK = "ok"
    FAULTY = "faulty"
    CANNOT_TELL = "cannot_tell"
    CANCELLED = "cancelled"
    RUNNING = "running"
    """Not answered yet: for the screen alone, never stored."""


class Side(StrEnum):
    """Which process looks."""

    KEEPER = "keeper"
    CONSOLE = "console"


class Kind(StrEnum):
    """What is looked at; a checklist's item names the kinds that belong to it."""

    KEEPER = "keeper"
    BOX = "box"
    CALLER_ID = "caller_id"
    LINE_POWER = "line_power"
    SOUND = "sound"
    RECORDER = "recorder"
    """The end-to-end proof, for which an officer lifts the handset; not part of a plain run."""
    LAST_RING = "last_ring"
    LAST_RECORDING = "last_recording"
    DISK = "disk"
    DATABASE = "database"
    BACKUP = "backup"
    CLOCK = "clock"
    EXCHANGE_CLOCK = "exchange_clock"
    NETWORK = "network"
    PRINTER = "printer"
    UPS = "ups"


TITLES: Final[Mapping[Kind, str]] = {
    Kind.KEEPER: N_("Line keeper"),
    Kind.BOX: N_("Caller-ID box"),
    Kind.CALLER_ID: N_("Caller ID"),
    Kind.LINE_POWER: N_("Line voltage"),
    Kind.SOUND: N_("Line sound"),
    Kind.RECORDER: N_("Recorder, end to end"),
    Kind.LAST_RING: N_("Last call received"),
    Kind.LAST_RECORDING: N_("Last recording"),
    Kind.DISK: N_("Room for recordings"),
    Kind.DATABASE: N_("Database"),
    Kind.BACKUP: N_("Backup"),
    Kind.CLOCK: N_("Clock"),
    Kind.EXCHANGE_CLOCK: N_("Clock and exchange"),
    Kind.NETWORK: N_("Network"),
    Kind.PRINTER: N_("Printer"),
    Kind.UPS: N_("Emergency power"),
}
"""Message ids of the titles."""

NETWORKS: Final[Mapping[str, str]] = {
    "intranet": N_("intranet"),
    "extranet": N_("government extranet"),
    "internet": N_("Internet"),
}
"""Message ids of the networks that the settings may name."""

WORDS: Final[Mapping[State, str]] = {
    State.OK: N_("in order"),
    State.FAULTY: N_("faulty"),
    State.CANNOT_TELL: N_("cannot tell"),
    State.CANCELLED: N_("cancelled"),
    State.RUNNING: N_("checking"),
}
"""Message ids of the states."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One question to the machine.

    Attributes:
        kind: What is looked at.
        subject: Of what, where there are several: a line's name, a network's; else empty.
        side: Which process looks.
        seconds: How long the answer may take, at most `LONGEST`.
    """

    kind: Kind
    subject: str = ""
    side: Side = Side.CONSOLE
    seconds: float = LONGEST

    @property
    def key(self) -> str:
        """What tells it from every other probe of this desk; stable from day to day."""
        return f"{self.kind}:{self.subject}" if self.subject else str(self.kind)

    @property
    def title(self) -> str:
        """Message id of what is looked at."""
        return TITLES[self.kind]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that can be said in any language at any time.

    Attributes:
        text: Message id.
        values: What stands in its braces. Names that end in `_at` hold ISO 8601
            times in UTC. Strings may come from outside: a screen passes the
            sentence through `shown()`.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a probe found.

    Attributes:
        state: How the thing stands.
        evidence: What was measured.
        advice: What to do; None where nothing is to be done.
    """

    state: State
    evidence: Said
    advice: Said | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer of one probe, ready to be shown and to be stored.

    Attributes:
        probe: The probe's `key`.
        state: How the thing stands.
        evidence: What was measured; None while it runs and where it was cancelled.
        advice: What to do; None where nothing is to be done.
        measured_at: When, aware, UTC.
        seconds: How long it took.
    """

    probe: str
    state: State
    evidence: Said | None
    advice: Said | None
    measured_at: datetime
    seconds: float


def worded(said: Said | None) -> str:
    """Return a sentence in the language in force; what does not fit stands as it was stored.

    Args:
        said: The sentence; None gives an empty string.
    """
    if said is None:
        return ""
    text = _(said.text)
    values = {name: _plain(name, value) for name, value in said.values.items()}
    try:
        return text.format(**values)
    except (LookupError, ValueError, TypeError, AttributeError):
        return text


def title_of(key: str) -> str:
    """Return what a probe looks at, in the language in force.

    Args:
        key: The `key` of a probe or the `probe` of a reading. What stands behind its
            colon may come from outside: a screen passes the title through `shown()`.
    """
    kind, _colon, subject = key.partition(":")
    title = _(TITLES[Kind(kind)]) if kind in TITLES else kind
    if kind == Kind.NETWORK and subject in NETWORKS:
        subject = _(NETWORKS[subject])
    return f"{title} {subject}".strip()


def _plain(name: str, value: Value) -> Value:
    """Return a value as it stands in a sentence."""
    if not name.endswith(_TIME) or not isinstance(value, str):
        return value
    try:
        return minute(datetime.fromisoformat(value))
    except ValueError:
        return value
