"""Runs the probes of the equipment self-check side by side, for a screen or without one.

The slowest bounds the whole, and none is slower than its limit. Nothing here waits
in the event loop, so a screen that shows the answers as they come never freezes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Final

from dutyroom.config import Settings
from dutyroom.desk.looks.bench import FAILURES, AskKeeper, Bench, Look, failure_words
from dutyroom.i18n import N_
from dutyroom.standard.equipment.items import Item
from dutyroom.standard.probing import (
    LONGEST,
    NETWORKS,
    Kind,
    Probe,
    Reading,
    Said,
    Side,
    State,
    Verdict,
)

__all__ = ["AskKeeper", "Bench", "Probing", "probes_for", "probes_of"]

OF_A_BOX: Final = (Kind.BOX, Kind.LINE_POWER)
OF_EVERY_LINE: Final = (Kind.CALLER_ID, Kind.SOUND)
"""Asked of a line without a box or a sound device, too: the answer names what is missing."""
OF_THE_DESK: Final = (
    Kind.DISK,
    Kind.DATABASE,
    Kind.BACKUP,
    Kind.CLOCK,
    Kind.EXCHANGE_CLOCK,
    Kind.PRINTER,
)
OF_THE_ROOM: Final = frozenset({Kind.NETWORK, Kind.PRINTER, Kind.UPS})
"""What a unit has or has not; its checklist says."""
KEPT: Final = frozenset({Kind.BOX, Kind.CALLER_ID, Kind.LINE_POWER, Kind.SOUND})
"""What the line keeper looks at, because it has the devices open."""


def probes_of(settings: Settings) -> tuple[Probe, ...]:
    """Return every probe of a desk that needs nobody's hands, in the order of the checklist.

    What is not set up is asked for all the same, and then answers that it cannot tell: an item
    without an answer would look as if nothing were against it.
    """
    found: list[Probe] = []
    if settings.lines:
        found.append(_probe(Kind.KEEPER))
    else:
        found += [_probe(kind) for kind in OF_EVERY_LINE]
    for line in settings.lines:
        if line.has_box:
            found += [_probe(kind, line.name) for kind in OF_A_BOX]
        found += [_probe(kind, line.name) for kind in (Kind.LAST_RING, *OF_EVERY_LINE)]
        if line.audio:
            found.append(_probe(Kind.LAST_RECORDING, line.name))
    found += [_probe(kind) for kind in OF_THE_DESK]
    found += [_probe(Kind.NETWORK, name) for name in NETWORKS]
    return (*found, _probe(Kind.UPS))


def probes_for(settings: Settings, items: Collection[Item]) -> tuple[Probe, ...]:
    """Return the probes of a desk, without those of what the unit took off its list.

    Keeper, line, disk and database are asked about always: the program itself rests on them.

    Args:
        settings: What the unit has chosen.
        items: Its checklist.
    """
    return tuple(
        probe
        for probe in probes_of(settings)
        if probe.kind not in OF_THE_ROOM or any(item.served_by(probe.key) for item in items)
    )


def _probe(kind: Kind, subject: str = "") -> Probe:
    return Probe(kind, subject, Side.KEEPER if kind in KEPT else Side.CONSOLE)


class Probing:
    """One run of probes."""

    def __init__(
        self,
        bench: Bench,
        probes: Sequence[Probe] | None = None,
        looks: Mapping[Kind, Look] | None = None,
    ) -> None:
        """Prepare a run; iterating over `readings` starts it.

        Args:
            bench: What the looks may use.
            probes: Which to run; None: all of this desk.
            looks: How each kind is looked at; None: as the program does.
        """
        self.probes = tuple(probes_of(bench.settings) if probes is None else probes)
        self._bench = bench
        self._looks = looks
        self._tasks: dict[asyncio.Task[Reading], Probe] = {}
        self._cancelled = False

    async def readings(self) -> AsyncIterator[Reading]:
        """Yield `RUNNING` for every probe, and then each answer as it comes.

        A run that is left by its reader leaves nothing running, once the generator is closed.
        """
        now = self._bench.clock.now()
        for probe in self.probes:
            yield Reading(probe.key, State.RUNNING, None, None, now, 0.0)
        looks = self._looks if self._looks is not None else await _all_looks()
        self._tasks = {
            asyncio.create_task(self._answer(probe, looks), name=probe.key): probe
            for probe in self.probes
        }
        if self._cancelled:
            self.cancel()
        try:
            waited_for = set(self._tasks)
            while waited_for:
                done, waited_for = await asyncio.wait(
                    waited_for, return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    yield self._cut_off(task) if task.cancelled() else task.result()
        finally:
            self.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def cancel(self) -> None:
        """Stop what still runs; each of those answers that it was cancelled."""
        self._cancelled = True
        for task in self._tasks:
            task.cancel()

    def _cut_off(self, task: asyncio.Task[Reading]) -> Reading:
        """Return the reading of a probe that was cancelled."""
        now = self._bench.clock.now()
        return Reading(self._tasks[task].key, State.CANCELLED, None, None, now, 0.0)

    async def _answer(self, probe: Probe, looks: Mapping[Kind, Look]) -> Reading:
        """Run one probe within its limit."""
        clock = self._bench.clock
        begun = clock.monotonic()
        limit = min(probe.seconds, LONGEST)
        try:
            async with asyncio.timeout(limit):
                verdict = await looks[probe.kind](self._bench, probe)
        except TimeoutError:
            text = N_("There was no answer within {limit:.0f} s.")
            verdict = Verdict(State.CANNOT_TELL, Said(text, {"limit": limit}))
        except FAILURES as error:
            detail = failure_words(error)
            text = N_("This could not be looked at ({detail}).")
            verdict = Verdict(State.CANNOT_TELL, Said(text, {"detail": detail}))
        return Reading(
            probe.key,
            verdict.state,
            verdict.evidence,
            verdict.advice,
            clock.now(),
            round(clock.monotonic() - begun, 3),
        )


async def _all_looks() -> Mapping[Kind, Look]:
    """Return how each kind is looked at; what that needs is loaded beside the screen."""

    def load() -> Mapping[Kind, Look]:
        from dutyroom.desk.looks.table import LOOKS  # noqa: PLC0415 - registers and libraries

        return LOOKS

    return await asyncio.to_thread(load)
