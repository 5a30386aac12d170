"""How far the proof of the recorder is: its four steps, each with a sign."""

from __future__ import annotations

from textual.content import Content

from dutyroom.desk.proving import ProofStep, Stage
from dutyroom.i18n import _

_DONE, _NOW, _TO_COME = "+", ">", " "


def steps_told(step: ProofStep, *, good: bool, played: bool, level: Content) -> Content:
    """Return the four steps, each with a sign that says how far it is.

    Args:
        step: How the trial stands.
        good: All that the program can prove is proven.
        played: What was recorded was played.
        level: The level of the line's sound, as it is drawn.
    """
    over = step.stage is Stage.OVER
    lifted = _sign(step.stage is Stage.LIFT, good or step.stage is Stage.RECORD)
    recorded = _("{seconds:.0f} s").format(seconds=step.seconds)
    lines = (
        (lifted, _("Lift the handset"), level),
        (_sign(step.stage is Stage.RECORD, good), _("The tone is recorded"), Content(recorded)),
        (_sign(over and good and not played, played), _("The recording is played"), Content("")),
        (_sign(played, done=False), _("Was it heard?"), Content("")),
    )
    told = (Content.assemble(f"{sign} {words}  ", aside) for sign, words, aside in lines)
    return Content("\n").join(told)


def _sign(now: bool, done: bool) -> str:
    """Return what stands before a step."""
    return _NOW if now else _DONE if done else _TO_COME
