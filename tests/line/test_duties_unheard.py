"""The keeper says when an alarm is meant to sound and nobody can hear it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dutyroom import config
from dutyroom.clock import FrozenClock
from dutyroom.config import Alarms, Settings
from dutyroom.line.duties import UNHEARD_SECONDS, Duties
from dutyroom.line.writer import RegisterWriter


@pytest.mark.device
def test_an_alarm_without_an_output_is_unheard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told while it fails, and no longer than it may be true."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    clock = FrozenClock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    places = config.places(tmp_path)
    settings = Settings(alarms=Alarms(output="no such device"))
    writer = RegisterWriter.__new__(RegisterWriter)  # nothing is read or written here
    duties = Duties(places, settings, clock, writer, lambda _facts: None)
    said = [duties.unheard]
    duties._sound_for({"alarm"})
    limit = time.monotonic() + 20
    while not said[-1] and time.monotonic() < limit:
        time.sleep(0.02)
        said.append(duties.unheard)
    assert not said[0]
    assert said[-1]
    clock.advance(UNHEARD_SECONDS)
    assert not duties.unheard
    duties.silence()
    duties.close()
