"""What the screen and the paper of a handover say of who serves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from dutyroom.config import Settings, Unit
from dutyroom.desk.handover import look, sheet
from dutyroom.documents import paper as papers
from dutyroom.documents.handover_sheet import paper
from dutyroom.documents.handover_words import signatures
from dutyroom.registers.handover.facts import Side
from dutyroom.registers.shifts import facts
from dutyroom.standard.handover.values import Decision
from dutyroom.standard.roster.responsibility import Responsible
from dutyroom.widgets.handover_head import head
from dutyroom.widgets.handover_list import rows_of
from dutyroom.widgets.moments import local
from tests.registers.handover.handover_kit import HandoverDesk


def test_officers_beside_the_one_in_charge_are_named(desk: HandoverDesk) -> None:
    """On the screen while they serve; on paper also when everything is signed."""
    settings, clock = Settings(unit=Unit(name="云岭区")), desk.desk.clock
    for person, name in (("p8", "莫凡"), ("p9", "蒙飞")):
        clock.advance(60)
        who = Responsible(person, name)
        desk.access.ledger.record(
            facts.officer_joined(
                desk.shift, clock.now(), desk.access.place, who=who, arrived_at=clock.now()
            )
        )
    desk.access.ledger.record(
        facts.officer_left(desk.shift, clock.now(), desk.access.place, actor="蒙飞", person="p9")
    )
    with desk.access.store.read() as session:
        first = head(look(session, clock.now(), settings), clock.now()).plain.splitlines()[0]
        so_far = sheet(session, "", clock.now(), settings)
    assert "覃小梅 + 莫凡 > ?" in first
    assert so_far is not None
    handover = desk.settled()
    desk.sign()
    with desk.access.store.read() as session:
        signed = sheet(session, handover, clock.now(), settings)
    assert signed is not None
    for made in (so_far, signed):
        assert made.beside == "莫凡, 蒙飞"
        assert "Beside: 莫凡, 蒙飞" in papers.as_text(paper(made))


@pytest.mark.parametrize(
    ("now", "ends", "told"),
    [
        ("2026-11-23T09:00", "2026-11-24T08:30", "hands over 11-24 08:30"),
        ("2026-11-24T08:00", "2026-11-24T08:30", "hands over 08:30"),
        ("2026-12-31T18:00", "2027-01-01T08:30", "hands over 01-01 08:30"),
    ],
)
def test_a_shift_that_ends_on_another_day_says_on_which(
    desk: HandoverDesk, now: str, ends: str, told: str
) -> None:
    """Of a shift of a whole day the hour alone is that of its beginning, too."""
    at, hour = (datetime.fromisoformat(f"{each}+08:00") for each in (now, ends))
    with desk.access.store.read() as session:
        looked = replace(look(session, at, Settings()), ends=hour)
    assert head(looked, at).plain.splitlines()[0].endswith(f"> ?  {told}")


def test_where_no_hour_is_planned_the_head_says_since_when_the_relief_is_here(
    desk: HandoverDesk,
) -> None:
    """Article 17 wants the time of arrival; without an hour there is no margin to tell instead."""
    object.__setattr__(desk, "ends", None)
    desk.begin()
    desk.arrive()
    now = desk.desk.clock.now()
    with desk.access.store.read() as session:
        first = head(look(session, now, Settings()), now).plain.splitlines()[0]
    assert f"> 单明  here since {local(now):%H:%M}" in first


def test_whoever_accepts_an_item_sees_to_it_from_then_on(desk: HandoverDesk) -> None:
    """Of a matter as of a call that nobody had received and a note: no name of who left alone."""
    desk.call("c1")
    matter, note = desk.matter("水位上涨"), desk.note("八点半有会")
    handover = desk.settled()
    desk.sign()
    assert {line.item: line.handler for line in desk.lines(handover)} == {
        "call:c1": "单明",
        f"matter:{matter}": "覃小梅 > 单明",
        f"note:{note}": "覃小梅 > 单明",
    }


def test_what_is_declined_is_whose_it_will_be_also_before_both_sign(desk: HandoverDesk) -> None:
    """A call is nobody's: declined, it stays with the outgoing officer."""
    settings, clock, key = Settings(unit=Unit(name="云岭区")), desk.desk.clock, "call:c1"
    desk.call("c1")
    handover = desk.settled()
    desk.decide(key, Decision.DECLINED, "须由首接人办结")
    desk.tell_leader()
    with desk.access.store.read() as session:
        so_far = sheet(session, "", clock.now(), settings)
    row = next(row for row in rows_of(desk.held()) if row.id == key)
    desk.sign()
    signed = desk.lines(handover)
    assert so_far is not None
    assert list(so_far.items) == signed
    (line,) = (line for line in signed if line.item == key)
    assert (line.handler, row.handler) == ("覃小梅", "覃小梅")


