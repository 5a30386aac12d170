"""What is said on the channel: one JSON object a line, at most 64 kB.

Nothing that must not be lost goes this way. A console that hears nothing here
stays right by looking at the database each second.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

PROTOCOL: Final = 1
"""Raised when a message changes its meaning; different protocols do not talk.

A field that is new and may be missing does not raise it: who does not know it passes it over.
"""

LIMIT: Final = 64 * 1024
"""Longest message, in bytes, with its line end."""

DeviceState = Literal["none", "opening", "ok", "silent", "lost"]
"""`none`: not configured; `silent`: open, but nothing heard yet; `lost`: was there."""

RecorderState = Literal["none", "idle", "recording", "failed"]


class Greeting(msgspec.Struct, frozen=True, tag="greeting"):
    """The first message of each side.

    Attributes:
        protocol: `PROTOCOL` of the speaker.
        version: Version of the speaker's program.
        kind: `keeper`, `console` or `tool`.
        pid: The speaker's process.
        schema: Schema of the database the speaker works with.
    """

    protocol: int
    version: str
    kind: Literal["keeper", "console", "tool"]
    pid: int
    schema: str = ""


class Changed(msgspec.Struct, frozen=True, tag="changed"):
    """Rows changed: look now instead of at the next second.

    Attributes:
        registers: Names of the registers, for instance `calls`, `alarms`.
    """

    registers: tuple[str, ...] = ()


class CallOnLine(msgspec.Struct, frozen=True):
    """The call on a line as the keeper knows it, also while the database takes nothing.

    A console shows it only where its registers cannot: they are right about everything else.

    Attributes:
        id: Its id in the register.
        direction: Who called whom.
        state: Whether it rings or is talked on.
        began: ISO time of its first sign.
        answered: ISO time of the answer; empty while it rings.
        number: The other side's number as sent; empty where none has come.
        name: The name as sent.
        absent: Why there is no number, as the call register names it.
    """

    id: str
    direction: Literal["in", "out"]
    state: Literal["ringing", "talking"]
    began: str
    answered: str = ""
    number: str = ""
    name: str = ""
    absent: str = ""


class LineState(msgspec.Struct, frozen=True, tag="line"):
    """How a line stands; sent on each change, and to each new console.

    Attributes:
        line: Name of the line.
        box: State of the serial box.
        sound: State of the sound device.
        recorder: What the recorder does.
        call: Id of the call on the line, empty when there is none.
        on_line: What the keeper knows of that call; None from a keeper that does not tell.
        recording_since: ISO time of the first frame of the segment being written.
        disk_hours: Hours of recording that the disk still holds.
    """

    line: str
    box: DeviceState
    sound: DeviceState
    recorder: RecorderState
    call: str = ""
    recording_since: str = ""
    disk_hours: float = 0.0
    on_line: CallOnLine | None = None

    @property
    def awaits_sound(self) -> bool:
        """Whether the recorder has nothing to record yet: its sound is still being opened."""
        return self.recorder != "none" and self.sound == "opening"


class KeeperState(msgspec.Struct, frozen=True, tag="keeper"):
    """How the keeper itself stands; sent on each change, and to each new console.

    Attributes:
        database: `ok`, or why facts wait in the spool.
        spooled: Facts that wait for the database.
        audible: Whether an alarm sounds right now.
        unheard: Whether it is meant to, and its output fails: nobody can hear it.
        simulated: The lines are the demo's.
    """

    database: Literal["ok", "opening", "locked", "damaged", "missing", "full", "old", "newer"]
    spooled: int = 0
    audible: bool = False
    unheard: bool = False
    simulated: bool = False


class Level(msgspec.Struct, frozen=True, tag="level"):
    """Loudness of the line in the last tenth of a second, in dBFS."""

    line: str
    rms: float
    peak: float
    clipped: bool = False


class Ask(msgspec.Struct, frozen=True, tag="ask"):
    """A command to the keeper.

    Attributes:
        number: Chosen by the asker; the answer carries it.
        command: `mark`, `silence`, `test_alarm`, `stop`, `probe`, `end_probes`,
            `prove`, `proof` or `end_proof`.
        line: The line concerned, if one is.
        values: What the command needs, as text.
    """

    number: int
    command: str
    line: str = ""
    values: dict[str, str] = {}


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    """The keeper's answer to a command.

    Attributes:
        number: Of the `Ask`.
        done: Whether it was carried out.
        reason: A short code where it was not.
        values: What was asked for, as text.
    """

    number: int
    done: bool
    reason: str = ""
    values: dict[str, str] = {}


Message = Greeting | Changed | LineState | KeeperState | Level | Ask | Answer

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


class ChannelError(Exception):
    """The other side said something that is not the protocol."""


def encode(message: Message) -> bytes:
    """Return a message as one line of JSON.

    Raises:
        ChannelError: It is longer than a message may be.
    """
    line = _encoder.encode(message) + b"\n"
    if len(line) > LIMIT:
        raise ChannelError(f"message of {len(line)} bytes")
    return line


def decode(line: bytes) -> Message:
    """Read one line.

    Raises:
        ChannelError: The line is not a message.
    """
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise ChannelError(str(error)) from error
