"""Why something about a daily report is refused, in the user's words."""

from __future__ import annotations

from dutyroom.errors import PlainError


class ReportRefused(PlainError):  # noqa: N818 - it says what happened
    """What was asked for cannot be; nothing was recorded."""
