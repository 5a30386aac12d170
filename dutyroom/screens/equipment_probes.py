"""The probes of the check while it is made: run beside it, shown as they answer, stopped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from textual.screen import Screen
from textual.worker import Worker

from dutyroom.channel.messages import LineState
from dutyroom.commands.host import host_of
from dutyroom.desk.probing import Bench, Probing, probes_for
from dutyroom.i18n import N_
from dutyroom.standard.equipment.items import Item
from dutyroom.standard.judging.recorder import GAVE_WAY
from dutyroom.standard.probing import Kind, Probe, Reading, Said, State

_OF_CALLS: Final = frozenset({Kind.LAST_RING, Kind.LAST_RECORDING, Kind.CALLER_ID, Kind.BOX})
"""What every call of a line changes; and the exchange's time, which is that of all lines."""
_NOT_PROVEN: Final = N_("The recorder is not proven in this check yet.")


def is_unproven(said: Said | None) -> bool:
    """Tell whether evidence only says that nobody has proven the recorder yet."""
    return said is not None and said.text == _NOT_PROVEN


def not_proven(line: str, now: datetime) -> Reading:
    """Return what is known of a line's recorder before an officer has proven it.

    Args:
        line: The line.
        now: The time.
    """
    said = Said(_NOT_PROVEN)
    advice = Said(N_("Lift the handset and press r: recorded, played and heard by you."))
    key = Probe(Kind.RECORDER, line).key
    return Reading(key, State.CANNOT_TELL, said, advice, now, 0.0)


def gave_way_on(reading: Reading, lines: Collection[str]) -> bool:
    """Tell whether a probe that runs by itself gave way to a call on one of some lines.

    Args:
        reading: What the probe said.
        lines: Names of lines.
    """
    kind, _colon, line = reading.probe.partition(":")
    cut_off = reading.state is State.CANCELLED and reading.evidence == GAVE_WAY
    return cut_off and kind != Kind.RECORDER and line in lines


def outdated_by(reading: Reading, lines: Collection[str]) -> bool:
    """Tell whether a call on one of some lines makes an answer old: it gave way, or is of calls.

    What was stopped by hand stays so.

    Args:
        reading: What the probe said.
        lines: Names of lines.
    """
    kind, _colon, line = reading.probe.partition(":")
    of_calls = line in lines if kind in _OF_CALLS else kind == Kind.EXCHANGE_CLOCK and bool(lines)
    return gave_way_on(reading, lines) or (of_calls and reading.state is not State.CANCELLED)


class ProbeRun:
    """Runs the probes of a desk for a screen.

    Attributes:
        readings: The last answer of each probe, by its key.
    """

    def __init__(
        self,
        screen: Screen[Any],
        told: Callable[[], None],
        items: Callable[[], Collection[Item]],
    ) -> None:
        """Have nothing running.

        Args:
            screen: Its workers run the probes, and end with it.
            told: Called after each answer.
            items: Gives the checklist; what the unit took off it is not probed.
        """
        self.readings: dict[str, Reading] = {}
        self._screen = screen
        self._told = told
        self._items = items
        self._worker: Worker[None] | None = None
        self._called: frozenset[str] = frozenset()

    @property
    def running(self) -> bool:
        """Whether probes are running."""
        return self._worker is not None and self._worker.is_running

    def forget(self) -> None:
        """Know nothing any more: what was found for one check proves nothing for the next."""
        self.stop()
        self.readings.clear()

    def start(self, only: Callable[[Probe], bool] = lambda _probe: True) -> None:
        """Run probes side by side; those that run are stopped.

        Args:
            only: Tells whether a probe is meant; by default all are.
        """
        settings = host_of(self._screen).desk.settings
        probes = [each for each in probes_for(settings, self._items()) if only(each)]
        self._worker = self._screen.run_worker(self._run(probes), group="probes", exclusive=True)

    def follow(self, lines: Mapping[str, LineState]) -> None:
        """Run again what a call that is over made old; the recorder's proof needs an officer.

        A call is over once its recording is: before, the last recording is not there yet.

        Args:
            lines: What the line keeper says of each line, by name.
        """
        called = frozenset(
            name for name, line in lines.items() if line.call or line.recorder == "recording"
        )
        over, self._called = self._called - called, called
        if any(outdated_by(each, over) for each in self.readings.values()):
            left = {
                key
                for key, each in self.readings.items()
                if outdated_by(each, over) or each.state is State.RUNNING
            }
            self.start(lambda probe: probe.key in left)

    def stop(self) -> None:
        """Stop what runs; what has answered stands."""
        if self._worker is not None:
            self._worker.cancel()

    def take(self, reading: Reading) -> None:
        """Take in an answer that was found otherwise: with the officer's ear."""
        self.readings[reading.probe] = reading
        self._told()

    async def _run(self, probes: Sequence[Probe]) -> None:
        """Take the answers in as they come; of what is stopped nothing is known."""
        host = host_of(self._screen)
        bench = Bench(host.desk.places, host.desk.settings, host.clock, host.ask_keeper)
        for line in host.desk.settings.lines:
            unproven = not_proven(line.name, host.clock.now())
            if line.audio and unproven.probe not in self.readings:
                self.readings[unproven.probe] = unproven
        try:
            async for reading in Probing(bench, probes).readings():
                self.readings[reading.probe] = reading
                self._told()
        finally:
            for key, reading in self.readings.items():
                if reading.state is State.RUNNING:
                    self.readings[key] = replace(reading, state=State.CANCELLED)
            if self._screen.is_attached:
                self._told()
