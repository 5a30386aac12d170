"""Why somebody is not let in, in the user's words."""

from __future__ import annotations

from datetime import timedelta

from dutyroom.errors import PlainError
from dutyroom.i18n import _


class AccessRefused(PlainError):  # noqa: N818 - it says what happened
    """What was asked for is not allowed, or not so; nothing was changed."""


class WrongSecret(AccessRefused):
    """The password or PIN does not fit.

    Attributes:
        wait: How long the next try has to wait.
        person: Id of whose it should have been; empty: nobody has said.
    """

    def __init__(self, wait: timedelta, name: str = "", *, person: str = "") -> None:
        """Say that it does not fit, and from when on another try is possible.

        Args:
            wait: How long the next try has to wait.
            name: Whose it should have been, where several people give theirs at once.
            person: Their id.
        """
        self.wait = wait
        self.person = person
        whose = _("The password of {name} is not right. Nothing was changed.").format(name=name)
        text = whose if name else _("That is not right. Nothing was changed.")
        super().__init__(f"{text} {_waiting(wait)}" if wait else text)


class NoAccount(AccessRefused):
    """Somebody cannot show who they are: they have no account.

    Attributes:
        person: Their id.
        name: Their name.
    """

    def __init__(self, person: str, name: str) -> None:
        """Say who has none."""
        self.person = person
        self.name = name
        super().__init__(_("{name} has no account. Nothing was changed.").format(name=name))


class PinSpent(AccessRefused):
    """Too many wrong PINs were typed: a PIN has few digits."""

    def __init__(self) -> None:
        """Say that only the password unlocks now."""
        super().__init__(_("Too many wrong PINs: only the password unlocks now."))


class MustChange(AccessRefused):
    """Somebody else knows the password: its holder chooses another before anything else.

    Attributes:
        person: Id of the holder.
        name: Their name.
    """

    def __init__(self, person: str, name: str) -> None:
        """Say whose password it is."""
        self.person = person
        self.name = name
        text = _("{name} has to choose another password first. Nothing was changed.")
        super().__init__(text.format(name=name))


class TooSoon(AccessRefused):
    """There were too many wrong tries just now; the account is not locked.

    Attributes:
        wait: How long the next try has to wait.
        person: Id of whose tries they were; empty: nobody has said.
    """

    def __init__(self, wait: timedelta, *, person: str = "") -> None:
        """Say from when on another try is possible."""
        self.wait = wait
        self.person = person
        super().__init__(_waiting(wait))


def _waiting(wait: timedelta) -> str:
    """Return the sentence that says how long to wait."""
    seconds = -(-wait // timedelta(seconds=1))
    return _("Try again in {seconds} seconds, or let a leader vouch.").format(seconds=seconds)
