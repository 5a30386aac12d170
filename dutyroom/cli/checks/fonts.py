"""Is there a font that slips can be printed in?"""

from __future__ import annotations

from typing import Final

from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.documents.errors import FontMissing
from dutyroom.documents.fonts import choose, installed
from dutyroom.i18n import _

SAMPLE: Final = "值班电话记录单 领导批示 喆淼堃䶮 0123456789 (2026)"
"""What stands on slips; the rare characters are people's names that small fonts lack."""


def jobs(desk: Desk) -> list[Job]:  # noqa: ARG001 - every check is asked the same way
    """Return the one question."""
    return [Job("fonts", _("Fonts"), _look)]


def _look() -> Result:
    """Find the fonts that draw a sample."""
    fonts = installed()
    facts: dict[str, Fact] = {"families": len(fonts)}
    action = _("Install the package fonts-noto-cjk.")
    try:
        chain = choose(SAMPLE, fonts)
    except FontMissing as error:
        missing = error.character
        text = _("No Chinese font is installed: slips cannot be printed.")
        if missing:
            text = _("No installed font has the character {character}.").format(character=missing)
        return Result(State.WARN, text, action, {**facts, "chosen": None})
    text = _("Slips are set in {family}.").format(family=chain[0])
    return Result(State.OK, text, facts={**facts, "chosen": chain[0]})
