"""Follows a trial of the recorder that runs in the line keeper, for a screen or without one."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from dutyroom.channel.messages import Answer
from dutyroom.clock import Clock
from dutyroom.desk.looks.bench import AskKeeper
from dutyroom.desk.looks.keeper import verdict_of
from dutyroom.i18n import N_
from dutyroom.standard.judging.keeper import not_asked
from dutyroom.standard.judging.line import no_sound
from dutyroom.standard.judging.recorder import gave_way
from dutyroom.standard.probing import Kind, Probe, Reading, Said, State, Verdict

LOOK_SECONDS: Final = 0.25
"""Time between two looks at how far it is."""

_FAREWELL: Final = 0.5


class Stage(StrEnum):
    """How far a trial is."""

    LIFT = "lift"
    """The handset is to be lifted; the tone is waited for."""
    RECORD = "record"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ProofStep:
    """How a trial stands.

    Attributes:
        stage: How far it is.
        seconds: Recorded so far.
        verdict: What was found; None until it is over.
        path: The recording, to be played; None: there is none.
        call: Id of the outgoing call as which the lifted handset is logged; empty: none.
    """

    stage: Stage
    seconds: float = 0.0
    verdict: Verdict | None = None
    path: Path | None = None
    call: str = ""


async def prove(ask: AskKeeper, line: str, clock: Clock) -> AsyncIterator[ProofStep]:
    """Have the recorder of a line tried, and yield how it stands until it is over.

    Left before its end, the trial is ended.

    Args:
        ask: The way to the keeper.
        line: The line.
        clock: Paces the looks.
    """
    begun = await ask("prove", line)
    if not begun.done:
        yield ProofStep(Stage.OVER, verdict=_refused(begun))
        return
    over = False
    try:
        while not over:
            step = _step(await ask("proof", line))
            over = step.stage is Stage.OVER
            yield step
            if not over:
                await clock.sleep(LOOK_SECONDS)
    finally:
        if not over:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_FAREWELL):
                    await ask("end_proof", line)


def reading_of(line: str, verdict: Verdict, clock: Clock, seconds: float) -> Reading:
    """Return a trial's verdict as a reading that can be stored.

    Args:
        line: The line.
        verdict: What was found, with what the officer said.
        clock: The one clock.
        seconds: How long it took.
    """
    key = Probe(Kind.RECORDER, line).key
    return Reading(
        key, verdict.state, verdict.evidence, verdict.advice, clock.now(), round(seconds, 1)
    )


def _step(answer: Answer) -> ProofStep:
    """Return what the keeper says of a trial."""
    if not answer.done:
        return ProofStep(Stage.OVER, verdict=not_asked(answer.reason))
    told = answer.values
    call, seconds = told.get("call", ""), _number(told, "seconds")
    if "verdict" in told:
        path = Path(told["path"]) if told.get("path") else None
        return ProofStep(Stage.OVER, seconds, verdict_of(answer), path, call)
    stage = Stage.RECORD if told.get("phase") in ("recording", "recorded") else Stage.LIFT
    return ProofStep(stage, seconds, call=call)


def _number(told: Mapping[str, str], name: str) -> float:
    """Return a number that the keeper tells; 0 where it is none."""
    try:
        return float(told.get(name, "0"))
    except ValueError:
        return 0.0


def _refused(answer: Answer) -> Verdict:
    """Return the verdict where no trial was begun."""
    match answer.reason:
        case "busy":
            return gave_way()
        case "no_recorder":
            return no_sound()
        case "disk":
            values = {"detail": answer.values.get("detail", "")}
            said = Said(N_("The recording could not be written: {detail}"), values)
            advice = Said(N_("Look whether the disk is full: see its check."))
            return Verdict(State.FAULTY, said, advice)
        case _:
            return not_asked(answer.reason)
