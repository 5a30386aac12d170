"""Both sign: all or nothing, whatever happens in between."""

from __future__ import annotations

import pytest

from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.calls.numbered import NoSuchCall
from dutyroom.registers.handover import acts, by_name, closing, facts
from dutyroom.registers.handover.errors import HandoverRefused
from dutyroom.registers.handover.reading import get, lines
from dutyroom.registers.shifts.blockers import Blocked
from dutyroom.registers.shifts.register import in_charge
from dutyroom.standard.handover.values import Decision
from dutyroom.store import journal
from dutyroom.store.session import Session
from tests.registers.accounts.account_kit import PASSWORD
from tests.registers.handover.handover_kit import HandoverDesk


def serving(desk: HandoverDesk) -> str:
    with desk.access.store.read() as session:
        shift = in_charge(session)
    assert shift is not None
    return shift.officer


def test_both_sign_and_the_desk_changes_hands(desk: HandoverDesk) -> None:
    desk.call("c1")
    desk.call("c2", outcome=Outcome.ANSWERED, content="咨询公交改线")
    handover = desk.settled()
    with desk.access.store.read() as session:
        head = journal.head(session)
    signed = desk.sign()
    row = desk.row(handover)
    assert (row.outgoing, row.incoming) == ("覃小梅", "单明")
    assert row.incoming_shift == signed.shift
    assert (row.journal, row.anchor) == (head.seq, head.hash)
    assert serving(desk) == "单明"
    assert [(line.item, line.standing) for line in desk.lines(handover)] == [
        ("call:c1", "accepted"),
        ("call:c2", "done"),
    ]
    assert desk.lines(handover)[0].explanation == "八点前回复"


def test_a_list_of_any_length_is_signed(desk: HandoverDesk) -> None:
    """No fact is larger than the journal takes."""
    for number in range(450):
        desk.note(f"第 {number} 处积水点须复查")
    handover = desk.begin()
    desk.arrive()
    for item in desk.held().walk.items[:2]:
        desk.decide(item.key)
    walk = desk.held().walk
    digests = [(item.key, item.digest) for item in walk.items[2:]]
    step = [
        facts.decided(
            facts.Word(handover, key, 0, desk.desk.clock.now(), desk.access.place, "单明"),
            Decision.ACCEPTED,
            digest=digest,
        )
        for key, digest in digests
    ]
    desk.access.ledger.record(*step)
    desk.tell_leader()
    desk.sign()
    listed = desk.lines(handover)
    assert len(listed) == 450
    assert [line.item for line in listed] == [item.key for item in walk.items]


def test_the_signed_list_is_never_rewritten(desk: HandoverDesk) -> None:
    """What becomes of a call later stands in the log, not in what was signed."""
    desk.call("c1")
    handover = desk.settled()
    desk.sign()
    before = desk.lines(handover)
    desk.call_back("c1")
    desk.access.ledger.rebuild()
    assert desk.lines(handover) == before


@pytest.mark.parametrize(
    ("password", "outgoing"), [("wrong-password-1", PASSWORD), (PASSWORD, "wrong-password-1")]
)
def test_a_wrong_password_signs_nothing(desk: HandoverDesk, password: str, outgoing: str) -> None:
    handover = desk.settled()
    with pytest.raises(AccessRefused):
        desk.sign(password=password, outgoing=outgoing)
    assert desk.row(handover).under_way
    assert serving(desk) == "覃小梅"
    desk.desk.clock.advance(60)
    desk.sign()
    assert serving(desk) == "单明"


def test_nothing_is_signed_without_a_relief(desk: HandoverDesk) -> None:
    desk.begin()
    with pytest.raises(HandoverRefused, match="relief"):
        desk.sign()


def test_what_is_declined_stays_with_the_outgoing_officer(desk: HandoverDesk) -> None:
    desk.call("c1")
    handover = desk.begin()
    desk.explain("call:c1")
    desk.arrive()
    desk.decide("call:c1", Decision.DECLINED, "须由首接人继续办理")
    with pytest.raises(NoSuchCall, match="no call 77"):
        acts.tell_leader(desk.access, actor="覃小梅", leader="曾国强", mode="phone", call="77")
    desk.tell_leader()
    desk.sign()
    (line,) = desk.lines(handover)
    assert (line.standing, line.reason) == ("declined", "须由首接人继续办理")
    assert line.handler == "覃小梅"


def test_accepted_matters_change_hands_and_declined_ones_do_not(desk: HandoverDesk) -> None:
    """The first receiver never changes; what is not accepted stays, visibly."""
    taken, kept, done = (desk.matter(words) for words in ("水位上涨", "信访接待", "会议通知"))
    desk.close(done)
    handover = desk.begin()
    for matter in (taken, kept):
        desk.explain(f"matter:{matter}", "每小时看一次")
    desk.arrive()
    desk.decide(f"matter:{taken}")
    desk.decide(f"matter:{kept}", Decision.DECLINED, "须由首接人办结")
    desk.tell_leader()
    desk.sign()
    assert (desk.matter_row(taken).handler, desk.matter_row(kept).handler) == ("单明", "覃小梅")
    assert {desk.matter_row(m).first_receiver for m in (taken, kept)} == {"覃小梅"}
    assert desk.matter_row(taken).handovers == 1
    listed = {line.subject: line.standing for line in desk.lines(handover)}
    assert listed == {taken: "accepted", kept: "declined", done: "done"}


