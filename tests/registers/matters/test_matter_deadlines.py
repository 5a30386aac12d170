"""The alarms of matters are asked for every few seconds: by index, however many are open."""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.engine import Connection

from dutyroom.clock import FrozenClock
from dutyroom.config import Settings, Unit
from dutyroom.registers.matters.deadlines import due
from dutyroom.store.engine import Store
from tests.registers.accounts.account_kit import NOW


def test_no_alarm_of_a_matter_is_looked_for_among_all_of_them(store: Store) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    with store.read() as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *said: asked.append(said[2:4]))
        list(due(session, FrozenClock(NOW).now(), Settings(Unit("云岭", "yunling"))))
        plans = [step for said in list(asked) for step in _plan(connection, *said)]
    read = [step for step in plans if "matters" in step]
    assert len(read) == 5
    assert all("SEARCH matters USING INDEX" in step for step in read)
    assert not [step for step in read if "(open=?)" in step]  # all that is open


def _plan(connection: Connection, asked: str, values: tuple[object, ...]) -> list[str]:
    """Return how the database goes about a question."""
    return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", values)]
