"""Whatever is changed behind the program's back shows; a purge does not."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from dutyroom.store import journal
from dutyroom.store.backup import examined
from dutyroom.store.engine import Store, open_store
from dutyroom.store.errors import DatabaseDamaged
from dutyroom.store.facts import Fact, Place
from tests.thorough import examples

Record = Callable[[Store, int], list[Fact]]
COUNT = 12
PURGED_SEQ = 3
JOURNAL_COLUMNS = (
    "id", "kind", "subject", "occurred_at", "entered_at", "actor", "unit", "line", "seat",
    "body", "previous_hash", "hash",
)  # fmt: skip
ALL = ", ".join(JOURNAL_COLUMNS)
rule = settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def written(store_path: Path, record: Record) -> Path:
    """A closed database of a dozen facts; the third one has its text purged."""
    store = open_store(store_path)
    facts = record(store, COUNT - 1)
    purge(store, facts[PURGED_SEQ - 1])
    store.close()
    return store_path


def purge(store: Store, fact: Fact, fields: tuple[str, ...] | None = None) -> None:
    """Delete the texts of a fact."""
    with store.write() as session:
        assert journal.purge(
            session,
            fact.id,
            reason="kept long enough",
            actor="leader",
            place=Place("unit"),
            at=fact.occurred_at,
            fields=fields,
        )


@contextlib.contextmanager
def intruder(path: Path) -> Iterator[sqlite3.Connection]:
    """Someone who has the file, and takes the triggers off first."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    connection.commit()
    connection.close()


def check(path: Path) -> journal.Verification:
    """Verify a closed database."""
    with examined(path) as session:
        return journal.verify(session)


def copied(path: Path, tmp_path: Path) -> Path:
    """Return a fresh copy to spoil."""
    for old in tmp_path.glob("spoiled.db*"):
        old.unlink()
    return Path(shutil.copyfile(path, tmp_path / "spoiled.db"))


def test_an_untouched_journal_verifies(written: Path) -> None:
    """Purged texts are counted, not complained about."""
    found = check(written)
    assert (found.count, found.first_bad, found.purged) == (COUNT, None, 1)


SELECT = {name: f"SELECT {name} FROM journal WHERE seq=?" for name in JOURNAL_COLUMNS}  # noqa: S608 - ours
UPDATE = {name: f"UPDATE journal SET {name}=? WHERE seq=?" for name in JOURNAL_COLUMNS}  # noqa: S608 - ours


@rule
@given(data=st.data())
def test_any_changed_character_of_a_row_shows(
    written: Path, tmp_path: Path, data: st.DataObject
) -> None:
    """In every column of every row; where a tombstone is spoilt, what it spoke for shows."""
    path = copied(written, tmp_path)
    column, seq = data.draw(st.sampled_from(JOURNAL_COLUMNS)), data.draw(st.integers(1, COUNT))
    with intruder(path) as connection:
        (old,) = connection.execute(SELECT[column], (seq,)).fetchone()
        at = data.draw(st.integers(0, len(old)))
        new = old[:at] + data.draw(st.characters(codec="utf-8")) + old[at + 1 :]
        connection.execute(UPDATE[column], (new, seq))
    assert check(path).first_bad in (
        {PURGED_SEQ if seq == COUNT else seq} if new != old else {None}
    )


@rule
@given(seq=st.integers(1, COUNT))
def test_a_missing_row_shows(written: Path, tmp_path: Path, seq: int) -> None:
    """Also the last one: SQLite counts the rows ever written."""
    path = copied(written, tmp_path)
    with intruder(path) as connection:
        connection.execute("DELETE FROM journal WHERE seq=?", (seq,))
    assert check(path).first_bad == (PURGED_SEQ if seq == COUNT else seq)


def test_exchanged_rows_show(written: Path) -> None:
    """Order is part of the chain."""
    with intruder(written) as connection:
        connection.execute("UPDATE journal SET seq=99 WHERE seq=4")
        connection.execute("UPDATE journal SET seq=4 WHERE seq=5")
        connection.execute("UPDATE journal SET seq=5 WHERE seq=99")
    assert check(written).first_bad == 4


@pytest.mark.parametrize(
    ("statement", "bad"),
    [
        ("UPDATE payload SET text='另一句' WHERE id LIKE :id", 5),
        ("UPDATE payload SET salt='00' WHERE id LIKE :id", 5),
        ("DELETE FROM payload WHERE id LIKE :id", 5),
        ("INSERT OR REPLACE INTO payload SELECT id, salt, '' FROM payload WHERE id LIKE :id", 5),
    ],
)
def test_a_changed_or_missing_text_shows(written: Path, statement: str, bad: int) -> None:
    """Missing is well only where a tombstone says so."""
    with intruder(written) as connection:
        (fact,) = connection.execute("SELECT id FROM journal WHERE seq=?", (bad,)).fetchone()
        connection.execute(statement, {"id": f"{fact}/%"})
    assert check(written).first_bad == bad


