"""What every AT modem says besides caller ID: rings, answers, echoes, cadences."""

from __future__ import annotations

import re

RINGS = frozenset(
    {b"RING", *(b"RING%s%c" % (gap, mark) for gap in (b" ", b"") for mark in b"ABCDE12345")}
)
"""Lines that are a ring, plain or distinctive. As a whole line: `RING` also
stands inside names."""

_ANSWERS = re.compile(
    rb"OK|ERROR|CONNECT.*|NO CARRIER|NO DIAL ?TONE|NO ANSWER|BUSY|VCON|DELAYED"
    rb"|[Aa][Tt].*|A/|\+[A-Z]{2,8}: ?.*|\+CME ERROR.*|DR(?:ON|OF) ?= ?\d{1,5}",
    re.DOTALL,
)
_PREFIXES = re.compile(rb"(?:\^P[RX.]|\^X|[\x00-\x1f\x7f ])+")


def is_answer(text: bytes) -> bool:
    """Return whether a line is a modem's answer, an echo or a cadence report.

    They say nothing of the line: the set-up dialogue reads them, decoders are
    silent about them. A ring follows its cadence report (`DRON`, `DROF`).
    """
    return _ANSWERS.fullmatch(text.rstrip()) is not None


def without_prefix(text: bytes) -> bytes:
    """Return a line without the marks that some firmware puts before it.

    They are `^PR^PX`, written out or as control characters.
    """
    match = _PREFIXES.match(text)
    return (text[match.end() :] if match else text).rstrip()
