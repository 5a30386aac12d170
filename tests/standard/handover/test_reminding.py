"""When somebody is reminded of the handover."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dutyroom.standard.handover.reminding import Hour, Reminder, next_hour, reminder

ENDS = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
PREPARE = timedelta(minutes=20)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (-21, None),
        (-20, Reminder.PREPARE),
        (-11, Reminder.PREPARE),
        (-10, Reminder.RELIEF_MISSING),
        (-1, Reminder.RELIEF_MISSING),
        (0, Reminder.CALL_LEADER),
        (500, Reminder.CALL_LEADER),
    ],
)
def test_each_reminder_has_its_time(minutes: int, expected: Reminder | None) -> None:
    assert reminder(Hour(ENDS), ENDS + timedelta(minutes=minutes), PREPARE) is expected


def test_a_begun_handover_needs_no_reminder_to_prepare() -> None:
    hour = Hour(ENDS, prepared=True)
    assert reminder(hour, ENDS - timedelta(minutes=15), PREPARE) is None
    assert reminder(hour, ENDS - timedelta(minutes=9), PREPARE) is Reminder.RELIEF_MISSING


def test_nothing_is_said_once_the_relief_is_here() -> None:
    assert reminder(Hour(ENDS, arrived=True), ENDS + timedelta(hours=1), PREPARE) is None


def test_without_a_roster_a_shift_ends_at_the_next_change() -> None:
    midnight = datetime(2026, 11, 22, 16, tzinfo=UTC)  # 00:00 in Beijing on the 23rd
    begun = midnight + timedelta(hours=8, minutes=20)
    assert next_hour(("08:30", "17:30"), begun, midnight) == midnight + timedelta(
        hours=17, minutes=30
    )
    evening = midnight + timedelta(hours=17, minutes=25)
    assert next_hour(("08:30", "17:30"), evening, midnight) == midnight + timedelta(
        days=1, hours=8, minutes=30
    )
    assert next_hour((), begun, midnight) is None
