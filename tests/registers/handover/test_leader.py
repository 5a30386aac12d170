"""What the leader has to do with a handover: they are told, or sign the list as it stands."""

from __future__ import annotations

from functools import partial

import pytest

from dutyroom.config import Settings, Unit
from dutyroom.desk.handover import look, sheet
from dutyroom.registers.accounts.tables import ACCOUNTS_TABLE
from dutyroom.registers.handover import absence, acts
from dutyroom.registers.handover.errors import HandoverRefused
from tests.registers.accounts.account_kit import PASSWORD
from tests.registers.handover.handover_kit import HandoverDesk


def test_the_leader_is_told_first(desk: HandoverDesk) -> None:
    desk.begin()
    desk.arrive()
    with pytest.raises(HandoverRefused, match="told"):
        desk.sign()
    desk.tell_leader()
    desk.sign()


def test_where_the_unit_wants_it_the_leader_signs(desk: HandoverDesk) -> None:
    desk.settled()
    with pytest.raises(HandoverRefused, match="signed"):
        desk.sign(leader="signs")
    acts.leader_signs(desk.access, desk.desk.leader.id, PASSWORD)
    desk.sign(leader="signs")


def test_a_leader_signs_the_list_as_it_stands(desk: HandoverDesk) -> None:
    """Nobody signs before all is decided, nor for what comes later; telling waits, too."""
    matter = desk.matter("水位上涨")
    desk.begin()
    sign = partial(acts.leader_signs, desk.access, desk.desk.leader.id, PASSWORD)
    for early in (sign, desk.tell_leader):
        with pytest.raises(HandoverRefused, match="First everything is decided"):
            early()
    desk.explain(f"matter:{matter}")
    desk.arrive()
    desk.decide(f"matter:{matter}")
    sign()
    assert desk.held().leader_signed
    desk.explain(f"matter:{matter}", "另有变化")
    desk.decide(f"matter:{matter}")
    assert not desk.held().leader_signed
    with desk.access.store.read() as session:
        made = sheet(session, "", desk.desk.clock.now(), Settings())
    assert made is not None
    assert made.leader.endswith("; the list has changed: leader signs anew")
    assert not made.signatures[2]
    with pytest.raises(HandoverRefused, match="as it stands"):
        desk.sign(leader="signs")
    sign()
    desk.sign(leader="signs")


def test_a_leader_who_agreed_by_phone_need_not_come_to_sign(desk: HandoverDesk) -> None:
    """At night with an ill officer: told is enough, but told they are."""
    handover = desk.begin()
    desk.arrive()
    desk.fall_ill()
    with pytest.raises(HandoverRefused, match="told"):
        desk.sign(outgoing="", ill="突发疾病", leader="signs")
    desk.tell_leader()
    desk.sign(outgoing="", ill="突发疾病", leader="signs")
    assert desk.row(handover).leader_told_by == desk.relief.name


def test_an_absence_is_taken_back_and_told_apart_from_who_was_told(desk: HandoverDesk) -> None:
    """Whom the register does not have as a leader agrees only with a reason."""
    handover = desk.begin()
    desk.arrive()
    desk.tell_leader()
    absent = partial(absence.note_absent, desk.access, reason="突发疾病", mode="phone")
    with pytest.raises(HandoverRefused, match="no leader of that name"):
        absent(leader="wrong-word-9")
    absent(leader="王书记", why="带班领导失联，由区委书记同意")
    row = desk.row(handover)
    assert (row.agreed_by, row.leader) == ("王书记", "曾国强")
    assert desk.held().walk.absent
    absence.note_back(desk.access, actor="覃小梅")
    assert not desk.held().walk.absent
    with pytest.raises(HandoverRefused, match="leader has to agree"):
        desk.sign(outgoing="", ill="突发疾病")
    absent(leader="曾国强")
    desk.sign(outgoing="", ill="突发疾病")
    assert desk.row(handover).agreed_by == "曾国强"


def test_a_leader_without_an_account_is_told_and_the_list_says_so(desk: HandoverDesk) -> None:
    """One rule for the screen and the signatures: nobody waits for who cannot sign."""
    settings = Settings(Unit("云岭区政府总值班室", "yunling"))
    now = desk.desk.clock.now()
    with desk.access.store.read() as session:
        assert look(session, now, settings).leader_signs
    leader = desk.desk.leader.id
    with desk.access.store.write() as session:
        session.connection().execute(
            ACCOUNTS_TABLE.delete().where(ACCOUNTS_TABLE.c.person == leader)
        )
    with desk.access.store.read() as session:
        assert not look(session, now, settings).leader_signs
    handover = desk.begin()
    desk.arrive()
    with pytest.raises(HandoverRefused, match="told"):
        desk.sign(leader="signs")
    desk.tell_leader()
    desk.sign(leader="signs")
    assert "The leader on duty did not sign: no account, was told" in desk.row(handover).waived
