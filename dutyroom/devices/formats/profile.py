"""What a format's box needs besides decoding: its port, its set-up, its keep-alive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dutyroom.i18n import N_

Parity = Literal["none", "even", "odd", "mark", "space"]


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """How the serial port is opened unless the line's configuration says otherwise.

    Attributes:
        baud: Bits per second.
        bits: Data bits per character, 5 to 8.
        parity: Parity of each character.
        stop_bits: 1, 1.5 or 2.
    """

    baud: int = 9600
    bits: int = 8
    parity: Parity = "none"
    stop_bits: float = 1


@dataclass(frozen=True, slots=True)
class Profile:
    r"""One format's box.

    Attributes:
        name: The format's name.
        title: What kind of box it is, for the set-up screen; to be translated.
        serial: Default port settings.
        setup: Commands sent in this order after every connection.
        tolerated: Commands sent after them, whose refusal does not matter.
        candidates: Then these, until the first that is answered well.
        keep_alive: Command sent while nothing happens; None if there is none.
        keep_alive_seconds: Idle time between keep-alives.
        good: Answers that accept a command; empty if the box answers nothing.
        bad: Answers that refuse it.
        answer_seconds: How long an answer may take.
        line_end: What ends a command.
        hooks: It says when the handset is lifted and laid down, so that sound
            need not be listened to for that.
    """

    name: str
    title: str
    serial: SerialSettings = SerialSettings()
    setup: tuple[str, ...] = ()
    tolerated: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    keep_alive: str | None = None
    keep_alive_seconds: float = 60.0
    good: frozenset[bytes] = frozenset()
    bad: frozenset[bytes] = frozenset()
    answer_seconds: float = 3.0
    line_end: str = "\r"
    hooks: bool = False


def modem(name: str, title: str, candidates: tuple[str, ...]) -> Profile:
    """Return the profile of an AT modem.

    `ATZ` clears `+VCID`, so the whole set-up is sent again after every
    reconnection; `+GCI=26` is China, which not every modem knows.

    Args:
        name: The format's name.
        title: What kind of modem it is.
        candidates: Commands that may switch caller ID on, the likeliest first.
    """
    return Profile(
        name,
        title,
        SerialSettings(baud=115_200),
        setup=("ATZ", "ATE0 V1 Q0 S0=0"),
        tolerated=("AT+GCI=26",),
        candidates=candidates,
        keep_alive="AT",
        good=frozenset({b"OK"}),
        bad=frozenset({b"ERROR"}),
    )


FORMATTED = (
    *("AT+VCID=1", "AT#CID=1", "AT+FCLASS=8;+VCID=1"),
    *("AT-SCID=1;+VCID=1", "AT%CCID=1", "AT*ID1"),
)
"""Commands that switch formatted caller-ID reports on, by make of modem."""

UNFORMATTED = ("AT+VCID=2", "AT#CID=2", "AT+FCLASS=8;+VCID=2")
"""Commands that switch undecoded reports in hex on."""

PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        modem("hayes", N_("AT modem"), FORMATTED),
        modem("hayes-hex", N_("AT modem, undecoded reports"), UNFORMATTED),
        Profile("mdmf", N_("Binary caller-ID module"), SerialSettings(baud=1200)),
        Profile("whozz", N_("Whozz Calling box"), hooks=True),
        Profile("netcallerid", N_("NetCallerID box"), SerialSettings(baud=4800)),
        Profile("tci", N_("TCI box")),
        Profile("comdial", N_("Comdial exchange"), hooks=True),
        Profile("ncid", N_("NCID server")),
    )
}
"""The profile of every built-in format, by name."""
