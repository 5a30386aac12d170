"""Documents by number: their acts, their rows, what they hand over and warn of."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.config import Settings
from dutyroom.config.settings import Handover
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.custody import acts, facts, reading
from dutyroom.registers.custody.acts import CustodyRefused
from dutyroom.registers.custody.deadlines import due
from dutyroom.registers.custody.facts import Document, Next
from dutyroom.registers.custody.kinds import CustodyFilter, CustodyState
from dutyroom.registers.custody.reading import DocumentRow
from dutyroom.registers.custody.register import CUSTODY
from dutyroom.registers.handover.from_custody import items
from dutyroom.registers.noting import Noted
from dutyroom.registers.shifts import facts as shifts
from dutyroom.registers.shifts.reading import in_charge_everywhere
from dutyroom.standard.handover.values import ItemKind
from dutyroom.standard.secrecy import Level
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.accounts.account_kit import door
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PLACE = Place("yunling")
PAPER = Document("清委发〔2026〕12号", 2, Level.SECRET, "区委机要局", "黄丽")
FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def access(store: Store) -> Access:
    """The door of a desk whose clock stands."""
    return door(store, FrozenClock(NOW))


@pytest.fixture
def paper(access: Access) -> str:
    """A document in the cabinet."""
    return acts.receive(access, PAPER, actor="黄丽")


def row(access: Access, document: str) -> DocumentRow:
    """Return a document that must be there."""
    with access.store.read() as session:
        found = reading.get(session, document)
    assert found is not None
    return found


def numbers(access: Access, which: CustodyFilter, query: str = "") -> list[str]:
    """Return the numbers that a filter lists."""
    with access.store.read() as session:
        return [each.number for each in reading.listed(session, which, query=query)]


def test_nothing_has_room_for_what_a_document_says() -> None:
    """The fields of what is kept: a number, copies, a marking, names and times; no text."""
    assert {each.name for each in fields(Document)} == {
        "number", "copies", "level", "received_from", "custodian",
    }  # fmt: skip
    columns = {name for table in CUSTODY.tables for name in table.model_fields}
    assert not columns & {"content", "title", "summary", "subject", "text", "note"}


def test_a_document_is_lent_and_given_back(access: Access, paper: str) -> None:
    until = NOW + timedelta(hours=2)
    with pytest.raises(CustodyRefused, match="after now"):
        acts.lend(access, paper, "韦东", NOW, actor="黄丽")
    acts.lend(access, paper, "韦东", until, actor="黄丽")
    lent = row(access, paper)
    assert (lent.state, lent.borrower, lent.due_at) == (CustodyState.OUT, "韦东", until)
    with pytest.raises(CustodyRefused, match="lent"):
        acts.lend(access, paper, "单明", actor="黄丽")
    with pytest.raises(CustodyRefused, match="lent"):
        acts.send(access, paper, "市委机要局", "0912", actor="黄丽")
    with pytest.raises(CustodyRefused, match="lent"):
        acts.destroy(access, paper, "曾国强", "单明", actor="黄丽")
    acts.entrust(access, paper, "单明", actor="黄丽")
    acts.take_back(access, paper, "韦东", actor="单明")
    back = row(access, paper)
    assert (back.state, back.borrower, back.custodian) == (CustodyState.KEPT, "", "单明")
    with pytest.raises(CustodyRefused, match="not lent"):
        acts.take_back(access, paper, "韦东", actor="单明")
    with access.store.read() as session:
        course = reading.steps(session, [paper])[paper]
    assert [each.step for each in course] == ["received", "lent", "entrusted", "returned"]


def test_a_title_is_no_number_and_no_number_is_held_twice(access: Access, paper: str) -> None:
    for wrong in (
        replace(PAPER, number="关于防汛工作的通知"),
        replace(PAPER, number="13", copies=0),
        replace(PAPER, number="13", custodian=" "),
        PAPER,
    ):
        with pytest.raises(CustodyRefused):
            acts.receive(access, wrong, actor="黄丽")
    acts.send(access, paper, "市委机要局", "0912", actor="黄丽")
    acts.receive(access, PAPER, actor="黄丽")  # the other has gone
    with pytest.raises(CustodyRefused, match="of this number"):
        acts.correct(access, paper, name="state", new="kept", why="未寄出", actor="黄丽")


def test_two_persons_stand_for_a_destruction(access: Access, paper: str) -> None:
    with pytest.raises(CustodyRefused, match="two persons"):
        acts.destroy(access, paper, "曾国强", "曾国强", actor="黄丽")
    acts.destroy(access, paper, "曾国强", "单明", actor="黄丽")
    with pytest.raises(CustodyRefused, match="no longer has"):
        acts.lend(access, paper, "韦东", actor="黄丽")
    assert numbers(access, CustodyFilter.HELD) == []
    acts.correct(access, paper, name="state", new="kept", why="记错文号", actor="单明")
    assert row(access, paper).kept


def test_a_correction_shows_what_stood_there(access: Access, paper: str) -> None:
    def correct(name: str, new: str) -> None:
        acts.correct(access, paper, name=name, new=new, why="看错", actor="单明")

    correct("level", Level.HIGHLY_SECRET)
    correct("copies", "3")
    correct("number", "清委发〔2026〕13号")
    changed = row(access, paper)
    assert (changed.level, changed.copies) == (Level.HIGHLY_SECRET, 3)
    for name, new in (
        ("level", "x"), ("copies", "0"), ("copies", "three"), ("number", "方案"),
        ("state", "out"), ("state", "kept"), ("revision", "9"), ("custodian", " "),
        ("copies", "3"),
    ):  # fmt: skip
        with pytest.raises(CustodyRefused):
            correct(name, new)
    correct("state", CustodyState.VOID)
    assert numbers(access, CustodyFilter.HELD) == []
    with access.store.read() as session:
        course = reading.steps(session, [paper])[paper]
    assert [(each.field, each.old) for each in course[1:]] == [
        ("level", "secret"), ("copies", "2"), ("number", PAPER.number), ("state", "kept"),
    ]  # fmt: skip


def test_of_two_who_change_a_document_at_once_the_second_is_refused(
    access: Access, paper: str
) -> None:
    def hurried(row: DocumentRow, step: Next) -> Fact:
        acts.lend(access, paper, "韦东", actor="单明")
        return facts.sent(step, "市委机要局", "1")

    with pytest.raises(CustodyRefused, match="just changed"):
        acts._change(access, paper, "黄丽", hurried)
    assert row(access, paper).out


def test_lists_are_searched(access: Access, paper: str) -> None:
    acts.receive(access, replace(PAPER, number="8_8"), actor="黄丽")
    acts.lend(access, paper, "韦东", actor="黄丽")
    assert numbers(access, CustodyFilter.OUT) == [PAPER.number]
    assert numbers(access, CustodyFilter.ALL, "韦 12号") == [PAPER.number]
    assert numbers(access, CustodyFilter.ALL, "_") == ["8_8"]
    with access.store.read() as session:
        assert reading.counts(session) == {"held": 2, "out": 1}


def test_what_is_out_at_the_end_of_a_shift_is_told_and_handed_over(
    access: Access, paper: str
) -> None:
    """In the cabinet it is nobody's business; a loan that is over is told at any hour."""
    access.ledger.record(shifts.begun("s", NOW, PLACE, officer="黄丽", leader="曾国强"))
    chosen = Settings(handover=Handover(changes=("01:00",)))  # nine hours later
    told = Condition(AlarmCode.DOCUMENT_OUT, about=paper)

    def found(hours: float) -> list[Condition]:
        with access.store.read() as session:
            return list(due(session, NOW + timedelta(hours=hours), chosen))

    assert found(9) == []
    acts.lend(access, paper, "韦东", NOW + timedelta(hours=2), actor="黄丽")
    assert [found(1), found(2)] == [[], [told]]
    acts.take_back(access, paper, "韦东", actor="黄丽")
    acts.lend(access, paper, "韦东", actor="黄丽")
    assert [found(8.5), found(8.7), found(10)] == [[], [told], [told]]
    with access.store.read() as session:
        (shift,) = in_charge_everywhere(session)
        (item,) = items(session, shift, NOW)
    assert (item.kind, item.done, item.contact) == (ItemKind.DOCUMENT, False, "韦东")
    assert PAPER.number in item.what