def test_a_matter_closed_in_the_walk_through_is_accepted_no_more(desk: HandoverDesk) -> None:
    """Another writer was quicker: it is listed as done, and nobody handles it anew."""
    matter = desk.matter("水位上涨")
    handover = desk.begin()
    desk.explain(f"matter:{matter}")
    desk.arrive()
    desk.decide(f"matter:{matter}")
    desk.close(matter)
    desk.tell_leader()
    desk.sign()
    assert [line.standing for line in desk.lines(handover)] == ["done"]
    assert desk.matter_row(matter).handovers == 0


def test_taken_ill_a_leader_agrees(desk: HandoverDesk) -> None:
    """No deadlock at night: a reason and a leader's word take the place of the signature."""
    handover = desk.begin()
    desk.arrive()
    with pytest.raises(HandoverRefused, match="leader has to agree"):
        desk.sign(outgoing="", ill="突发疾病送医", leader="nothing")
    desk.tell_leader()
    with pytest.raises(HandoverRefused, match="leader has to agree"):
        desk.sign(outgoing="", ill="突发疾病送医")
    desk.fall_ill()
    desk.sign(outgoing="", ill="突发疾病送医")
    row = desk.row(handover)
    assert row.proven == "incoming"  # who was taken ill signed nothing
    assert (row.emergency, row.agreed_by, row.agreed_mode, row.leader_told_by) == (
        "突发疾病送医", "曾国强", "phone", "覃小梅",
    )  # fmt: skip
    assert serving(desk) == "单明"


def test_of_two_who_sign_at_once_one_signs(desk: HandoverDesk) -> None:
    """The second sees that somebody was quicker; nobody is relieved twice."""
    desk.settled()
    desk.sign()
    with pytest.raises((HandoverRefused, Blocked)):
        desk.sign()
    with desk.access.store.read() as session:
        ended = [e for e in journal.entries(session) if e.fact.kind == "shift.ended"]
        signed = [e for e in journal.entries(session) if e.fact.kind == "handover.signed"]
    assert (len(ended), len(signed)) == (1, 1)


def test_a_second_console_that_is_quicker_leaves_nothing_half(
    desk: HandoverDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the list and the transaction somebody else signs: the whole of it is refused."""
    handover = desk.settled()
    looked = closing.Closing.look

    def quicker(self: closing.Closing, session: Session) -> None:
        acts_made.append(1)
        looked(self, session)

    acts_made: list[int] = []
    collected = closing.Closing.facts_of

    def overtaken(self: closing.Closing, *who: str) -> object:
        made = collected(self, *who)
        if not acts_made:
            acts.tell_leader(desk.access, actor="另一台", leader="曾国强", mode="phone")
        return made

    monkeypatch.setattr(closing.Closing, "facts_of", overtaken)
    monkeypatch.setattr(closing.Closing, "look", quicker)
    with pytest.raises(HandoverRefused, match="quicker"):
        desk.sign()
    assert desk.row(handover).under_way
    assert serving(desk) == "覃小梅"


def test_a_call_between_the_list_and_the_signatures_is_in_the_list(
    desk: HandoverDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A written-up call comes at that moment: the list is made anew, and nobody notices."""
    handover = desk.settled()
    collected = closing.Closing.facts_of
    came: list[int] = []

    def with_a_call(self: closing.Closing, *who: str) -> object:
        made = collected(self, *who)
        if not came:
            came.append(1)
            desk.call("late", outcome=Outcome.ANSWERED, content="报告水管爆裂")
        return made

    monkeypatch.setattr(closing.Closing, "facts_of", with_a_call)
    desk.sign()
    assert "call:late" in [line.item for line in desk.lines(handover)]


def test_a_power_cut_between_the_signatures_leaves_no_half_handover(
    desk: HandoverDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every place at which the transaction can die: afterwards nothing of it is there."""
    handover = desk.settled()
    append, left = journal.append, [0]

    def dies(*arguments: object) -> object:
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        return append(*arguments)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(journal, "append", dies)
    for fact in range(1, 7):
        left[0] = fact
        with pytest.raises(KeyboardInterrupt):
            desk.sign()
        with desk.access.store.read() as session:
            row, signed = get(session, handover), lines(session, handover)
        assert row is not None
        assert row.under_way
        assert signed == []
        assert serving(desk) == "覃小梅"


def test_a_clock_set_back_in_the_middle_changes_nothing(desk: HandoverDesk) -> None:
    """The new shift never begins before the one that it ends."""
    handover = desk.settled()
    desk.desk.clock.jump(-9 * 3600)
    signed = desk.sign()
    with desk.access.store.read() as session:
        shift = in_charge(session)
    assert shift is not None
    assert shift.id == signed.shift
    assert desk.row(handover).signed_at is not None


def test_a_desk_without_accounts_signs_by_name(desk: HandoverDesk) -> None:
    desk.call("c1")
    handover = desk.begin()
    desk.explain("call:c1")
    acts.arrive(desk.access, name="王五", arrived_at=desk.desk.clock.now(), planned_end=desk.ends)
    desk.decide("call:c1")
    by_name.sign(desk.access, leader_name="曾国强", phone="", leader="nothing")
    assert serving(desk) == "王五"
    assert desk.row(handover).incoming == "王五"
