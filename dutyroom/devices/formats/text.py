"""Words from the line, made harmless: what a caller can send is not to be trusted."""

from __future__ import annotations

import re

from dutyroom.devices.events import Absent

MAX_NAME = 256
"""Longest name kept, in characters; the raw bytes keep the rest."""

MAX_NUMBER = 64
"""Longest number kept, in characters."""

MAX_TIME = 64
"""Longest telephone company's time kept, in characters."""

# Whole sequences go, or the letters of a colour code would stay in the name:
# CSI with its parameters, OSC/DCS/SOS/PM/APC with their end, two-byte escapes.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?"
)
# C0, DEL, C1, line and paragraph separators, every bidirectional control, and
# the marks that have no width of their own.
_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_GBK = re.compile(rb"(?:[\x00-\x7f]|[\x81-\xfe][\x40-\x7e\x80-\xfe])*")
_GBK_CERTAIN = re.compile(rb"[\x81-\xfe][\x80-\xfe]")

_WITHHELD = (
    *("P", "PRIVATE", "PRIVATENUMBER", "PRIVATECALL", "PRIVATECALLER", "PRIVACY"),
    *("A", "ANONYMOUS", "ANONYMOUSCALL", "ANONYMOUSCALLER"),
    *("WITHHELD", "NUMBERWITHHELD", "BLOCKED", "RESTRICTED"),
)
_UNAVAILABLE = (
    *("O", "OUTOFAREA", "U", "UNAVAILABLE", "NUMBERUNAVAILABLE", "NOTAVAILABLE"),
    *("UNKNOWN", "UNKNOWNNUMBER", "UNKNOWNCALLER", "UNKNOWNNAME"),
)
_TECHNICAL = ("ERROR", "LINEERROR", "DATAERROR", "TECHNICAL")
_NOT_SENT = ("NONE", "NONUMBER", "NOCALLERID", "NOCID", "NODATA", "NODATASENT", "RING", "")

REASONS: dict[str, Absent] = {
    **dict.fromkeys(_WITHHELD, Absent.WITHHELD),
    **dict.fromkeys(_UNAVAILABLE, Absent.UNAVAILABLE),
    **dict.fromkeys(_TECHNICAL, Absent.TECHNICAL),
    **dict.fromkeys(_NOT_SENT, Absent.NOT_SENT),
}
"""Words that stand where a number should, letters only, and what they mean."""

_NO_NAME = frozenset({"NONAME", "NONE", "UNKNOWNNAME", "O", "P", ""})
_NO_NAME_BEGINS = frozenset("NUOPnuop-._/")
_BESIDE_LETTERS = re.compile(r"[\s.\-_/]+")


def decoded(raw: bytes) -> str:
    """Return bytes as text: UTF-8, else GBK, else Latin-1; never fails.

    A GBK pair may end in an ASCII letter, as an accented Latin-1 letter before
    another does. GBK is believed when at least one pair is high in both bytes,
    as every GB 2312 character is.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _GBK.fullmatch(raw) and _GBK_CERTAIN.search(raw):
        try:
            return raw.decode("gbk")
        except UnicodeDecodeError:
            pass
    return raw.decode("latin-1")


def harmless(text: str, limit: int = MAX_NAME) -> str:
    """Return text without escape sequences, control and bidirectional characters.

    Args:
        text: Any text.
        limit: Longest result, in characters.
    """
    if not text.isprintable():
        text = _CONTROLS.sub("", _ESCAPES.sub("", text))
    return text.strip()[:limit].rstrip()


def name_of(raw: bytes) -> str | None:
    """Return a caller's name as sent, or None where there is none."""
    text = harmless(decoded(raw))
    return text or None


def known_name(text: str | None) -> str | None:
    """Return a name, or None for what boxes put where there is none (`NAME = O`)."""
    if text is None or text[:1] not in _NO_NAME_BEGINS:
        return text
    return None if _BESIDE_LETTERS.sub("", text).upper() in _NO_NAME else text


def number_of(raw: bytes) -> tuple[str | None, Absent | None]:
    """Return a number as sent, or why there is none; one of the two is None."""
    if raw.isdigit() and len(raw) <= MAX_NUMBER:
        return raw.decode("ascii"), None
    return number_in(decoded(raw))


def number_in(text: str) -> tuple[str | None, Absent | None]:
    """Return the number in decoded text, or why there is none; one of the two is None."""
    text = harmless(text, MAX_NUMBER)
    if text[-1:].isdigit():  # no word for a reason ends so, and nearly every number does
        return text, None
    reason = REASONS.get(_BESIDE_LETTERS.sub("", text).upper())
    return (None, reason) if reason is not None else (text, None)


def time_of(date: bytes, time: bytes = b"") -> str | None:
    """Return the telco's date and time as sent, joined by one space."""
    words = b" ".join((date + b" " + time).split())
    return harmless(decoded(words), MAX_TIME) or None if words else None
