"""The registers behind the desk: what is loaded when, names of many numbers, imports that wait."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dutyroom import config
from dutyroom.cli import line
from dutyroom.cli.alone import alone
from dutyroom.cli.main import main
from dutyroom.clock import FrozenClock
from dutyroom.config import Settings, Unit
from dutyroom.desk.errors import DeskError
from dutyroom.desk.opening import StoreRegisters, opened
from dutyroom.registers.calls import facts
from dutyroom.registers.contacts import facts as contact_facts
from dutyroom.registers.contacts.book import Kind
from dutyroom.registers.sheets import staging
from dutyroom.registers.shifts import facts as shifts
from dutyroom.store.backup import make_backup
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Fact, Place
from dutyroom.store.lock import Lock

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PLACE = Place("unit")
LINE = Place("unit", "1")


@pytest.fixture
def registers(store_path: Path) -> Iterator[StoreRegisters]:
    """The registers of a unit in Hangzhou."""
    settings = Settings(unit=Unit(area_code="0571"))
    found = opened(config.places(store_path.parent), settings, FrozenClock(NOW))
    yield found
    found.close()


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """Another connection to the same database."""
    made = open_store(store_path)
    yield made
    made.close()


def _unit(name: str = "清河镇人民政府") -> Fact:
    """Return that a unit with a number was put into the book."""
    fields = {"name": name, "duty": "88886666"}
    return contact_facts.added(
        contact_facts.new_id(),
        NOW,
        PLACE,
        actor="import",
        kind=Kind.UNIT,
        fields=fields,
        area_code="0571",
    )


def test_a_database_that_was_set_aside_is_not_made_anew(store_path: Path) -> None:
    """The console does as the keeper does: nothing is made, and a sentence says what to do."""
    home = store_path.parent
    opened(config.places(home), Settings(), FrozenClock(NOW)).close()
    store_path.rename(home / "aside")
    with pytest.raises(DeskError, match=r"dutyroom restore") as refused:
        opened(config.places(home), Settings(), FrozenClock(NOW))
    assert refused.value.fatal
    assert not store_path.exists()
    (home / "aside").rename(store_path)
    opened(config.places(home), Settings(), FrozenClock(NOW)).close()


def test_acts_know_how_early_a_check_counts_for_the_unit(store_path: Path) -> None:
    """What a screen compares by the settings is what an act finds."""
    settings = Settings(equipment=config.Equipment(early=4 * 3600))
    with closing(opened(config.places(store_path.parent), settings, FrozenClock(NOW))) as found:
        assert found.access().equipment.early == 4 * 3600


def test_a_backup_alone_says_that_there_was_a_database(store_path: Path) -> None:
    """Also where the unit keeps its backups elsewhere."""
    places, elsewhere = config.places(store_path.parent), store_path.parent / "elsewhere"
    make_backup(store_path, elsewhere, NOW)
    store_path.unlink()
    settings = Settings(backup=config.Backup(folder=str(elsewhere)))
    with pytest.raises(DeskError):
        opened(places, settings, FrozenClock(NOW))
    assert not store_path.exists()


def test_a_new_desk_gets_a_database(tmp_path: Path) -> None:
    places = config.places(tmp_path / "new")
    opened(places, Settings(), FrozenClock(NOW)).close()
    assert places.database.exists()


def test_nothing_that_only_writing_needs_is_loaded_before_the_rows() -> None:
    """The first rows wait for no register that they do not show."""
    code = "import sys, dutyroom.desk.opening\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = set(done.stdout.split())
    assert "dutyroom.registers.calls.reading" in loaded
    for name in ("ledger", "index", "contacts.lookup", "shifts.tables", "calls.projection"):
        assert f"dutyroom.registers.{name}" not in loaded


def test_names_stand_beside_the_calls_and_find_them(registers: StoreRegisters) -> None:
    """The person or unit behind a number, however the number was sent."""
    registers.record(_unit())
    for call, number in (("a", "057188886666"), ("b", "88886666"), ("c", "057100000000")):
        registers.record(
            facts.begun(call, NOW, LINE, direction="in"),
            facts.numbered(call, NOW, LINE, number=number),
        )
    first = registers.first("all", limit=9, now=NOW)
    assert first is not None
    assert {row.id: row.contact for row in first} == {"a": "", "b": "", "c": ""}
    rows = registers.page("all", query="", before=None, limit=9, now=NOW)
    assert {row.id: row.contact for row in rows} == {
        "a": "清河镇人民政府",
        "b": "清河镇人民政府",
        "c": "",
    }
    found = registers.page("all", query="清河", before=None, limit=9, now=NOW)
    assert {row.id for row in found} >= {"a"}
    assert {call.contact for call in registers.picture().calls} == {"清河镇人民政府", ""}
    registers.record(_unit("石桥乡人民政府"))  # of one number nobody is named as if it were sure
    named = {call.contact for call in registers.picture().calls} - {""}
    assert named <= {"maybe 清河镇人民政府", "maybe 石桥乡人民政府"}


def test_a_call_that_was_taken_is_known_as_taken(registers: StoreRegisters) -> None:
    """The card stops asking for somebody."""
    registers.record(facts.begun("a", NOW, LINE, direction="in"))
    assert registers.picture().taken == frozenset()
    registers.record(facts.taken("a", NOW, LINE, actor="张三"))
    assert registers.picture().taken == {"a"}


def test_an_import_that_was_interrupted_is_finished(
    registers: StoreRegisters, store: Store
) -> None:
    """What was staged and sealed gets into the book when the next console opens."""
    staging.stage(store, [_unit()], NOW)
    assert registers.contacts("清河", limit=5) == []
    assert list(registers.importing((), NOW)) == [1]
    assert not staging.waiting(store)
    assert [found.name for found in registers.contacts("清河", limit=5)] == ["清河镇人民政府"]


@pytest.mark.parametrize(("by", "shown"), [("", True), ("p1", False)])
def test_no_row_is_shown_before_whoever_signed_on_by_password_unlocks(
    registers: StoreRegisters, by: str, *, shown: bool
) -> None:
    """A desk without accounts has no lock."""
    signed = shifts.begun("s", NOW, LINE, officer="张三", leader="")
    registers.record(replace(signed, body={**signed.body, "officer_id": by}))
    assert (registers.first("all", limit=9, now=NOW) is not None) is shown


def test_a_console_that_begins_meanwhile_takes_nobody_else_for_one_that_writes(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would only show for as long as it is open, and say that another console was there."""
    where = config.places(store_path.parent)
    begun: list[DeskError] = []
    acquire = Lock.acquire

    def acquiring(lock: Lock, *, wait: bool = False) -> None:
        acquire(lock, wait=wait)
        if (lock.path, lock.kind) == (where.console_lock, "restore"):
            with pytest.raises(DeskError, match="restoring") as told:
                opened(where, Settings(), FrozenClock(NOW))
            begun.append(told.value)

    monkeypatch.setattr(Lock, "acquire", acquiring)
    with alone(where, "restore"):
        assert begun


def test_a_console_that_only_shows_holds_its_database(store_path: Path) -> None:
    """It would go on to show one that was set aside; nobody gives it another one meanwhile."""
    where = config.places(store_path.parent)
    settings, clock = Settings(), FrozenClock(NOW)
    first, second = opened(where, settings, clock), opened(where, settings, clock)
    first.close()
    assert second.read_only
    assert main(["--lang", "en", "--home", str(where.data), "rebuild", "--yes"]) == 2
    assert "starts it again" in line._ended(where)
    second.close()
    assert "not logged any more" in line._ended(where)
    with Lock(where.consoles_lock, "restore"), pytest.raises(DeskError, match="restoring") as told:
        opened(where, settings, clock)
    assert told.value.fatal
    third = opened(where, settings, clock)
    assert not third.read_only
    third.close()
