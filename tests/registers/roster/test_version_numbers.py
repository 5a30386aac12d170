"""The number of the next version, where some that hang on the wall are lost."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from dutyroom.registers.numbers.facts import versions_lost
from dutyroom.registers.passing_over import pass_over_versions
from dutyroom.registers.roster import reading
from tests.registers.roster.roster_kit import FIRST, LAST, Room, put

NIGHT = "2026-12-10/night"


def test_no_two_sheets_bear_one_number_after_a_lossy_restore(room: Room) -> None:
    """Of periods that may have been published meanwhile; the others go on as they were."""
    room.publish(room.filled())
    later = FIRST + timedelta(days=365)
    unpublished = FIRST - timedelta(days=31)

    def following() -> list[int]:
        with room.access.store.read() as session:
            periods = ((FIRST, LAST), (unpublished, FIRST), (later, later))
            return [reading.next_number(session, *period) for period in periods]

    assert following() == [2, 1, 1]
    room.access.ledger.record(
        versions_lost(place=room.access.place, at=room.clock.now(), actor="覃小梅")
    )
    assert following() == [11, 11, 1]
    assert room.publish(put(room.filled(), NIGHT, "o1"), why="病假").number == 11
    assert following() == [12, 11, 1]


def test_versions_are_missing_where_the_old_database_holds_another_or_cannot_be_read(
    room: Room,
) -> None:
    made = room.publish(room.filled())

    def missing(rows: list[tuple[str]] | None) -> bool:
        left: Any = SimpleNamespace(rows=lambda *_asked: rows)
        access = room.access
        return pass_over_versions(
            access.store, access.ledger, left, at=room.clock.now(), actor="覃小梅"
        )

    assert not missing([(made.id,)])
    assert missing([(made.id,), ("another",)])
    assert missing(None)