def life(document: str) -> list[Fact]:
    """Return the facts of a document in order; the clock is set back in its middle."""

    def step(revision: int, hours: int) -> Next:
        return Next(document, revision, Noted(NOW + timedelta(hours=hours), PLACE, "黄丽"))

    return [
        facts.received(document, Noted(NOW, PLACE, "黄丽"), PAPER),
        facts.lent(step(1, -9), "韦东", NOW),
        facts.sent(step(2, -8), "市委机要局", "1"),  # it is out: that is only written down
        facts.returned(step(3, -7), "韦东"),
        facts.corrected(step(4, -6), name="copies", old="2", new="5", why="误"),
        facts.corrected(step(5, -5), name="revision", old="", new="0", why="误"),
        facts.destroyed(step(6, -4), "曾国强", "单明"),
        facts.corrected(step(7, -3), name="state", old="destroyed", new="kept", why="误"),
        facts.sent(step(8, -2), "市委机要局", "2"),
    ]


@FEW
@given(data=st.data())
def test_the_same_facts_make_the_same_rows_in_any_order(
    access: Access, data: st.DataObject
) -> None:
    document = facts.new_id()
    access.ledger.record(*data.draw(disordered(life(document))))
    found = row(access, document)
    assert (found.state, found.copies, found.borrower, found.revision) == ("sent", 5, "", 8)


@FEW
@given(
    kind=st.sampled_from(facts.KINDS),
    body=st.dictionaries(
        st.sampled_from(["copies", "level", "revision", "field", "due"]), BODY_VALUES
    ),
    texts=st.dictionaries(st.sampled_from(["number", "new", "whom", "why"]), HOSTILE_TEXTS),
)
def test_no_fact_makes_it_fail(
    access: Access, kind: str, body: dict[str, object], texts: dict[str, str]
) -> None:
    document = facts.new_id()
    made = Fact(kind, document, NOW, PLACE, body=body, texts=texts)  # type: ignore[arg-type]
    access.ledger.record(made)
    access.ledger.record(*life(document))
    numbers(access, CustodyFilter.ALL)
    before = rows_of(access.store, CUSTODY)
    access.ledger.rebuild()
    assert rows_of(access.store, CUSTODY) == before


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, CUSTODY) == []
