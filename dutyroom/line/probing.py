"""The equipment check's probes of the lines, in the process that has the devices open.

Each is asked for over the channel and answered there. None touches a call: whatever is
being probed gives way at once when somebody calls.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from dutyroom.channel.messages import Answer, Ask, LineState
from dutyroom.clock import Clock
from dutyroom.config import Line, Probes
from dutyroom.devices.recorder_events import RecorderEvent
from dutyroom.line.line_watch import Devices, LineWatch
from dutyroom.line.proving import Provings
from dutyroom.standard.judging import line as judging
from dutyroom.standard.judging.recorder import ended, gave_way
from dutyroom.standard.probing import Kind, Verdict

ANSWER_SECONDS: Final = 3.5
"""How long a box that answers may take, a little more than its profile allows it."""

LISTEN_SECONDS: Final = 1.0
PATIENCE_SECONDS: Final = 3.0
"""How long the first sound may take where the device was just opened."""

_TURN: Final = 0.05

Work: TypeAlias = Callable[[LineWatch], Awaitable[Verdict]]


class LineProbes:
    """Answers what consoles ask of the lines; lives on the keeper's event loop."""

    def __init__(
        self, clock: Clock, chosen: Probes, proofs: Path, lift: Callable[[Line], None]
    ) -> None:
        """Know no line yet.

        Args:
            clock: The keeper's clock.
            chosen: From where on a thing counts as faulty.
            proofs: The folder of the recordings that prove the recorder.
            lift: Lifts the handset of a line that has no officer at it: the demo's.
        """
        self._clock = clock
        self._chosen = chosen
        self._lift = lift
        self._lines: dict[str, LineWatch] = {}
        self._ends: dict[str, asyncio.Future[Verdict]] = {}
        self._provings = Provings(clock, chosen, proofs)
        self._work: Mapping[str, Work] = {
            Kind.BOX: self._box,
            Kind.CALLER_ID: self._caller_id,
            Kind.LINE_POWER: self._power,
            Kind.SOUND: self._sound,
        }

    def add(self, devices: Devices) -> None:
        """Take in a line with its devices."""
        name = devices.line.name
        self._lines[name] = LineWatch(devices, self._clock)
        self._ends[name] = asyncio.get_running_loop().create_future()

    def heard(self, line: str, event: RecorderEvent) -> None:
        """Take in what a line's recorder says."""
        if line in self._lines:
            self._lines[line].heard(event)

    def told(self, state: LineState) -> None:
        """Give way where a call has come to a line."""
        watch = self._lines.get(state.line)
        if watch is None:
            return
        if state.call:
            self._end(state.line, gave_way())
        if state.call and watch.devices.kept.called:
            self._provings.give_way(state.line)

    def tick(self) -> None:
        """Let time pass for what is being tried."""
        self._provings.look()

    def close(self) -> None:
        """Give everything up: the keeper ends."""
        self._provings.close()

    async def answer(self, ask: Ask) -> Answer:
        """Carry out one of the commands of the check."""
        watch = self._lines.get(ask.line)
        if watch is None:
            return Answer(ask.number, done=False, reason="unknown_line")
        match ask.command:
            case "probe":
                return await self._probe(ask, watch)
            case "end_probes":
                self._end(ask.line, ended())
                return Answer(ask.number, done=True)
            case "prove":
                return self._prove(ask, watch)
            case "end_proof":
                self._provings.end(ask.line)
                return Answer(ask.number, done=True)
            case _:
                return self._provings.tell(ask)

    def _prove(self, ask: Ask, watch: LineWatch) -> Answer:
        """Begin to prove a line's recorder."""
        begun = self._provings.begin(ask, watch)
        if begun.done:
            self._lift(watch.devices.line)
        return begun

    async def _probe(self, ask: Ask, watch: LineWatch) -> Answer:
        """Run one probe of a line, unless a call takes its place."""
        work = self._work.get(ask.values.get("kind", ""))
        if work is None:
            return Answer(ask.number, done=False, reason="unknown_probe")
        verdict = await self._unless_called(ask.line, watch, work)
        told = msgspec.json.encode(verdict).decode()
        return Answer(ask.number, done=True, values={"verdict": told})

    async def _unless_called(self, line: str, watch: LineWatch, work: Work) -> Verdict:
        """Return what is found, or that the line was needed."""
        if watch.devices.kept.state.call:
            return gave_way()
        end = self._ends[line]
        found = asyncio.ensure_future(work(watch))
        try:
            await asyncio.wait({found, end}, return_when=asyncio.FIRST_COMPLETED)
            return found.result() if found.done() else end.result()
        finally:
            found.cancel()

    def _end(self, line: str, verdict: Verdict) -> None:
        """End the probes that run on a line with a verdict, and let the next ones run."""
        self._ends[line].set_result(verdict)
        self._ends[line] = asyncio.get_running_loop().create_future()

    async def _box(self, watch: LineWatch) -> Verdict:
        """See whether the box answers, by asking it where it is one that answers."""
        answers = await self._answers(watch)
        seen = watch.box_seen(answers=answers)
        return judging.no_box() if seen is None else judging.judge_box(seen)

    async def _answers(self, watch: LineWatch) -> bool:
        """Ask the box for a sign of life and wait for it."""
        box = watch.devices.box
        if box is None or not box.record.asked or not box.record.opened:
            return False
        before, end = box.record.answered, self._clock.monotonic() + ANSWER_SECONDS
        box.ask_soon()
        while box.record.answered == before and self._clock.monotonic() < end:
            await self._clock.sleep(_TURN)
        return box.record.answered > before

    async def _caller_id(self, watch: LineWatch) -> Verdict:
        """See whether the box reports callers."""
        seen = watch.box_seen(answers=True)
        return judging.no_box() if seen is None else judging.judge_caller_id(seen)

    async def _power(self, watch: LineWatch) -> Verdict:
        """See what the box tells of the line's voltage."""
        return judging.judge_power(watch.powered, watch.tone_at)

    async def _sound(self, watch: LineWatch) -> Verdict:
        """Listen to the line for a second."""
        begun = self._clock.monotonic()
        while True:
            await self._clock.sleep(_TURN)
            passed = self._clock.monotonic() - begun
            seen = watch.sound_since(begun)
            enough = seen.rms is not None and passed >= LISTEN_SECONDS
            if enough or seen.lost or passed >= PATIENCE_SECONDS:
                return judging.judge_sound(seen, self._chosen.clipped_percent)
