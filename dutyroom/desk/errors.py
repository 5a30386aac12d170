"""Why the registers cannot be asked, in sentences for the user."""

from __future__ import annotations


class DeskError(Exception):
    """The registers cannot be used now.

    Attributes:
        fatal: Waiting does not help: damaged, foreign, newer, not reachable.
    """

    def __init__(self, sentence: str, *, fatal: bool = False) -> None:
        """Say why.

        Args:
            sentence: What happened, what is safe and what to do, for the user.
            fatal: Waiting does not help.
        """
        super().__init__(sentence)
        self.fatal = fatal


class Stopped(Exception):  # noqa: N818 - nothing failed: somebody changed their mind
    """Long work is not wanted any more."""
