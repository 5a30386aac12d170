"""Having the line keeper look at what it has open: boxes and sound."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

import msgspec

from dutyroom.channel.messages import Answer
from dutyroom.config import Settings
from dutyroom.desk.looks.bench import Bench
from dutyroom.standard.judging.keeper import judge_keeper, not_asked
from dutyroom.standard.judging.line import no_line, no_sound
from dutyroom.standard.probing import Kind, Probe, Verdict

SECONDS: Final = 5.0
"""How long the keeper may take to say that it is there."""

_GONE: Final = frozenset({"gone", "no_answer"})
_FAREWELL: Final = 0.5
"""Seconds in which the keeper is told that nobody waits any more."""


async def look_at_keeper(bench: Bench, _probe: Probe) -> Verdict:
    """See whether the keeper answers; that it knows no such line is an answer."""
    try:
        async with asyncio.timeout(SECONDS):
            answer = await bench.ask_keeper("probe")
    except TimeoutError:
        return judge_keeper(answers=False)  # it is there and hangs: it logs nothing either
    return judge_keeper(answer.reason not in _GONE)


async def have_it_looked_at(bench: Bench, probe: Probe) -> Verdict:
    """Have the keeper run a probe, and have it end when nobody waits for it.

    What the settings do not name the keeper cannot have open: it is not asked for it.
    """
    if (missing := _missing(bench.settings, probe)) is not None:
        return missing
    try:
        answer = await bench.ask_keeper("probe", probe.subject, kind=probe.kind.value)
    except asyncio.CancelledError:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL):
                await bench.ask_keeper("end_probes", probe.subject)
        raise
    return verdict_of(answer)


def _missing(settings: Settings, probe: Probe) -> Verdict | None:
    """Return the verdict for a device that is not set up; None where it is."""
    if not probe.subject:
        return no_line()
    line = next((each for each in settings.lines if each.name == probe.subject), None)
    if line is not None and probe.kind is Kind.SOUND and not line.audio:
        return no_sound()
    return None


def verdict_of(answer: Answer) -> Verdict:
    """Return the verdict that an answer of the keeper carries, or why it has none."""
    if not answer.done:
        return not_asked(answer.reason)
    try:
        return msgspec.json.decode(answer.values.get("verdict", ""), type=Verdict)
    except msgspec.DecodeError:
        return not_asked("unreadable")
