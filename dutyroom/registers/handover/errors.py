"""Why a step of a handover is refused; nothing was changed by it."""

from __future__ import annotations

from dutyroom.errors import PlainError


class HandoverRefused(PlainError):  # noqa: N818 - it says what happened
    """The step is not possible as things stand."""


class Undecided(HandoverRefused):
    """Something came in, or has changed, that nobody has decided on."""
