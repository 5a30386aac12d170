"""Special admissions: who gives them, what they admit to, and what is left when they are gone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.registers.accounts import assenting
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.admissions import acts, facts, reading
from dutyroom.registers.admissions.errors import AdmissionRefused
from dutyroom.registers.admissions.facts import Admission
from dutyroom.registers.admissions.kinds import AdmissionFilter, AdmissionState
from dutyroom.registers.admissions.register import ADMISSIONS
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.noting import Noted
from dutyroom.registers.people import facts as people
from dutyroom.registers.roster.setting import setting
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from tests.registers.accounts import account_kit
from tests.registers.admissions.admission_kit import (
    BY_PHONE,
    PLACE,
    POST,
    TODAY,
    TRAINING,
    admit,
    hire,
    listed,
    of,
    take_back,
)
from tests.registers.at_once import at_once
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import FIRST, LAST, NOW, PLANNING, Room

FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_an_admission_is_given_found_and_taken_back_and_stays_readable(room: Room) -> None:
    made = admit(room, of())
    other = admit(room, of("o2", rules=frozenset({POST, RefusalKind.HOLIDAY_TRAINING})))
    assert {row.id for row in listed(room, AdmissionFilter.STANDING)} == {made, other}
    assert [row.id for row in listed(room, AdmissionFilter.STANDING, person="o1")] == [made]
    assert [row.id for row in listed(room, AdmissionFilter.ALL, query="单 编制")] == [made]
    with room.access.store.read() as session:
        assert reading.counts(session, TODAY) == {"standing": 2}
        assert reading.counts(session, TODAY, "o1") == {"standing": 1}
        row = reading.get(session, made)
    assert row is not None
    assert (row.given_name, row.given_by, row.given_channel) == ("曾国强", "l0", "phone")
    assert (row.given_attested_by, row.given_call) == ("吴科员", "2026-000123")
    assert (row.what, row.days) == ("kind of post", "2026-12-01 - 12-31")
    assert row.state(LAST) is AdmissionState.STANDS
    assert row.state(LAST + timedelta(days=1)) is AdmissionState.OVER
    with pytest.raises(AdmissionRefused, match="Say why"):
        take_back(room, made, " ")
    take_back(room, made)
    (back,) = listed(room, AdmissionFilter.BACK)
    assert (back.id, back.reason, back.back_why, back.back_name) == (
        made, "编制不足", "已补充人员", "曾国强",
    )  # fmt: skip
    assert back.state(TODAY) is AdmissionState.BACK
    for gone, what in ((made, "already"), ("nobody", "no such")):
        with pytest.raises(AdmissionRefused, match=what):
            take_back(room, gone)
    admit(room, of())  # they may be admitted again
    room.go_to(datetime(2027, 1, 1, 1, tzinfo=UTC))
    with pytest.raises(AdmissionRefused, match="are over"):
        take_back(room, other)


@pytest.mark.parametrize(
    ("admission", "why"),
    [
        (of(last=FIRST - timedelta(days=1)), "before the first"),
        (of(last=FIRST + timedelta(days=92)), "at most 92 days"),
        (of(first=date(2062, 1, 1), last=date(2062, 1, 2)), "a year ahead"),
        (of(reason=" "), "takes a reason"),
        (of(first=date(2026, 11, 19), last=LAST - timedelta(days=1)), "19 is over: say also why"),
        (of(first=date(2026, 10, 19), last=TODAY, late="漏报"), "at most 31 days ago"),
        (of("nobody"), "nobody is not in the register as duty officer or leader"),
        (of("gone"), "is not in the register as duty officer"),
        (of("unstated"), "kind of post of 小许 is not noted"),
        (of("l1"), "Nothing stands against l1|Nothing stands against 陆建华 by kind of post"),
        (of(rules=frozenset({POST, TRAINING})), "Nothing stands against 单明 by training"),
        (of(rules=frozenset({RefusalKind.AWAY})), "cannot be set aside"),
        (of(rules=frozenset({POST, RefusalKind.ROLE})), "cannot be set aside"),
        (of(rules=frozenset()), "cannot be set aside"),
    ],
)
def test_what_nobody_can_decide_is_refused(room: Room, admission: Admission, why: str) -> None:
    """Absence, role, rest and two places at once are no rules that anybody sets aside."""
    for key, name in (("gone", "老陈"), ("unstated", "小许")):
        fields = {"name": name, "roles": "officer"}
        room.access.ledger.record(people.added(key, NOW, PLACE, actor="李建国", fields=fields))
    room.retire("gone")
    with pytest.raises(AdmissionRefused, match=why):
        admit(room, admission)
    assert listed(room, AdmissionFilter.ALL) == []


def test_nobody_is_admitted_twice_for_one_day_of_one_rule(room: Room) -> None:
    hire(room, "o1", trained_until="2026-12-10")
    admit(room, of(last=date(2026, 12, 15)))
    for first, last in ((FIRST, FIRST), (date(2026, 12, 15), LAST)):
        with pytest.raises(AdmissionRefused, match="already for 2026-12-01 - 12-15"):
            admit(room, of(first=first, last=last))
    admit(room, of(first=date(2026, 12, 16)))
    admit(room, of(rules=frozenset({TRAINING})))
    admit(room, of("o2"))
    assert len(listed(room, AdmissionFilter.ALL)) == 4


def test_leaders_and_administrators_decide_and_nobody_about_themselves(store: Store) -> None:
    """At the desk by their own password, else by an attested word; a superior may, too."""
    room = roster_kit.room(store)
    hire(room, "o1")
    hire(room, "l1")
    staff = account_kit.desk(store, room.clock, "unit")
    leader = Assent(staff.leader.name, staff.leader.id)
    admin = Assent(staff.admin.name, staff.admin.id)
    for assent, why in (
        (Assent(staff.officer.name, staff.officer.id), "覃小梅 is none of these"),
        (Assent("韦东", "o2", Channel.PHONE, "覃小梅"), "韦东 is none of these"),
        (Assent("单明", "o1", Channel.PHONE, "覃小梅"), "their own admission"),
        (Assent("曾国强", "l0", Channel.PHONE, "单明"), "cannot attest the word about their own"),
        (Assent(" 单明 ", "", Channel.PHONE, "覃小梅"), "their own admission"),
        (Assent(" 韦东 ", "", Channel.PHONE, "覃小梅"), "韦东 is none of these"),
    ):
        with pytest.raises(AdmissionRefused, match=why):
            admit(room, of(), assent)
    with pytest.raises(AdmissionRefused, match="their own admission"):
        admit(room, of("l1", name="陆建华"), Assent("陆建华", "l1", Channel.PHONE, "覃小梅"))
    with pytest.raises(AccessRefused):
        admit(room, of(), leader, "wrong-password-1")
    with pytest.raises(AccessRefused, match="attested"):
        admit(room, of(), Assent("曾国强", "l0", Channel.PHONE))
    assert listed(room, AdmissionFilter.ALL) == []
    made = admit(room, of(), leader, account_kit.PASSWORD)
    with pytest.raises(AdmissionRefused, match="none of these"):
        take_back(room, made, assent=Assent("韦东", "o2", Channel.PHONE, "覃小梅"))
    acts.take_back(
        room.access, made, "调整", PLANNING,
        assent=admin, actor="x", password=account_kit.ADMIN_PASSWORD,
    )  # fmt: skip
    superior = Assent("县委办周副主任", "", Channel.PHONE, "覃小梅")
    admit(room, of(), superior)
    (row,) = listed(room, AdmissionFilter.STANDING)
    assert (row.given_name, row.given_by) == ("县委办周副主任", "")


def test_what_changed_meanwhile_is_looked_at_in_the_writing_transaction(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the question and its record somebody else admits the same person."""
    word = assenting.given

    def meanwhile(*args: object, **named: object) -> Assent:
        monkeypatch.setattr(f"{acts.__name__}.word_of", word)
        admit(room, of())
        return BY_PHONE

    monkeypatch.setattr(f"{acts.__name__}.word_of", meanwhile)
    with pytest.raises(AdmissionRefused, match="admitted already"):
        admit(room, of())
    assert len(listed(room, AdmissionFilter.ALL)) == 1


