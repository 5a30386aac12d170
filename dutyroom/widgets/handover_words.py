"""How the items of a handover stand, drawn: symbol, word and colour."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from dutyroom.documents.handover_words import STANDINGS, word
from dutyroom.i18n import N_, _
from dutyroom.standard.handover.walking import Standing, Step
from dutyroom.widgets.lamp import Lamp

LAMPS: Final[dict[str, Lamp]] = {
    Standing.DONE: Lamp.IDLE,
    Standing.UNEXPLAINED: Lamp.WARN,
    Standing.EXPLAINED: Lamp.BUSY,
    Standing.ASKED: Lamp.WARN,
    Standing.CHANGED: Lamp.WARN,
    Standing.ACCEPTED: Lamp.GOOD,
    Standing.DECLINED: Lamp.BAD,
}
"""By how an item stands."""

STEPS: Final[dict[Step, str]] = {
    Step.PREPARE: N_("1 Prepare"),
    Step.RELIEF: N_("2 Relief"),
    Step.WALK: N_("3 Walk"),
    Step.EQUIPMENT: N_("4 Equipment"),
    Step.SIGN: N_("5 Sign"),
}
"""By step, to be translated."""


def standing_lamp(standing: str, *, ascii_only: bool) -> Content:
    """Return how an item stands; a standing that this version does not know as it is."""
    lamp = LAMPS.get(standing)
    if lamp is None:
        return Content(standing)
    return lamp.draw(word(STANDINGS, standing), ascii_only=ascii_only)


def steps(now: Step) -> Content:
    """Return the five steps, the present one standing out."""
    done = True
    parts: list[Content] = []
    for step, words in STEPS.items():
        done = done and step is not now
        style = "bold reverse" if step is now else "$success" if done else "$foreground 60%"
        parts.append(Content.styled(f" {_(words)} ", style))
    return Content("").join(parts)
