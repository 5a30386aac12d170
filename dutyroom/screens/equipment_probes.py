"""The probes of the check while it is made: run beside it, shown as they answer, stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from textual.screen import Screen
from textual.worker import Worker

from dutyroom.commands.host import host_of
from dutyroom.desk.probing import Bench, Probing
from dutyroom.i18n import N_
from dutyroom.standard.probing import Kind, Probe, Reading, Said, State


def not_proven(line: str, now: datetime) -> Reading:
    """Return what is known of a line's recorder before an officer has proven it.

    Args:
        line: The line.
        now: The time.
    """
    said = Said(N_("The recorder is not proven in this check yet."))
    advice = Said(N_("Lift the handset and press r: recorded, played and heard by you."))
    key = Probe(Kind.RECORDER, line).key
    return Reading(key, State.CANNOT_TELL, said, advice, now, 0.0)


class ProbeRun:
    """Runs the probes of a desk for a screen.

    Attributes:
        readings: The last answer of each probe, by its key.
    """

    def __init__(self, screen: Screen[Any], told: Callable[[], None]) -> None:
        """Have nothing running.

        Args:
            screen: Its workers run the probes, and end with it.
            told: Called after each answer.
        """
        self.readings: dict[str, Reading] = {}
        self._screen = screen
        self._told = told
        self._worker: Worker[None] | None = None

    @property
    def running(self) -> bool:
        """Whether probes are running."""
        return self._worker is not None and self._worker.is_running

    def forget(self) -> None:
        """Know nothing any more: what was found for one check proves nothing for the next."""
        self.stop()
        self.readings.clear()

    def start(self) -> None:
        """Run all probes side by side; those that run are stopped."""
        self._worker = self._screen.run_worker(self._run(), group="probes", exclusive=True)

    def stop(self) -> None:
        """Stop what runs; what has answered stands."""
        if self._worker is not None:
            self._worker.cancel()

    def take(self, reading: Reading) -> None:
        """Take in an answer that was found otherwise: with the officer's ear."""
        self.readings[reading.probe] = reading
        self._told()

    async def _run(self) -> None:
        """Take the answers in as they come; of what is stopped nothing is known."""
        host = host_of(self._screen)
        bench = Bench(host.desk.places, host.desk.settings, host.clock, host.ask_keeper)
        for line in host.desk.settings.lines:
            unproven = not_proven(line.name, host.clock.now())
            if line.audio and unproven.probe not in self.readings:
                self.readings[unproven.probe] = unproven
        try:
            async for reading in Probing(bench).readings():
                self.readings[reading.probe] = reading
                self._told()
        finally:
            for key, reading in self.readings.items():
                if reading.state is State.RUNNING:
                    self.readings[key] = replace(reading, state=State.CANCELLED)
            if self._screen.is_attached:
                self._told()
