"""The loudness of the line as a bar of plain characters, one cell wide in every terminal."""

from __future__ import annotations

from textual.content import Content

from dutyroom.desk.loudness import STEPS, Loudness

_LOUD = STEPS - 1
"""Steps from which the colour warns."""


def meter(loudness: Loudness) -> Content:
    """Return a bar such as `[====    ]`; `!` at its end where the sound was clipped."""
    bar = "=" * loudness.steps
    style = "$warning" if loudness.steps >= _LOUD else "$success"
    end = ("!", "bold $error") if loudness.clipped else ("]", "")
    return Content.assemble("[", (bar, style), " " * (STEPS - loudness.steps), end)
