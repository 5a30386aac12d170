"""The life of an alarm: a model that knows nothing of tables, compared step by step."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from dutyroom import i18n
from dutyroom.clock import FrozenClock
from dutyroom.registers.alarms import facts
from dutyroom.registers.alarms.codes import MEANINGS, UNKNOWN, AlarmCode, Priority, meaning
from dutyroom.registers.alarms.reading import AlarmRow, history, open_alarms
from dutyroom.registers.alarms.register import AlarmState
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Fact, Place
from tests.thorough import examples

_NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
_PLACE = Place("unit", "1")


def _open(store: Store) -> list[AlarmRow]:
    """Return the alarms that are not closed."""
    with store.read() as session:
        return open_alarms(session)


@dataclass
class _Expected:
    """How an alarm should stand."""

    wrong: bool = True
    seen: bool = False
    silent: bool = False
    put_off: bool = False

    @property
    def state(self) -> AlarmState:
        """The state by its definition."""
        if self.put_off:
            return AlarmState.SHELVED
        if self.wrong:
            return AlarmState.ACKNOWLEDGED if self.seen else AlarmState.UNACKNOWLEDGED
        return AlarmState.CLOSED if self.seen else AlarmState.CLEARED


class AlarmLife(RuleBasedStateMachine):
    """Anything may happen to an alarm in any order."""

    template: ClassVar[Path]
    alarms = Bundle("alarms")

    def __init__(self) -> None:
        super().__init__()
        folder = Path(tempfile.mkdtemp(dir=self.template.parent))
        self.store = open_store(Path(shutil.copyfile(self.template, folder / "a.db")))
        self.ledger = Ledger(self.store, FrozenClock(_NOW))
        self.model: dict[str, _Expected] = {}

    def teardown(self) -> None:
        """A rebuild gives the same rows."""
        before = _open(self.store)
        self.ledger.rebuild()
        assert _open(self.store) == before
        self.store.close()

    def _record(self, fact: Fact) -> None:
        self.ledger.record(fact)

    @rule(target=alarms, code=st.sampled_from(AlarmCode))
    def raise_new(self, code: AlarmCode) -> str:
        """Something is wrong."""
        alarm = facts.new_id()
        self._record(facts.raised(alarm, _NOW, _PLACE, code=code))
        self.model[alarm] = _Expected()
        return alarm

    @rule(alarm=alarms)
    def raise_again(self, alarm: str) -> None:
        """It is wrong again, or said twice."""
        self._record(facts.raised(alarm, _NOW, _PLACE, code=AlarmCode.DISK_LOW))
        known = self.model[alarm]
        if not known.wrong:
            known.wrong, known.seen, known.silent = True, False, False

    @rule(alarm=alarms)
    def acknowledge(self, alarm: str) -> None:
        """Somebody has seen it."""
        self._record(facts.acknowledged(alarm, _NOW, _PLACE, actor="李四"))
        self.model[alarm].seen = True

    @rule(alarm=alarms)
    def silence(self, alarm: str) -> None:
        """Silencing is not acknowledging."""
        self._record(facts.silenced(alarm, _NOW, _PLACE, actor="李四"))
        self.model[alarm].silent = True

    @rule(alarm=alarms)
    def shelve(self, alarm: str) -> None:
        """Somebody puts it off."""
        until = _NOW + timedelta(hours=1)
        self._record(facts.shelved(alarm, _NOW, _PLACE, actor="李四", reason="检修", until=until))
        known = self.model[alarm]
        known.put_off = known.put_off or known.state is not AlarmState.CLOSED

    @rule(alarm=alarms)
    def unshelve(self, alarm: str) -> None:
        """It is taken up again."""
        self._record(facts.unshelved(alarm, _NOW, _PLACE))
        known = self.model[alarm]
        if known.put_off:
            known.put_off, known.seen = False, not known.wrong
            known.silent = known.silent and not known.wrong

    @rule(alarm=alarms)
    def clear(self, alarm: str) -> None:
        """It is right again."""
        self._record(facts.cleared(alarm, _NOW, _PLACE))
        self.model[alarm].wrong = False

    @rule(kind=st.sampled_from(["alarm.acknowledged", "alarm.cleared", "alarm.painted"]))
    def strange(self, kind: str) -> None:
        """A fact of an alarm that was never raised changes nothing."""
        self._record(Fact(kind, "nobody's", _NOW, _PLACE))

    @invariant()
    def the_register_agrees(self) -> None:
        """Every alarm stands as the model says, and the count is right."""
        shown = {
            alarm: known
            for alarm, known in self.model.items()
            if known.state is not AlarmState.CLOSED
        }
        rows = {row.id: row for row in _open(self.store)}
        assert {alarm: known.state for alarm, known in shown.items()} == {
            alarm: row.state for alarm, row in rows.items()
        }
        for alarm, known in shown.items():
            loud = known.state is AlarmState.UNACKNOWLEDGED and not known.silent
            assert rows[alarm].sounds == loud
            assert rows[alarm].active == known.wrong
            assert (rows[alarm].shelved_reason == "检修") == known.put_off


@pytest.mark.hypothesis
def test_the_life_of_alarms(store_path: Path) -> None:
    AlarmLife.template = store_path
    run_state_machine_as_test(
        AlarmLife,
        settings=settings(max_examples=examples(10), stateful_step_count=20, deadline=None),
    )


def test_the_most_pressing_alarm_comes_first_then_the_latest(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(_NOW))
    sent = [
        ("old", AlarmCode.LINE_LOST, 0),
        ("late", AlarmCode.LINE_LOST, 1),
        ("mild", AlarmCode.BACKUP_LATE, 2),
    ]
    for alarm, code, minutes in sent:
        at = _NOW + timedelta(minutes=minutes)
        ledger.record(facts.raised(alarm, at, _PLACE, code=code))
    assert [row.id for row in _open(store)] == ["late", "old", "mild"]
    with store.read() as session:
        assert [row.id for row in history(session)] == ["mild", "late", "old"]


def test_shelving_needs_a_reason(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(_NOW))
    ledger.record(
        facts.raised("a", _NOW, _PLACE, code=AlarmCode.DISK_LOW),
        facts.shelved("a", _NOW, _PLACE, actor="李四", reason="", until=_NOW),
    )
    assert _open(store)[0].state is AlarmState.UNACKNOWLEDGED


def test_an_alarm_of_a_newer_version_is_not_kept_from_sight(store: Store) -> None:
    Ledger(store, FrozenClock(_NOW)).record(
        Fact("alarm.raised", "a", _NOW, _PLACE, body={"code": "flood", "about": ""})
    )
    (row,) = _open(store)
    assert (row.code, row.priority) == ("flood", Priority.HIGH)
    assert meaning(row.code) is UNKNOWN


def test_every_code_says_what_happened_and_what_to_do() -> None:
    assert set(MEANINGS) == set(AlarmCode)
    for each in (*MEANINGS.values(), UNKNOWN):
        assert i18n._(each.says).strip(), each
        assert i18n._(each.advice).strip(), each
