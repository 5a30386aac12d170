"""The calendar's register: what counts for a day, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from time import perf_counter

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.config import Calendar as Chosen
from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.calendar import acts, facts, reading
from dutyroom.registers.calendar.deadlines import due
from dutyroom.registers.calendar.entry import Entry, EntryWrong, checked
from dutyroom.registers.calendar.reading import EntryRow
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.sheets.outcome import State, count
from dutyroom.standard.calendar import DayKind, YearWithoutData
from dutyroom.standard.calendar.seed import seed
from dutyroom.standard.calendar.year_days import calendar_of as pure_calendar
from dutyroom.store.engine import Store
from tests.registers.calendar.calendar_kit import NOW, PLACE, calendar_of, entry, noted, seeded

LATER = NOW + timedelta(days=1)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """The ledger of this test's own database."""
    return Ledger(store, FrozenClock(NOW))


def missing(store: Store, at: datetime, month: int = 10) -> list[str]:
    """Return the years that an alarm is raised about."""
    chosen = Settings(calendar=Chosen(notice_month=month))
    with store.read() as session:
        found = list(due(session, at, chosen))
    assert all(one.code is AlarmCode.HOLIDAYS_MISSING for one in found)
    return [one.about for one in found]


@pytest.mark.parametrize("year", [2008, 2020, 2026])
def test_a_seeded_year_has_the_days_of_the_notice(store: Store, year: int) -> None:
    seeded(store, year)
    known, expected = calendar_of(store, year), pure_calendar(seed(year))
    first, last = date(year, 1, 1), date(year, 12, 31)
    assert list(known.days(first, last)) == list(expected.days(first, last))
    with store.read() as session:
        sources = {row.entry.source for row in reading.entries(session, year)}
    assert sources == {"chinesecalendar"}


def test_what_ships_counts_until_somebody_changes_the_year(store: Store, ledger: Ledger) -> None:
    shipped = list(calendar_of(store, 2026).days(date(2026, 1, 1), date(2026, 12, 31)))
    more = entry("2026-10-08", kind=DayKind.ADJACENT, name="国庆节")
    with store.read() as session:
        assert reading.entries(session, 2026) == []
        ledger.record(*acts.noted(session, more, LATER, PLACE, actor="李建国"))
    assert calendar_of(store, 2026).day(date(2026, 10, 8)).name == "国庆节"
    days = list(calendar_of(store, 2026).days(date(2026, 1, 1), date(2026, 12, 31)))
    assert [day for day, before in zip(days, shipped, strict=True) if day != before] == [
        calendar_of(store, 2026).day(date(2026, 10, 8))
    ]
    with store.read() as session:
        assert acts.taken(session, [2026], LATER, PLACE, actor="x") == []


def test_an_entry_that_ships_is_corrected_or_withdrawn(store: Store, ledger: Ledger) -> None:
    labour = Entry(date(2026, 5, 1), date(2026, 5, 2), DayKind.STATUTORY, "劳动节")
    short = replace(labour, last=date(2026, 5, 1))
    with store.read() as session:
        made = acts.corrected(
            session, EntryRow("", labour, NOW, ""), short, NOW, PLACE, actor="覃小梅", why="更正"
        )
    ledger.record(*made)
    known = calendar_of(store, 2026)
    assert [known.day(date(2026, 5, day)).kind for day in (1, 2, 3)] == [
        DayKind.STATUTORY, DayKind.WEEKEND, DayKind.ADJACENT,
    ]  # fmt: skip
    with store.read() as session:
        rows = [row for row in reading.entries(session, 2026) if row.entry.first == short.first]
        old, new = sorted(rows, key=lambda row: row.counts)
        assert (new.corrects, new.why, old.withdrawn_why) == (old.id, "更正", "更正")
        with pytest.raises(EntryWrong, match="counts no more"):
            acts.corrected(session, old, None, LATER, PLACE, actor="x", why="x")
        ledger.record(*acts.corrected(session, new, None, LATER, PLACE, actor="x", why="x"))
    assert calendar_of(store, 2026).day(date(2026, 5, 1)).kind is DayKind.WORKDAY


