"""Hash a password or a PIN; slow on purpose, so never on an event loop."""

from __future__ import annotations

import asyncio

import argon2

from dutyroom.errors import PlainError
from dutyroom.i18n import _


class SecretUnusable(PlainError):  # noqa: N818 - it says what happened
    """A stored hash cannot be read: the database is damaged there."""


class Hasher:
    """Argon2id with the library's own parameters: about 120 ms a check.

    Every method belongs into a thread: called on a running event loop it refuses,
    because a tenth of a second there would hold up a ringing call.
    """

    def __init__(self, hasher: argon2.PasswordHasher | None = None) -> None:
        """Hash with parameters.

        Args:
            hasher: Other parameters, for tests; by default the library's.
        """
        self._hasher = hasher or argon2.PasswordHasher()

    def make(self, secret: str) -> str:
        """Return the hash of a secret, with its salt and parameters.

        Raises:
            RuntimeError: An event loop runs in this thread.
        """
        _refuse_event_loop()
        return self._hasher.hash(secret)

    def fits(self, known: str, secret: str) -> bool:
        """Return whether a secret is the one that was hashed.

        Raises:
            RuntimeError: An event loop runs in this thread.
            SecretUnusable: The hash cannot be read.
        """
        _refuse_event_loop()
        try:
            return self._hasher.verify(known, secret)
        except argon2.exceptions.VerifyMismatchError:
            return False
        except (argon2.exceptions.InvalidHashError, argon2.exceptions.VerificationError) as error:
            raise SecretUnusable(
                _(
                    "The stored password cannot be read. Nothing was changed. Let a leader "
                    "vouch, set a new one, and run `dutyroom doctor`."
                )
            ) from error

    def outdated(self, known: str) -> bool:
        """Return whether a hash was made with other parameters than those in force."""
        return self._hasher.check_needs_rehash(known)


def _refuse_event_loop() -> None:
    """Refuse to hold up an event loop.

    Raises:
        RuntimeError: One runs in this thread.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise RuntimeError("hashing takes a tenth of a second: call it from a thread")
