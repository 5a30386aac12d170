"""What a password and a PIN must be like, and how wrong tries are slowed down."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.accounts.errors import AccessRefused

SHORTEST: Final = 8
LONGEST: Final = 128
"""Characters of a password."""

PIN_LENGTHS: Final = range(4, 9)
"""Digits of a PIN."""

FREE_TRIES: Final = 3
"""Wrong tries that cost no time: tired fingers."""
FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(minutes=5)
"""A wait never grows beyond this: nobody is ever locked out for good."""

PIN_TRIES: Final = 5
"""Wrong PINs after which only the password unlocks: a PIN has few digits."""


def normalised(secret: str) -> str:
    """Return a secret as it is hashed: an input method may have typed it in full width."""
    return unicodedata.normalize("NFKC", secret)


def checked_password(password: str, known: Collection[str] = ()) -> str:
    """Return a password as it is hashed.

    Args:
        password: What was chosen.
        known: What anybody could guess: the name, the numbers of the person.

    Raises:
        AccessRefused: It is too short, too long or too easily guessed; the message never
            holds any of it.
    """
    secret = normalised(password)
    if not SHORTEST <= len(secret) <= LONGEST:
        raise AccessRefused(
            _("A password has {shortest} to {longest} characters. Nothing was changed.").format(
                shortest=SHORTEST, longest=LONGEST
            )
        )
    folded = secret.casefold()
    guessed = any(len(text) > 1 and text.casefold() == folded for text in known)
    if guessed or len(set(secret)) < 4 or _in_sequence(secret):
        raise AccessRefused(
            _("This password is too easy to guess. Choose another. Nothing was changed.")
        )
    return secret


def checked_pin(pin: str) -> str:
    """Return a PIN as it is hashed.

    Raises:
        AccessRefused: It is no PIN, or too easily guessed.
    """
    secret = normalised(pin)
    if len(secret) not in PIN_LENGTHS or not (secret.isascii() and secret.isdigit()):
        raise AccessRefused(_("A PIN has 4 to 8 digits. Nothing was changed."))
    if len(set(secret)) < 2 or _in_sequence(secret):
        raise AccessRefused(_("This PIN is too easy to guess. Nothing was changed."))
    return secret


def pause(wrong: int) -> timedelta:
    """Return how long the next try has to wait after some wrong ones."""
    if wrong < FREE_TRIES:
        return timedelta()
    doubled: int = 1 << min(wrong - FREE_TRIES, 16)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def remaining(wrong: int, last_at: datetime, now: datetime) -> timedelta:
    """Return how much of the wait is left.

    Args:
        wrong: Wrong tries so far.
        last_at: When the last one was.
        now: The time; where the clock was set back, the whole wait is left and the
            caller counts it anew from now.
    """
    passed = max(now - last_at, timedelta())
    return max(pause(wrong) - passed, timedelta())


def _in_sequence(secret: str) -> bool:
    """Tell whether each character follows the one before: 1234, 87654321, abcdefgh."""
    steps = {ord(after) - ord(before) for before, after in pairwise(secret)}
    return steps in ({1}, {-1})