def test_a_year_whose_every_entry_was_withdrawn_is_not_the_shipped_one_again(
    store: Store, ledger: Ledger
) -> None:
    seeded(store, 2026)
    with store.read() as session:
        for row in reading.entries(session, 2026):
            ledger.record(facts.withdrawn(row.id, LATER, PLACE, actor="x", why="x"))
    with pytest.raises(YearWithoutData):
        calendar_of(store, 2026).day(date(2026, 10, 1))


def test_a_later_entry_counts_and_the_earlier_one_stays(store: Store, ledger: Ledger) -> None:
    first, second = (entry("2027-01-01", name=name) for name in ("元旦", "新年"))
    ledger.record(noted(second, LATER), noted(first))
    assert calendar_of(store, 2027).day(date(2027, 1, 1)).name == "新年"
    with store.read() as session:
        rows = reading.entries(session, 2027)
    assert [(row.entry.name, row.outdone) for row in rows] == [("元旦", True), ("新年", False)]


def test_an_entry_that_is_covered_in_part_still_counts(store: Store, ledger: Ledger) -> None:
    ledger.record(
        noted(entry("2027-01-01", "2027-01-03")),
        noted(entry("2027-01-02", kind=DayKind.WORKDAY, name=""), LATER),
    )
    with store.read() as session:
        assert [row.counts for row in reading.entries(session, 2027)] == [True, True]
    kinds = [day.kind for day in calendar_of(store, 2027).days(date(2027, 1, 1), date(2027, 1, 3))]
    assert kinds == [DayKind.STATUTORY, DayKind.WORKDAY, DayKind.STATUTORY]


def test_a_withdrawn_entry_counts_no_more_and_stays(store: Store, ledger: Ledger) -> None:
    wrong = noted(entry("2027-01-01"))
    ledger.record(wrong, facts.withdrawn(wrong.subject, LATER, PLACE, actor="覃小梅", why="误录"))
    with pytest.raises(YearWithoutData):
        calendar_of(store, 2027).day(date(2027, 1, 1))
    with store.read() as session:
        (row,) = reading.entries(session, 2027)
        assert reading.entry(session, wrong.subject) == row
    assert (row.withdrawn_by, row.withdrawn_why, row.counts) == ("覃小梅", "误录", False)


def test_an_event_stands_beside_the_days_own_kind(store: Store, ledger: Ledger) -> None:
    seeded(store, 2026)
    ledger.record(noted(entry("2026-09-30", "2026-10-02", DayKind.EVENT, "进博会"), LATER))
    known = calendar_of(store, 2026)
    day = known.day(date(2026, 10, 1))
    assert (day.kind, day.name, day.events) == (DayKind.STATUTORY, "国庆节", ("进博会",))
    assert [(one.name, one.first.day, one.last.day) for one in known.events] == [("进博会", 30, 2)]
    with store.read() as session:
        assert all(row.counts for row in reading.entries(session, 2026))


def test_a_year_without_data_is_loud_until_somebody_allows_it(store: Store, ledger: Ledger) -> None:
    with pytest.raises(YearWithoutData, match="2027"):
        calendar_of(store, 2027).day(date(2027, 5, 6))
    ledger.record(facts.assumed(2027, NOW, PLACE, actor="李建国", why="通知未下发"))
    assert calendar_of(store, 2027).day(date(2027, 5, 6)).assumed
    with store.read() as session:
        (allowed,) = reading.assumptions(session)
    assert (allowed.year, allowed.by, allowed.why) == (2027, "李建国", "通知未下发")
    ledger.record(facts.unassumed(2027, LATER, PLACE, actor="李建国"))
    with pytest.raises(YearWithoutData):
        calendar_of(store, 2027).day(date(2027, 5, 6))