@rule
@given(data=st.data())
def test_any_flipped_bit_of_what_was_written_shows(
    written: Path, tmp_path: Path, data: st.DataObject
) -> None:
    """In the file itself, where SQLite's own check sees nothing."""
    raw = bytearray(written.read_bytes())
    connection = sqlite3.connect(written)
    bodies = [body for (body,) in connection.execute("SELECT body FROM journal")]
    texts = [text for (text,) in connection.execute("SELECT text FROM payload")]
    connection.close()
    piece = data.draw(st.sampled_from(bodies + texts)).encode()
    where = raw.find(piece) + data.draw(st.integers(0, len(piece) - 1))
    raw[where] ^= 1 << data.draw(st.integers(0, 7))
    path = tmp_path / "spoiled.db"
    path.write_bytes(raw)
    assert not check(path).sound


def test_a_damaged_row_is_named_when_it_is_read(written: Path) -> None:
    """Reading says a sentence, whether the row is no JSON or not even text."""
    for spoilt in ("'no JSON'", "'{}'", "CAST(x'ff' AS TEXT)"):
        with intruder(written) as connection:
            connection.execute(f"UPDATE journal SET body={spoilt} WHERE seq=2")  # noqa: S608 - ours
        store = open_store(written)
        with pytest.raises(DatabaseDamaged), store.read() as session:
            list(journal.entries(session))
        store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor='x' WHERE seq=1",
        "DELETE FROM journal WHERE seq=1",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq=1",
        f"INSERT OR REPLACE INTO journal SELECT 99, {ALL} FROM journal WHERE seq=1",  # noqa: S608 - ours
        "UPDATE OR REPLACE journal SET seq=2 WHERE seq=1",
        "UPDATE payload SET text='x'",
        "INSERT OR REPLACE INTO payload SELECT id, salt, 'x' FROM payload LIMIT 1",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_journal_is_append_only(
    store: Store, record: Record, statement: str, recursive: str
) -> None:
    """Also for a connection that was not set up as ours are."""
    record(store, 2)
    with store.write() as session:
        connection = session.connection()
        connection.exec_driver_sql(f"PRAGMA recursive_triggers={recursive}")
        with pytest.raises(IntegrityError, match="append-only"):
            connection.execute(text(statement))
    with store.read() as session:
        assert journal.verify(session).sound


def test_a_purge_deletes_text_and_salt_and_the_chain_verifies(store: Store, record: Record) -> None:
    """What remains is a hash that nobody can try texts against, and who did it and why."""
    facts = record(store, 3)
    purge(store, facts[1])
    assert store.checkpoint()
    for path in store.path.parent.glob("dutyroom.db*"):
        assert "来电登记 1".encode() not in path.read_bytes()
    with store.read() as session:
        read = list(journal.entries(session, subject=facts[1].subject))
        found = journal.verify(session)
    assert (found.sound, found.purged, found.count) == (True, 1, 4)
    assert (dict(read[0].fact.texts), set(read[0].purged)) == ({}, {"note"})
    assert read[1].fact.kind == journal.PURGED
    assert read[1].fact.actor == "leader"
    assert read[1].fact.body["reason"] == "kept long enough"


def test_a_purge_may_take_one_field_and_leave_another(store: Store, now: datetime) -> None:
    """And doing it again does nothing."""
    fact = Fact("a.b", "s", now, Place("u"), texts={"note": "stays", "caller": "goes"})
    with store.write() as session:
        journal.append(session, fact, now)
    purge(store, fact, ("caller",))
    with store.write() as session:
        again = journal.purge(
            session, fact.id, reason="", actor="x", place=Place("u"), at=now, fields=("caller",)
        )
        assert again is None
        entry = journal.find(session, fact.id)
        assert entry is not None
        assert dict(entry.fact.texts) == {"note": "stays"}
        assert set(entry.purged) == {"caller"}
        with pytest.raises(LookupError):
            journal.purge(session, uuid4(), reason="", actor="x", place=Place("u"), at=now)


def test_a_tail_cut_off_stays_visible_after_more_was_written(
    store_path: Path, record: Record
) -> None:
    """New facts do not close the gap."""
    store = open_store(store_path)
    record(store, 5)
    store.close()
    with intruder(store_path) as connection:
        connection.execute("DELETE FROM journal WHERE seq > 3")
    store = open_store(store_path)
    record(store, 2)
    store.close()
    found = check(store_path)
    assert (found.first_bad, found.count) == (4, 5)
