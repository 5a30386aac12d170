"""Figures, their verdicts and how they are told; what the benchmarks stand on."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import machine, processes, tone
from benchmarks.figures import Figure, Spread, Verdict, at_p99, ranked
from benchmarks.report import Report
from benchmarks.terminal import NotSeenError, Terminal

ROOT = Path(__file__).parents[2]


def test_p99_of_300_is_the_297th() -> None:
    spread = Spread.of(range(300, 0, -1))
    assert (spread.p50, spread.p99, spread.largest, spread.smallest) == (150, 297, 300, 1)
    assert spread.count == 300


@given(st.lists(st.floats(allow_nan=False), min_size=1), st.floats(0, 1))
def test_a_percentile_is_a_measured_value_with_as_many_below(
    samples: list[float], part: float
) -> None:
    ordered = sorted(samples)
    value = ranked(ordered, part)
    assert value in ordered
    assert sum(each <= value for each in ordered) >= part * len(ordered) - 1e-6


def test_nothing_measured_is_an_error_and_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing"):
        Spread.of([])


@pytest.mark.parametrize(
    ("value", "target", "at_least", "verdict"),
    [
        (20.0, 20.0, False, Verdict.MET),
        (20.01, 20.0, False, Verdict.MISSED),
        (4.9, 5.0, True, Verdict.MISSED),
        (5.0, 5.0, True, Verdict.MET),
        (1.0, None, False, Verdict.NONE),
        (float("nan"), 20.0, False, Verdict.MISSED),
    ],
)
def test_a_target_is_met_or_missed(
    value: float, target: float | None, at_least: bool, verdict: Verdict
) -> None:
    assert Figure("x", "ms", value, target, at_least=at_least).verdict is verdict


def _report() -> Report:
    figures = [
        at_p99("quick", "ms", [1.0, 2.0, 3.0], 20.0),
        at_p99("slow", "ms", [1.0, 2.0, 300.0], 20.0, note="a note"),
        Figure("told", "MB", 5.5),
    ]
    return Report({"rows": 3}, {"cores": 2}, figures, {"start": "why"}, {"before": [1.0]})


def test_the_table_hides_nothing() -> None:
    table = _report().table()
    line = next(line for line in table.splitlines() if line.startswith("slow"))
    assert line.endswith("MISSED")
    assert "300 ms p99" in line
    assert "NOT MEASURED  start: why" in table
    assert "slow: a note" in table
    assert "1 of 2 targets met" in table


def test_json_lines_say_the_same() -> None:
    run, *rest = map(json.loads, _report().json_lines().splitlines())
    assert run["machine"] == {"cores": 2}
    assert [each["kind"] for each in rest] == ["figure", "figure", "figure", "failure"]
    assert [each.get("verdict") for each in rest] == ["met", "MISSED", None, None]
    assert rest[1]["p99"] == 300.0


def test_the_machine_is_described_without_its_name_or_a_path() -> None:
    told = json.dumps(machine.machine(ROOT))
    assert socket.gethostname() not in told
    assert str(ROOT) not in told
    assert '"cores"' in told


def test_memory_and_processor_time_are_those_of_the_process() -> None:
    before = processes.processor_seconds(os.getpid())
    ballast = bytearray(os.urandom(1)) * 50_000_000
    found = processes.memory(os.getpid())
    assert found.resident > len(ballast) / 1e6
    assert 0 < found.share <= found.resident
    assert sum(ballast[:2_000_000]) >= 0
    assert processes.processor_seconds(os.getpid()) >= before


def test_a_lost_block_of_any_length_breaks_the_tone() -> None:
    sound = tone.tone(2)
    assert tone.breaks(sound) == 0
    for lost in (1, 8, 80, 200, 800, 1600, 4000):
        assert tone.breaks(sound[:8000] + sound[8000 + 2 * lost :]) > 0, lost


def test_a_terminal_shows_what_a_program_draws_and_when() -> None:
    draw = "import time; print('早 one', flush=True); time.sleep(0.3); print('two'); input()"
    with Terminal([sys.executable, "-u", "-c", draw], dict(os.environ), 40, 5) as terminal:
        one = terminal.until(lambda text: "one" in text, "the first word")
        two = terminal.until(lambda text: "two" in text, "the second word")
        assert terminal.began < one < two
        assert two - one > 0.2e9
        with pytest.raises(NotSeenError, match="waited in vain for three; the screen:\n早 one"):
            terminal.until(lambda text: "three" in text, "three", 0.05)


@pytest.mark.slow
def test_every_benchmark_says_how_it_is_used() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.run", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert "--hour" in told.stdout
