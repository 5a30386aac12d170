"""Judging the line keeper, and what it could not be asked."""

from __future__ import annotations

from dutyroom.i18n import N_
from dutyroom.standard.probing import Said, State, Verdict


def judge_keeper(answers: bool) -> Verdict:
    """Judge whether the line keeper is there.

    Args:
        answers: It answered just now.
    """
    if answers:
        return Verdict(State.OK, Said(N_("The line keeper answers.")))
    said = Said(N_("The line keeper does not answer: calls are neither logged nor recorded."))
    advice = Said(N_("See why: dutyroom doctor"))
    return Verdict(State.FAULTY, said, advice)


def not_asked(reason: str) -> Verdict:
    """Return the verdict for what only the line keeper can look at, where it did not.

    Args:
        reason: The code that its answer gave.
    """
    values = {"reason": reason}
    if reason in ("gone", "no_answer"):
        said = Said(N_("The line keeper does not answer, and only it has the device open."), values)
        return Verdict(State.CANNOT_TELL, said, Said(N_("See to the line keeper first.")))
    if reason in ("unknown_command", "unknown_probe", "unknown_line"):
        said = Said(N_("The line keeper does not know of this ({reason})."), values)
        advice = N_(
            "Restart it between two calls, so that it is of this version: dutyroom line stop"
        )
        return Verdict(State.CANNOT_TELL, said, Said(advice))
    said = Said(N_("The line keeper could not look ({reason})."), values)
    return Verdict(State.CANNOT_TELL, said)
