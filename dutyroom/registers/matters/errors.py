"""Why something is not done to a matter, in the user's words."""

from __future__ import annotations

from dutyroom.errors import PlainError


class MatterRefused(PlainError):  # noqa: N818 - it says what happened
    """The matter does not allow it as it stands; nothing was changed."""
