"""The journal: facts come back as they were, once, and any change shows."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from dutyroom.store import journal
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_a_fact_comes_back_as_it_was(store: Store) -> None:
    """Half characters and NULs in the body included; in a text they are replaced."""
    fact = Fact(
        "call.ringing",
        "call-1",
        NOW,
        Place("unit", "line 1", "seat"),
        body={"number": "0571\x00\ud800", "deep": [1, {"a": None}]},
        texts={"note": "来电\x00\ud800"},
    )
    with store.write() as session:
        written = journal.append(session, fact, NOW)
    with store.read() as session:
        (read,) = journal.entries(session)
    assert read == written
    assert (read.fact.body, read.fact.place) == (fact.body, fact.place)
    assert read.fact.texts == {"note": "来电\x00\ufffd"}
    assert (read.seq, read.entered_at, read.purged) == (1, NOW, frozenset())


def test_the_same_fact_is_written_once(store: Store) -> None:
    """A fact that comes again out of the spool changes nothing."""
    fact = Fact("call.ringing", "call-1", NOW, Place("unit"), texts={"note": "once"}, id=uuid4())
    with store.write() as session:
        assert journal.append(session, fact, NOW) is not None
    with store.write() as session:
        assert journal.append(session, fact, NOW) is None
    with store.read() as session:
        assert journal.verify(session).count == 1
