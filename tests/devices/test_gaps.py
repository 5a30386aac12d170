"""Missing sound that nobody reports is found by the clock; jitter is not loss."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices.gaps import Gap, GapCause, LatenessWatch

RATE = 8000


def _feed(
    watch: LatenessWatch, times: list[float], known: dict[int, int] | None = None
) -> list[Gap]:
    found = (
        watch.feed(index * 800, 800, at, (known or {}).get(index, 0))
        for index, at in enumerate(times)
    )
    return [gap for gap in found if gap is not None]


@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=300), st.floats(-5e-4, 5e-4))
def test_jitter_and_drift_are_no_loss(jitter: list[float], drift: float) -> None:
    times = [50 + 0.1 * index * (1 + drift) + late for index, late in enumerate(jitter)]
    assert _feed(LatenessWatch(RATE), times) == []


@given(st.integers(1, 100), st.floats(0.3, 100))
def test_time_that_went_by_without_sound_is_a_gap(before: int, missing: float) -> None:
    times = [0.1 * index for index in range(before)]
    times += [0.1 * index + missing for index in range(before, before + 40)]
    (gap,) = _feed(LatenessWatch(RATE), times)
    assert gap.cause is GapCause.LATE
    assert gap.frame == before * 800
    assert abs(gap.lost_frames - missing * RATE) < 0.02 * RATE


def test_a_stall_that_catches_up_is_no_loss() -> None:
    times = [0.1 * index for index in range(50)]
    times[20:35] = [3.5] * 15
    assert _feed(LatenessWatch(RATE), times) == []


def test_what_the_queue_dropped_is_not_counted_twice() -> None:
    times = [0.1 * index for index in range(20)] + [0.1 * index + 2 for index in range(20, 60)]
    assert _feed(LatenessWatch(RATE), times, {20: 16_000}) == []


def test_after_a_restart_the_past_is_forgotten() -> None:
    watch = LatenessWatch(RATE)
    _feed(watch, [0.1 * index for index in range(20)])
    watch.restart()
    assert _feed(watch, [90 + 0.1 * index for index in range(40)]) == []