def test_an_admission_is_taken_back_once(room: Room) -> None:
    """Of two consoles that have both read that it stands, one takes it back."""
    made = admit(room, of())

    def taking_back(access: Access) -> None:
        acts.take_back(access, made, "已补充人员", PLANNING, assent=BY_PHONE, actor="覃小梅")

    (refused,) = at_once(room.access, taking_back, taking_back)
    assert "taken back already" in str(refused)
    (row,) = listed(room, AdmissionFilter.BACK)
    assert row.revision == 1


def life(admission: str) -> list[Fact]:
    """Return the facts of an admission in order, written twice, the clock set back between."""
    before = Noted(NOW - timedelta(hours=9), PLACE, "李军")
    again = Noted(NOW, PLACE, "黄丽")
    return [
        facts.given(admission, Noted(NOW, PLACE, "单明"), of(), BY_PHONE),
        facts.taken_back(admission, before, revision=1, why="调整", word=BY_PHONE),
        facts.taken_back(admission, again, revision=2, why="重复", word=BY_PHONE),
    ]


@FEW
@given(data=st.data())
def test_the_same_facts_make_the_same_row_in_any_order(room: Room, data: st.DataObject) -> None:
    admission = facts.new_id()
    Ledger(room.access.store, room.clock).record(*data.draw(disordered(life(admission))))
    with room.access.store.read() as session:
        found = reading.get(session, admission)
    assert found is not None
    assert (found.back_noted_by, found.back_why, found.given_noted_by) == ("李军", "调整", "单明")


@FEW
@given(
    kind=st.sampled_from(facts.KINDS),
    body=st.dictionaries(
        st.sampled_from(["person", "rules", "first", "last", "assent_of", "revision"]),
        BODY_VALUES
        | st.sampled_from(["0001-01-01", "9999-12-31", "2026-12-10"])
        | st.lists(st.sampled_from(["post", "away", 1, None]), max_size=2),
    ),
    texts=st.dictionaries(
        st.sampled_from(["name", "reason", "why", "late", "assent_name"]), HOSTILE_TEXTS
    ),
)
def test_no_fact_makes_it_fail(
    room: Room, kind: str, body: dict[str, object], texts: dict[str, str]
) -> None:
    admission = facts.new_id()
    room.access.ledger.record(Fact(kind, admission, NOW, PLACE, body=body, texts=texts))  # type: ignore[arg-type]
    room.access.ledger.record(*life(admission))
    listed(room, AdmissionFilter.ALL)
    with room.access.store.read() as session:
        setting(session, FIRST, LAST, PLANNING)
    before = rows_of(room.access.store, ADMISSIONS)
    room.access.ledger.rebuild()
    assert rows_of(room.access.store, ADMISSIONS) == before


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, ADMISSIONS) == []
