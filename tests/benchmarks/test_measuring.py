"""The benchmarks measure the real program, here with few calls; no time is judged."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import calls, million_calls, recordings, resident, run, starting
from benchmarks import desk as desk_module
from benchmarks.commits import CommitWatch
from benchmarks.desk import BenchDesk, bench_desk
from benchmarks.figures import Figure, Verdict
from benchmarks.report import Report
from tests.sound_server import require_sound_server

pytestmark = pytest.mark.timeout(180)

ROWS = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what the benchmarks make in a folder of the tests."""
    made = tmp_path_factory.mktemp("benchmarks")
    with pytest.MonkeyPatch.context() as patch:
        for module in (million_calls, desk_module, run):
            patch.setattr(module, "FOLDER", made)
        yield made


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[BenchDesk]:
    """Return a small desk whose keeper runs, without sound."""
    with bench_desk(ROWS, with_sound=False) as made:
        yield made
    assert not list(folder.glob("desk-*"))


@pytest.mark.slow
def test_calls_are_timed_to_spool_register_and_screen(desk: BenchDesk) -> None:
    given = calls.numbers()
    with desk.console() as console:
        console.until(lambda text: desk.unit in text, "the duty strip")
        timed = calls.ring_through(desk, console, 3, given)
        assert [len(times) for times in (timed.spooled, timed.committed, timed.painted)] == [3] * 3
        for spooled, committed in zip(timed.spooled, timed.committed, strict=True):
            assert 0 < spooled <= committed
        assert min(timed.painted) > 0
        calls.hurry_through(desk, console, 2, given)
        memory = list(resident.figures(desk, console, 5))
    assert [row.number for row in desk.keeper.calls()[:5]] == [
        f"04808{n:06d}" for n in range(4, -1, -1)
    ]
    assert all(figure.value > 10 for figure in memory)
    assert (desk.keeper.home / "s.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_a_commit_is_seen_when_it_happens_and_not_before(desk: BenchDesk) -> None:
    places = desk.keeper.places
    with CommitWatch(places.database, places.spool) as watch:
        watch.expect("04800000001")
        desk.ring()
        time.sleep(0.3)  # the row of the call is there, its number is not
        sent = time.monotonic_ns()
        desk.number("04800000001")
        found = watch.result()
    assert found.registered > sent
    assert found.spooled > sent


@pytest.mark.slow
def test_starts_are_timed_by_turns(desk: BenchDesk) -> None:
    times = starting.start_times(desk, 1)
    assert {name: len(found) for name, found in times.items()} == {
        "trivial": 1,
        "frame": 1,
        "rows": 1,
        "key": 1,
    }
    assert times["frame"][0] < times["rows"][0]
    ratios = [figure for figure in starting.figures(times) if figure.unit == "×"]
    assert [figure.target for figure in ratios] == [1.5, 2.5, 3.5]


@pytest.mark.slow
def test_a_group_that_fails_is_told_and_the_others_are_measured(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_plan: run.Plan, _shared: run.Shared) -> Iterator[Figure]:
        yield Figure("half", "ms", 1.0)
        raise RuntimeError("broken")

    def works(_plan: run.Plan, _shared: run.Shared) -> Iterator[Figure]:
        yield Figure("whole", "ms", 2.0, 1.0)

    monkeypatch.setattr(run, "GROUPS", {"decoders": fails, "start": works})
    report: Report = run.measure(run.Plan(rows=5), ["decoders", "start"], lambda _words: None)
    assert [figure.name for figure in report.figures] == ["half", "whole"]
    assert report.figures[1].verdict is Verdict.MISSED
    assert report.failures == {"decoders": "RuntimeError: broken"}
    assert list(folder.glob("calls-5-*.db"))


@pytest.mark.device
@pytest.mark.slow
def test_a_recording_is_measured_while_the_log_is_searched_and_written(folder: Path) -> None:
    require_sound_server()
    assert folder.exists()
    with bench_desk(ROWS) as desk:
        recorded = recordings.record(desk, 2, "04809999999")
        found = list(recordings.figures(recorded))
    assert recorded.heard >= 2
    assert recorded.ramp["samples"] >= 16_000
    assert recorded.load["searches"] > 0
    assert len(found) == 4