def test_from_october_on_next_years_notice_is_missed(store: Store) -> None:
    september = datetime.fromisoformat("2026-09-30T15:59:00+00:00")
    october = datetime.fromisoformat("2026-09-30T16:00:00+00:00")  # midnight in Beijing
    assert missing(store, september) == []
    assert missing(store, october) == ["2027"]
    assert missing(store, october, month=12) == []
    assert missing(store, october, month=0) == []
    assert missing(store, september.replace(year=2027)) == ["2027"]


def test_new_years_day_alone_is_not_next_years_notice(store: Store, ledger: Ledger) -> None:
    with store.read() as session:
        ledger.record(
            *acts.noted(session, entry("2026-12-31", "2027-01-01"), NOW, PLACE, actor="x")
        )
    assert missing(store, NOW) == ["2027"]
    with pytest.raises(YearWithoutData):
        calendar_of(store, 2026, 2027).day(date(2027, 1, 2))


@pytest.mark.timed
def test_the_alarm_is_answered_within_a_millisecond(store: Store) -> None:
    seeded(store, *range(2008, 2027))
    with store.read() as session:
        best = min(_seconds_of_asking(session) for _turn in range(20))
    assert best < 0.002  # alone on the machine: 0.9 ms


def _seconds_of_asking(session: object) -> float:
    start = perf_counter()
    list(due(session, NOW, Settings()))  # type: ignore[arg-type] # a session
    return perf_counter() - start


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (entry("2027-01-02", "2027-01-01"), "before"),
        (entry("2027-01-01", "2027-12-31"), "too long"),
        (entry("2027-01-01", name=" "), "name"),
        (entry("2027-01-01", kind=DayKind.EVENT, name=""), "name"),
        (entry("2027-01-01", name="x" * 201), "too long"),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(wrong: Entry, says: str) -> None:
    with pytest.raises(EntryWrong, match=says):
        checked(wrong)


def test_a_make_up_day_needs_no_name() -> None:
    assert checked(entry("2027-01-03", kind=DayKind.MAKEUP, name=" ")).name == ""


def test_a_file_is_compared_day_by_day(store: Store, ledger: Ledger) -> None:
    text = (
        "日期,截止,类型,名称,文号\n"
        "2026-10-01,2026-10-03,法定节假日,国庆节,国办发明电〔2025〕7号\n"
        "2026-10-08,2026-10-09,放假,国庆节,补充通知\n"
        "2026-10-10,,放假,国庆节,补充通知\n"
        "2026-13-01,,放假,x,\n"
    )
    with store.read() as session:
        found = acts.previewed(session, text, "补充.csv")
    assert [(change.state, change.title()) for change in found.changes] == [
        (State.UNCHANGED, "2026-10-01 – 2026-10-03"),
        (State.ADDED, "2026-10-08 – 2026-10-09"),
        (State.CHANGED, "2026-10-10"),
    ]
    changed = found.changes[-1]
    assert [(one.field, one.old, one.new) for one in changed.fields] == [
        ("kind", "make-up working day", "rest day of a holiday"),
        ("document", "国办发明电〔2025〕7号", "补充通知"),
    ]
    assert [error.row for error in found.errors] == [5]
    with store.read() as session:
        ledger.record(*acts.imported(session, found, NOW, PLACE, actor="x"))
    with store.read() as session:  # a transaction sees what was there when it began
        again = acts.previewed(session, text, "补充.csv")
    assert count(again, State.UNCHANGED) == len(again.changes) == 2
    assert calendar_of(store, 2026).day(date(2026, 10, 4)).name == "国庆节"


def test_a_bad_file_changes_nothing_and_says_why(store: Store) -> None:
    with store.read() as session:
        for text in ("", "甲,乙\n1,2\n", "日期,类型\n" + "x,y\n" * 5000):
            found = acts.previewed(session, text, "x.csv")
            assert found.errors or not text
            assert all(" :" not in error.sentence() for error in found.errors)
            assert acts.imported(session, found, NOW, PLACE, actor="x") == []
