"""The bytes of a call: from its facts, in its row and in what is exported."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.captures import MOST, Capture, captures
from dutyroom.registers.calls.detail import detail
from dutyroom.registers.calls.export import export
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from tests.registers.call_kit import NOON, PLACE, dump

BOX = "whozz"


def told(fact: Fact, *pieces: bytes, goes_on: bool = False, left_out: int = 0) -> Fact:
    """Return a fact with bytes of the box."""
    body = {
        **fact.body,
        "bytes_format": BOX,
        "bytes_go_on": goes_on,
        "bytes_left_out": left_out,
    }
    texts = {"bytes": "\n".join(piece.hex() for piece in pieces)} if pieces else {}
    return replace(fact, body=body, texts={**fact.texts, **texts}, id=uuid4())


def numbered(call: str, raw: bytes) -> Fact:
    """Return a caller ID as it was written down before, or as it is when it came as sound."""
    return facts.numbered(call, NOON, PLACE, number="110", raw=raw, format_name="mdmf")


def course(call: str) -> list[Fact]:
    """Return a call with everything: a record heard as sound, a box pulled out, too many bytes."""
    begun = facts.begun(call, NOON, PLACE, direction="in")
    rang = facts.rang(call, NOON, PLACE, count=2)
    back = facts.disturbed(call, NOON, PLACE, what="box", back=True)
    return [
        told(begun, b"one "),
        told(rang, b"two ", goes_on=True),
        numbered(call, b"heard"),
        told(rang, b"three", b"new", goes_on=True),
        told(back, b"er", goes_on=True, left_out=3),
        told(back, goes_on=True, left_out=4),
        numbered(call, b"heard more"),
    ]


WHOLE = (
    Capture(BOX, b"one two three"),
    Capture(BOX, b"newer", 7),
    Capture("mdmf", b"heard more", whole=False),
)


def test_what_the_facts_hold_is_put_together() -> None:
    assert captures(course("c")) == WHOLE


def test_a_call_of_before_shows_the_record_it_has() -> None:
    assert captures([numbered("c", b"NMBR = 1"), numbered("c", b"NMBR = 1\r\nNAME = A")]) == (
        Capture("mdmf", b"NMBR = 1\r\nNAME = A", whole=False),
    )
    assert captures([facts.begun("c", NOON, PLACE, direction="in")]) == ()


def test_purged_and_damaged_bytes_are_none() -> None:
    begun, *others = course("c")
    broken = [replace(fact, texts={"bytes": "0g"}) for fact in others]
    assert [each.data for each in captures([replace(begun, texts={}), *broken])] == [b""]


def test_the_row_holds_them_and_a_rebuild_gives_them_again(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(NOON))
    sent = course("c")
    for until, fact in enumerate(sent, 1):
        ledger.record(fact)
        with store.read() as session:
            known = detail(session, "c")
        assert known is not None
        assert known.format == BOX
        lines = sorted(bytes.fromhex(line) for line in known.raw.split("\n"))
        assert lines == sorted(each.data for each in captures(sent[:until]))
    before = dump(store)
    ledger.rebuild()
    assert dump(store) == before


def test_what_is_exported_says_what_is_missing(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(NOON))
    begun = facts.begun("cut", NOON, PLACE, direction="in")
    ledger.record(
        told(begun, b"R" * MOST, left_out=5),
        told(replace(begun, subject="whole")),
    )
    with store.read() as session:
        cut, whole = export(session)
    assert (cut["raw"], cut["raw_left_out"], cut["format"]) == (b"R".hex() * MOST, 5, BOX)
    assert (whole["raw"], whole["raw_left_out"]) == ("", 0)
