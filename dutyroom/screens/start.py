"""The first picture: strip and clock, while the call log and all behind it are loaded."""

from __future__ import annotations

from dutyroom.screens.base import DutyScreen


class StartScreen(DutyScreen[None]):
    """The frame without a body; the app keeps the keys that are pressed meanwhile."""