def test_the_paper_says_who_signed_by_password_and_who_answers_for_the_shift(
    desk: HandoverDesk,
) -> None:
    """Names alone prove nothing: before both sign, and of an officer who did not."""
    settings, clock = Settings(unit=Unit(name="云岭区")), desk.desk.clock
    handover = desk.settled()
    with desk.access.store.read() as session:
        so_far = sheet(session, "", clock.now(), settings)
    desk.sign()
    row = desk.row(handover)
    with desk.access.store.read() as session:
        signed = sheet(session, handover, clock.now(), settings)
    assert so_far is not None
    assert signed is not None
    assert so_far.signatures == ("覃小梅", "单明", "")
    told = papers.as_text(paper(signed))
    for words in (
        "Outgoing (signature): 覃小梅 (signed by password)",
        "Incoming (signature): 单明 (signed by password)",
        "mainly responsible: 曾国强",
        "directly responsible: 覃小梅",
    ):
        assert words in told, words
    assert dict(paper(so_far).pairs)["mainly responsible"] == "曾国强"
    by_hand = replace(row, proven=Side.INCOMING, leader_mode="signed")
    assert signatures(by_hand, None) == (
        "覃小梅", "单明 (signed by password)", "曾国强 (signed by password)",
    )  # fmt: skip


def test_the_paper_bears_no_signature_of_who_was_taken_ill(desk: HandoverDesk) -> None:
    """Neither before the relief signs nor after, and at a desk without accounts no more."""
    settings, clock = Settings(unit=Unit(name="云岭区")), desk.desk.clock
    desk.matter("水位上涨")
    handover = desk.settled()
    desk.fall_ill()
    with desk.access.store.read() as session:
        so_far = sheet(session, "", clock.now(), settings)
    desk.sign(outgoing="", ill="突发疾病送医")
    with desk.access.store.read() as session:
        signed = sheet(session, handover, clock.now(), settings)
    for made in (so_far, signed):
        assert made is not None
        told = papers.as_text(paper(made))
        assert "Outgoing (signature): 覃小梅 (taken ill, not signed)" in told
    by_name = replace(desk.row(handover), proven="")
    assert signatures(by_name, None)[:2] == ("覃小梅 (taken ill, not signed)", "单明")


def test_the_paper_says_whose_words_stand_behind_the_next_step(desk: HandoverDesk) -> None:
    """What is to be done, what was explained and why it was declined are three things."""
    settings, matter = Settings(unit=Unit(name="云岭区")), desk.matter("水位上涨")
    handover = desk.settled()
    desk.decide(f"matter:{matter}", Decision.DECLINED, "没有交代清楚")
    desk.tell_leader()
    desk.sign()
    with desk.access.store.read() as session:
        made = sheet(session, handover, desk.desk.clock.now(), settings)
    assert made is not None
    assert "Explained: 八点前回复 Declined: 没有交代清楚" in papers.as_text(paper(made))
