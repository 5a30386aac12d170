"""The rows of daily reports: the same after a rebuild, whatever the facts and their order."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.noting import Noted
from dutyroom.registers.reports import facts, reading
from dutyroom.registers.reports.facts import Figures, Stood
from dutyroom.registers.reports.kinds import ReportFilter, ReportState
from dutyroom.registers.reports.register import REPORTS
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.accounts.account_kit import Desk
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)
from tests.registers.reports.report_kit import (
    AFTERNOON,
    BUSY,
    FIRST,
    finished,
    known,
    sending,
    sign,
    written,
)

FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_a_rebuild_makes_the_same_rows(desk: Desk) -> None:
    report = finished(desk)
    again = written(desk, BUSY, replaces=report, why="漏报")
    sign(desk, again)
    assert known(desk.access, report).due is not None
    assert known(desk.access, again).due is None  # what was sent in time is not late by it
    before = rows_of(desk.access.store, REPORTS)
    desk.access.ledger.rebuild()
    assert rows_of(desk.access.store, REPORTS) == before


def test_the_tables_are_those_of_the_migrations(store: Store) -> None:
    assert migrated_differences(store, REPORTS) == []


@FEW
@given(data=st.data())
def test_no_fact_makes_it_fail_and_no_order_matters(store: Store, data: st.DataObject) -> None:
    ledger, made = Ledger(store, FrozenClock(AFTERNOON)), facts.new_id()
    noted, word = Noted(AFTERNOON, Place("yunling"), "x"), Assent("覃小梅", "o1")
    stood = Stood(AFTERNOON, AFTERNOON, AFTERNOON, Figures(3, 2, 1), ("a", "b"), "x", "y")
    life = [
        facts.written(made, noted, BUSY, revision=0),
        facts.signed(made, noted, stood, word, revision=1),
        facts.approved(made, noted, word, revision=2),
        facts.sent(made, noted, sending(AFTERNOON), revision=3),
    ]
    ledger.record(*data.draw(disordered(life)))
    with store.read() as session:
        row = reading.get(session, made)
    assert row is not None
    assert (row.state, row.figures, row.known) == (
        ReportState.SENT,
        Figures(3, 2, 1),
        ("a", "b"),
    )
    kind = data.draw(st.sampled_from(facts.KINDS))
    names = st.sampled_from(["day", "zero", "due", "way", "events", "revision", "calls"])
    body = data.draw(st.dictionaries(names, BODY_VALUES))
    texts = data.draw(st.dictionaries(st.sampled_from(["situation", "to"]), HOSTILE_TEXTS))
    for subject in (made, facts.new_id()):
        ledger.record(Fact(kind, subject, AFTERNOON, noted.place, body=body, texts=texts))
    with store.read() as session:
        reading.listed(session, ReportFilter.ALL, FIRST)
    before = rows_of(store, REPORTS)
    ledger.rebuild()
    assert rows_of(store, REPORTS) == before
