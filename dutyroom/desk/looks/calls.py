"""Looking at what the call log tells of the lines and of the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from dutyroom.desk.looks.bench import Bench, apart
from dutyroom.desk.looks.keeper import have_it_looked_at
from dutyroom.devices.pcm import SAMPLE_BYTES
from dutyroom.registers.calls import line_health
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.standard.judging import calls as judging
from dutyroom.standard.judging.line import judge_unboxed, no_box
from dutyroom.standard.judging.machine import no_database
from dutyroom.standard.judging.time import judge_exchange
from dutyroom.standard.probing import Probe, State, Verdict
from dutyroom.store import gate
from dutyroom.store.engine import open_store
from dutyroom.store.errors import StoreError
from dutyroom.store.session import Session

Found = TypeVar("Found")

_ANSWERED: Final[Mapping[str, bool]] = {Outcome.ANSWERED: True, Outcome.MISSED: False}
"""What became of a call that is over, where that is known."""


async def look_at_ring(bench: Bench, probe: Probe) -> Verdict:
    """See when the last call came in on a line."""

    def ask(session: Session) -> Verdict:
        ring, found = None, line_health.last_ring(session, probe.subject)
        if found is not None:
            answered = _ANSWERED.get(found.outcome)
            ring = judging.Ring(found.at, found.numbered, found.withheld, answered)
        return judging.judge_ring(ring, bench.clock.now(), bench.settings.probes.quiet_days)

    return await _read(bench, ask)


async def look_at_caller_id(bench: Bench, probe: Probe) -> Verdict:
    """Have the keeper look at the box; of a line without one see whether its last number came."""
    if all(line.has_box for line in bench.settings.lines if line.name == probe.subject):
        return await have_it_looked_at(bench, probe)

    def ask(session: Session) -> Verdict:
        found = line_health.last_ring(session, probe.subject)
        shown = found is not None and found.numbered and not found.withheld
        at = found.at if found is not None and shown else None
        return judge_unboxed(at, bench.clock.now(), bench.settings.probes.quiet_days)

    found = await _read(bench, ask)
    return found if found.state is State.OK else no_box()


async def look_at_recording(bench: Bench, probe: Probe) -> Verdict:
    """See what became of the last recording of a line, and whether its file is there."""

    def ask(session: Session) -> Verdict:
        talk = line_health.unrecorded(session, probe.subject)
        found = line_health.last_recording(session, probe.subject)
        if found is None or (talk is not None and talk > found.at):
            return judging.no_recording(talk)
        last = judging.Recorded(
            found.at, found.seconds, found.peak, found.failed, _missing(bench, found)
        )
        return judging.judge_recording(last, bench.clock.now(), bench.settings.probes.quiet_days)

    return await _read(bench, ask)


def _missing(bench: Bench, found: line_health.LastRecording) -> bool:
    """Say whether a file is not there or too short; a path that leaves the folder is not."""
    folder = bench.places.recordings.resolve()
    path = (folder / found.path).resolve()
    if not found.path or not path.is_relative_to(folder):
        return True
    try:
        return path.stat().st_size < found.frames * SAMPLE_BYTES
    except OSError:
        return True


async def look_at_exchange(bench: Bench, _probe: Probe) -> Verdict:
    """Compare the clock with the telephone company's time of the last calls."""

    def ask(session: Session) -> Verdict:
        apart_by = line_health.exchange_minutes(session, bench.clock.now())
        return judge_exchange(apart_by, bench.settings.probes.exchange_minutes)

    return await _read(bench, ask)


async def _read(bench: Bench, question: Callable[[Session], Verdict]) -> Verdict:
    """Ask the registers something, on a connection of its own."""

    def ask() -> Verdict:
        path = bench.places.database
        try:
            if gate.look(path) is gate.State.MISSING:
                return no_database()
            store = open_store(path)
        except StoreError:
            return judging.unreadable_log()
        try:
            with store.read() as session:
                return question(session)
        except StoreError:
            return judging.unreadable_log()
        finally:
            store.close()

    return await apart(lambda _unwanted: ask())
