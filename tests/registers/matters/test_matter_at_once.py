"""What is done to a matter at once or not at all, and who alone may do it."""

from __future__ import annotations

import pytest

from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.calls import facts as call_facts
from dutyroom.registers.matters import (
    acting,
    facts,
    instructing,
    instruction_facts,
    linked,
    moving,
)
from dutyroom.registers.matters.detail import MatterDetail
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.facts import Note, Opening
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.registers.matters.kinds import Channel, LinkKind, Step
from dutyroom.screens import matter_questions
from dutyroom.store.engine import Store
from dutyroom.store.journal import entries
from tests.registers.accounts import account_kit
from tests.registers.accounts.account_kit import PASSWORD
from tests.registers.matters.matter_kit import NONG, NOW, QIN, SHAN, WHAT, at, desk, known


@pytest.fixture
def access(store: Store) -> Access:
    """The door of a desk without accounts."""
    return desk(store)[0]


def test_fields_are_corrected_together_or_not_at_all(store: Store, access: Access) -> None:
    matter = acting.open_matter(access, WHAT, by=QIN)
    with pytest.raises(MatterRefused):
        acting.correct(access, matter, {"risk": "无", "urgency": "soonish"}, "核对", by=QIN)
    assert known(store, matter).corrections == ()
    acting.correct(access, matter, {"risk": "", "contact_name": "韦志"}, "核对", by=QIN)
    found = known(store, matter)
    assert (found.row.risk, found.row.contact_name) == ("", "韦志")
    assert [(each.field, each.new) for each in found.corrections] == [
        ("risk", ""),
        ("contact_name", "韦志"),
    ]
    access.ledger.rebuild()
    assert known(store, matter).row.risk == ""


def test_a_link_is_not_written_over_what_somebody_else_has_just_done(
    store: Store, access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = acting.open_matter(access, WHAT, by=QIN)
    other = acting.open_matter(access, Opening("另一件"), by=QIN)
    look = acting.known

    def known_then_changed(door: Access, matter: str) -> MatterDetail:
        found = look(door, matter)
        if matter == other:
            made = facts.noted(other, NOW, door.place, actor="单明", note=Note("另一席位"))
            door.ledger.record(facts.after(made, found.row.revision))
        return found

    monkeypatch.setattr(acting, "known", known_then_changed)
    with pytest.raises(MatterRefused, match="look again"):
        acting.link(access, first, LinkKind.MATTER, other, by=QIN)
    assert all(each.kind == LinkKind.CALL for each in known(store, first).links)


def test_an_instruction_and_its_conveyance_are_one(store: Store, access: Access) -> None:
    matter = acting.open_matter(access, WHAT, by=QIN)
    what = Instruction("曾国强", "立即封路", Channel.DOCUMENT, at(-1500))
    instructing.instruct(access, matter, what, by=QIN, told="青山镇", told_by=Channel.FAX)
    found = known(store, matter)
    (order,), (told,) = found.instructions, found.conveyances
    assert (order.received_at, order.channel) == (at(-1500), Channel.DOCUMENT)
    assert (told.instruction, told.told, told.channel) == (order.id, "青山镇", Channel.FAX)
    assert told.at == NOW
    with store.read() as session:
        kinds = [entry.fact.kind for entry in entries(session)]
    assert kinds[-2:] == [instruction_facts.INSTRUCTED, instruction_facts.CONVEYED]


def test_a_handover_ends_an_offer(store: Store, access: Access) -> None:
    matter = acting.open_matter(access, WHAT, by=QIN)
    moving.ask_transfer(access, matter, SHAN, "主管", by=QIN)
    row = known(store, matter).row
    access.ledger.record(moving.handing_over(row, NONG, "h1", at=NOW, place=access.place))
    found = known(store, matter)
    assert (found.row.handler, found.row.asked, found.asked) == ("农秀", "", None)
    (offer,) = found.transfers
    assert (offer.state, offer.answered_at, offer.answered_by) == ("withdrawn", NOW, "农秀")
    ended, moved = found.steps[-2:]
    assert (ended.step, ended.who) == (Step.TRANSFER_ENDED, "单明")
    assert (moved.step, moved.by, moved.who) == (Step.HANDED_OVER, "农秀", "覃小梅")
    with pytest.raises(MatterRefused, match="Nobody has been asked"):
        moving.accept_transfer(access, matter, by=SHAN)
    acting.close(access, matter, "已办", by=NONG)
    assert not known(store, matter).row.open


def test_a_transfer_is_declined_and_taken_back_under_the_same_rule(store: Store) -> None:
    made = account_kit.desk(store)
    by, to = Officer("李建国", made.admin.id), Officer(made.officer.name, made.officer.id)
    matter = acting.open_matter(made.access, WHAT, by=by)
    moving.ask_transfer(made.access, matter, to, "主管", by=by)
    with pytest.raises(MatterRefused, match=to.name):
        moving.decline_transfer(made.access, matter, "忙", by=by, password=PASSWORD)
    with pytest.raises(MatterRefused, match=by.name):
        moving.withdraw_transfer(made.access, matter, by=to, password=PASSWORD)
    with pytest.raises(AccessRefused):
        moving.decline_transfer(made.access, matter, "忙", by=to)
    with pytest.raises(AccessRefused):
        moving.withdraw_transfer(made.access, matter, by=Officer(by.name))
    assert known(store, matter).asked is not None
    made.clock.jump(300)
    moving.decline_transfer(made.access, matter, "忙", by=to, password=PASSWORD)
    moving.ask_transfer(made.access, matter, to, "再问", by=by)
    made.clock.jump(300)
    moving.withdraw_transfer(made.access, matter, by=by, password=account_kit.ADMIN_PASSWORD)
    states = [each.state for each in known(store, matter).transfers]
    assert states == ["declined", "withdrawn"]


def test_a_recording_is_linked_by_the_number_of_its_call(store: Store, access: Access) -> None:
    place = access.place
    access.ledger.record(
        call_facts.begun("c1", NOW, place, direction="incoming"),
        *(
            call_facts.recording_begun(
                f"r{n}", NOW, place, call="c1", segment=n, path=f"{n}.flac", rate=8000
            )
            for n in (1, 2)
        ),
    )
    matter = acting.open_matter(access, Opening("另一件"), by=QIN)
    detail = known(store, matter)
    link = matter_questions.link(detail, QIN)
    assert [code for _word, code in link.question.blanks[0].choices] == list(LinkKind)
    link.act(access, {"kind": "recording", "number": "2026-00001/2"})
    link = matter_questions.link(known(store, matter), QIN)
    link.act(access, {"kind": "incident", "number": " 云应急〔2026〕3号 "})
    links = known(store, matter).links
    assert {(each.kind, each.target) for each in links} == {
        ("recording", "r2"),
        ("incident", "云应急〔2026〕3号"),
    }
    with store.read() as session:
        assert linked.names(session, links) == {"r2": "2026-00001/2"}
        assert linked.recording_numbered(session, "1") == "r1"
    for number in ("1/3", "9", "x"):
        with pytest.raises(MatterRefused):
            link.act(access, {"kind": "recording", "number": number})
