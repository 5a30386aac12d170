"""Why a step of a handover is refused; nothing was changed by it."""

from __future__ import annotations

from dutyroom.errors import PlainError
from dutyroom.i18n import _


class HandoverRefused(PlainError):  # noqa: N818 - it says what happened
    """The step is not possible as things stand."""


class AbsenceUnnoted(HandoverRefused):
    """A reason stands in for the outgoing officer's signature, and no leader's word does.

    Attributes:
        reason: Why they do not sign.
    """

    def __init__(self, reason: str) -> None:
        """Say what is to be noted first.

        Args:
            reason: Why they do not sign.
        """
        self.reason = reason
        super().__init__(
            _(
                "Without the outgoing officer's signature a leader has to agree. Note first "
                "that the outgoing officer is absent (I), and which leader agreed."
            )
        )


class LeaderUnsigned(HandoverRefused):
    """The unit wants the leader's signature, and the list is not as they signed it."""


class Undecided(HandoverRefused):
    """Something came in, or has changed, that nobody has decided on."""
