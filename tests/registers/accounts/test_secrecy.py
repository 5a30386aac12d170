"""No secret, and no hash of one, stands anywhere but in its one table."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, inspect, literal_column, select, table

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts import facts, opening, reading, secrets, vouching
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.facts import Step, Vouched
from dutyroom.registers.accounts.register import ACCOUNTS
from dutyroom.registers.accounts.roles import AccountRole, Channel, HowSet, Purpose
from dutyroom.registers.ledger import Ledger
from dutyroom.store import journal
from dutyroom.store.backup import examined, make_backup
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session
from tests.registers.accounts.account_kit import (
    ADMIN_PASSWORD,
    FIRST_PASSWORD,
    NOW,
    PASSWORD,
    PIN,
    Desk,
)
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)
from tests.thorough import examples

PLACE = Place("yunling")


def test_a_secret_stands_nowhere_and_a_hash_in_one_table(
    desk: Desk, store_path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    session = desk.officer_session()
    opening.set_pin(desk.access, session, PASSWORD, PIN)
    with pytest.raises(AccessRefused) as refused:
        opening.unlock_by_password(desk.access, session, "wrong-Password-5")
    given = vouching.vouch_by_phone(
        desk.access,
        desk.officer.id,
        given_by=desk.leader.id,
        attested_by=desk.admin.id,
        reason="忘记",
    )
    vouching.reset_by_vouching(desk.access, given, "after-vouching-6")
    backup = make_backup(store_path, tmp_path / "backups", NOW)
    typed = [ADMIN_PASSWORD, FIRST_PASSWORD, PASSWORD, "wrong-Password-5", "after-vouching-6"]
    said = caplog.text + str(refused.value) + repr(desk.access)
    for secret in typed:
        assert secret not in said
        for file in tmp_path.rglob("*"):  # database, log, backup, manifest, locks
            assert file.is_dir() or secret.encode() not in file.read_bytes()
    with desk.access.store.read() as live, examined(backup.path) as copy:
        assert _tables_with(live, "$argon2") == _tables_with(copy, "$argon2") == {"account_secrets"}
    with desk.access.store.read() as read:
        spooled = [entry.fact.to_json() for entry in journal.entries(read)]
    assert not any("argon2" in line or f'"{PIN}"' in line for line in spooled)


def _tables_with(session: Session, text: str) -> set[str]:
    """Return the tables that hold a text, by reading every cell."""
    found = set()
    for name in inspect(session.connection()).get_table_names():
        if "_search" in name:
            continue  # an index without content
        chosen: Select[Any] = select(literal_column("*")).select_from(table(name))
        rows = session.connection().execute(chosen)
        if any(text in str(cell) for row in rows for cell in row):
            found.add(name)
    return found


def test_a_rebuild_changes_nothing_and_everybody_still_gets_in(desk: Desk) -> None:
    before = rows_of(desk.access.store, ACCOUNTS)
    assert len(before["accounts"]) == 3
    desk.access.ledger.rebuild()
    assert rows_of(desk.access.store, ACCOUNTS) == before
    desk.officer_session()
    desk.admin_session()


def test_a_password_whose_hash_is_there_but_whose_fact_is_not_opens_nothing(desk: Desk) -> None:
    """The machine lost power between the two: the old password still counts."""
    with desk.access.store.write() as session:
        known = desk.access.hasher.make("never-recorded-5")
        secrets.keep(session, desk.officer.id, Purpose.PASSWORD, known, NOW)
    with pytest.raises(AccessRefused):
        opening.open_session(desk.access, desk.officer.id, "never-recorded-5")
    desk.officer_session()


def life() -> list[Fact]:
    """Return the facts of an account, a session and a vouching, in order."""
    person, session, word = facts.new_id(), facts.new_id(), facts.new_id()

    def step(revision: int) -> Step:
        return Step(person, revision, NOW, PLACE, "李建国")

    given = Vouched(person, "覃", "l", "曾", person, "覃", Channel.PHONE, "忘记", "c")
    return [
        facts.opened(step(0), {AccountRole.OFFICER}),
        facts.password_set(step(1), secret="s1", how=HowSet.ADMINISTRATOR, must_change=True),  # noqa: S106 - the id of a row
        facts.session_opened(session, NOW, PLACE, actor="覃", person=person, wrong_tries=2),
        facts.password_set(step(2), secret="s2", how=HowSet.OWN),  # noqa: S106 - the id of a row
        facts.pin_set(step(3), secret="s3"),  # noqa: S106 - the id of a row
        facts.vouched(word, NOW, PLACE, given),
        facts.vouching_used(word, NOW, PLACE, actor="覃"),
        facts.password_set(step(4), secret="s4", how=HowSet.VOUCHED, vouching=word),  # noqa: S106 - the id of a row
        facts.vouching_reviewed(word, NOW, PLACE, actor="曾", by="l", upheld=True, finding="好"),
        facts.roles_changed(step(5), {AccountRole.LEADER}, why="任命"),
        facts.closed(step(6), why="调离"),
        facts.session_closed(session, NOW, PLACE, actor="覃"),
        facts.reopened(step(7), why="返回"),
    ]


@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_the_same_facts_make_the_same_rows_in_any_order(store: Store, data: st.DataObject) -> None:
    ledger = Ledger(store, FrozenClock(NOW))
    sent = life()
    ledger.record(*data.draw(disordered(sent)))
    with store.read() as session:
        account = reading.account(session, sent[0].subject)
        sat = reading.sitting(session, sent[2].subject)
        word = reading.vouching(session, sent[5].subject)
    assert account is not None
    assert sat is not None
    assert word is not None
    assert (account.password, account.pin, account.must_change) == ("s4", "s3", False)
    assert (account.roles, account.closed_at) == (frozenset({AccountRole.LEADER}), None)
    assert (sat.wrong_tries, sat.closed_at) == (2, NOW)
    assert (word.upheld, word.used_at, word.finding) == (True, NOW, "好")


KINDS = [
    "account.opened", "account.roles_changed", "account.password_set", "account.pin_set",
    "account.pin_removed", "account.closed", "account.reopened", "session.opened",
    "session.closed", "vouching.given", "vouching.used", "vouching.reviewed", "account.x",
]  # fmt: skip
FACTS = st.builds(
    Fact,
    kind=st.sampled_from(KINDS),
    subject=st.sampled_from(["a", "b", ""]),
    occurred_at=st.just(NOW),
    place=st.just(PLACE),
    body=st.dictionaries(
        st.sampled_from(["revision", "roles", "secret", "how", "person", "upheld", "channel"]),
        BODY_VALUES | st.just(["officer", 3, None]),
    ),
    texts=st.dictionaries(st.sampled_from(["why", "name", "reason"]), HOSTILE_TEXTS),
    id=st.uuids(),
)


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.lists(FACTS, max_size=10))
def test_no_facts_fail_and_a_rebuild_gives_the_same(store: Store, sent: list[Fact]) -> None:
    ledger = Ledger(store, FrozenClock(NOW), (ACCOUNTS,))
    ledger.record(*sent)
    before = rows_of(store, ACCOUNTS)
    with store.read() as session:
        reading.accounts(session)
        reading.open_sessions(session)
        reading.unreviewed(session)
        reading.rights(session, "a")
    ledger.rebuild()
    assert rows_of(store, ACCOUNTS) == before


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, ACCOUNTS) == []
