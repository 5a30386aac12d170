"""The call log as plain rows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import export, facts
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from tests.registers.call_kit import NOON, PLACE, life


def test_every_call_once_oldest_first_with_every_column(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_BATCH", 3)
    ledger = Ledger(store, FrozenClock(NOON))
    ledger.record(*life("c", "r"))
    for days in range(1, 8):
        at = NOON + timedelta(days=days)
        ledger.record(facts.begun(facts.new_id(), at, PLACE, direction="in"))
    with store.read() as session:
        rows = list(export.export(session))
        some = list(
            export.export(session, start=NOON + timedelta(days=1), end=NOON + timedelta(days=3))
        )
    assert [row["label"] for row in rows] == [f"2026-{number:05d}" for number in range(1, 9)]
    assert [row["label"] for row in some] == ["2026-00002", "2026-00003"]
    assert all(list(row) == list(export.COLUMNS) for row in rows)
    first = rows[0]
    assert (first["content"], first["recordings"], first["number"], first["started_at"]) == (
        "燃气泄漏",
        "a.wav",
        "+8613800138000",
        NOON,
    )
    assert (rows[1]["content"], rows[1]["recordings"]) == ("", "")
