"""The last sign of life: a keeper that was killed was away, however short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dutyroom.line.heartbeat import beat, last_life

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "ended", "since"),
    [
        (2, False, NOW),
        (2, True, None),
        (60, True, NOW),
        (-5, False, NOW - timedelta(seconds=5)),  # the clock was set back meanwhile
    ],
)
def test_only_who_ended_by_itself_and_is_back_at_once_was_not_away(
    tmp_path: Path, seconds: int, ended: bool, since: datetime | None
) -> None:
    beat(tmp_path / "alive", NOW, "boot", ended=ended)
    life = last_life(tmp_path / "alive")
    assert life is not None
    assert life.absent_since(NOW + timedelta(seconds=seconds)) == since


def test_a_sign_of_life_of_an_older_version_is_read(tmp_path: Path) -> None:
    (tmp_path / "alive").write_text(f'{{"at": "{NOW.isoformat()}", "boot": "b"}}', "ascii")
    life = last_life(tmp_path / "alive")
    assert life is not None
    assert not life.ended
