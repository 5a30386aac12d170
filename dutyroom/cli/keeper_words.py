"""How line and database stand, in the user's words for what the line keeper says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dutyroom.i18n import N_, _

_STATES: Final[Mapping[str, str]] = {
    "none": N_("none set up"),
    "opening": N_("opening"),
    "ok": N_("in order"),
    "silent": N_("open, nothing heard yet"),
    "lost": N_("lost"),
    "idle": N_("ready"),
    "deaf": N_("waiting for sound"),
    "recording": N_("recording"),
    "failed": N_("failed"),
    "locked": N_("locked by another program"),
    "damaged": N_("damaged"),
    "missing": N_("missing"),
    "full": N_("disk full"),
    "old": N_("of an older version"),
    "newer": N_("of a newer version"),
}
"""What is said of the states of keeper and line, by code."""


def state_word(code: str) -> str:
    """Return a state in words; one that a newer keeper tells as it is."""
    return _(_STATES[code]) if code in _STATES else code
