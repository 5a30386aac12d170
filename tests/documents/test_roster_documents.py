"""The roster as pages, spreadsheets and calendars; what is submitted, and what has changed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import openpyxl
import pytest
from icalendar import Calendar
from pypdf import PdfReader

from dutyroom import i18n
from dutyroom.config import Calendar as Chosen
from dutyroom.config import Settings, Unit
from dutyroom.documents import roster_page, roster_sheet
from dutyroom.documents import submission_paper as submission_papers
from dutyroom.documents.errors import FontMissing
from dutyroom.documents.paper import as_text as paper_text
from dutyroom.documents.roster_calendar import Holder, as_ics, read_duties, uid
from dutyroom.documents.roster_table import RosterMissing, WallRoster, read_wall
from dutyroom.documents.submission_paper import notice_paper, submission_paper
from dutyroom.registers.people import facts as people_facts
from dutyroom.registers.people import reading as people
from dutyroom.registers.roster.reading import in_force
from dutyroom.registers.submissions import acts
from dutyroom.registers.submissions.acts import Desk, SubmissionRefused
from dutyroom.registers.submissions.facts import Sending, Way
from dutyroom.registers.submissions.occasions import Occasion, occasions
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place
from tests.registers.roster.roster_kit import Room, room

UNIT = Unit(name="云岭区人民政府总值班室", code="yunling", number="0480-2210101")
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
NATIONAL = "holiday:2026-10-01"


def morning(day: int, month: int = 9) -> datetime:
    """Return 09:00 of a day of 2026, Beijing time."""
    return datetime(2026, month, day, 1, tzinfo=UTC)


@pytest.fixture
def duty_room(store: Store) -> Room:
    """A duty room with a roster from 28 September to the end of October."""
    i18n.use("zh")
    made = room(store)
    made.go_to(morning(2))
    made.publish(made.filled(date(2026, 9, 28), LAST))
    return made


def wall(store: Store, first: date = FIRST, last: date = LAST) -> WallRoster:
    """Return the roster as it is posted."""
    with store.read() as session:
        return read_wall(session, first, last, unit=UNIT, printed_at=morning(20))


def changed(duty_room: Room, at: datetime) -> tuple[str, str]:
    """Put somebody else into a night of the holiday; return who went and who came."""
    duty_room.go_to(at)
    made = duty_room.filled(date(2026, 9, 28), LAST)
    old = next(item for item in made.assignments if item.slot == "2026-10-02/night")
    person = "o6" if old.person != "o6" else "o5"
    rest = tuple(item for item in made.assignments if item is not old)
    duty_room.publish(replace(made, assignments=(*rest, replace(old, person=person))), why="生病")
    return old.person, person


def occasion(store: Store, at: datetime) -> Occasion:
    """Return National Day as it stands."""
    with store.read() as session:
        return next(one for one in occasions(session, at, Chosen()) if one.id == NATIONAL)


def test_a_month_has_a_line_a_day_with_leaders_and_phones(store: Store, duty_room: Room) -> None:
    with store.read() as session:
        leader = people.get(session, "l0")
    assert leader is not None
    phone = people_facts.changed(
        leader, morning(3), Place("yunling"), actor="x", new={"mobile": "13800001111"}
    )
    duty_room.access.ledger.record(phone)
    made = wall(store)
    assert (made.unit, made.number, made.span) == (UNIT.name, UNIT.number, "2026年10月")
    assert made.shifts == ("白班", "夜班")
    assert [day.day.day for day in made.days] == list(range(1, 32))
    assert all(all(day.cells) and day.leaders for day in made.days)
    assert (made.days[0].note, made.days[0].rest) == ("国庆节", True)
    assert made.days[9].note == "调休上班"
    assert {day.phones for day in made.days if day.leaders == leader.name} == {"13800001111"}
    assert "第 1 版" in made.versions


def test_days_without_a_roster_are_a_sentence(store: Store, duty_room: Room) -> None:
    with pytest.raises(RosterMissing, match="2026-12-01"):
        wall(store, date(2026, 12, 1), date(2026, 12, 31))


def test_a_month_is_one_page_and_a_quarter_three(store: Store, duty_room: Room) -> None:
    duty_room.publish(duty_room.filled(date(2026, 11, 1), date(2026, 12, 31)))
    assert _pages(roster_page.as_pdf(wall(store))) == 1
    assert _pages(roster_page.as_pdf(wall(store, FIRST, date(2026, 12, 31)))) == 3


def test_no_name_is_broken_where_two_serve_together(store: Store, duty_room: Room) -> None:
    """Two that do not fit side by side stand one below the other; the month stays on one page."""
    made = wall(store)
    two = ("覃小梅、陈雨桐", "买买提江·吐尔逊、欧阳文华")
    days = tuple(replace(day, cells=two) if day.day.day < 9 else day for day in made.days)
    (page,) = PdfReader(io.BytesIO(roster_page.as_pdf(replace(made, days=days)))).pages
    lines = page.extract_text().split()
    for name in ("陈雨桐", "买买提江", "吐尔逊", "欧阳文华"):
        assert sum(name in line for line in lines) == 8, name


def _pages(pdf: bytes) -> int:
    assert pdf.startswith(b"%PDF")
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type/Page/") or pdf.count(b"/Type /Page ")


def test_without_a_chinese_font_the_package_is_named(store: Store, duty_room: Room) -> None:
    with pytest.raises(FontMissing, match="fonts-noto-cjk"):
        roster_page.as_pdf(wall(store), available=[])
    assert "国庆节" in roster_sheet.as_text(wall(store))


def test_the_spreadsheet_has_widths_and_a_heading_that_stays(store: Store, duty_room: Room) -> None:
    book = openpyxl.load_workbook(io.BytesIO(roster_sheet.as_xlsx(wall(store))))
    sheet = book.active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["D"].width == 20
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:5] == ("日期", "星期", "备注", "白班", "夜班")
    assert rows[1][0] == "2026-10-01"
    assert len(rows) > 32
    assert roster_sheet.as_csv(wall(store)).decode("utf-8-sig").count("\r\n") == 32


def holder(person: str) -> Holder:
    """Return whose calendar it is."""
    return Holder(person, "韦东", UNIT.name, UNIT.code, UNIT.number)


def ics(store: Store, person: str, at: datetime) -> bytes:
    """Return somebody's calendar."""
    with store.read() as session:
        return as_ics(holder(person), read_duties(session, person, FIRST, LAST), at)


def test_a_calendar_is_read_back_as_it_was_written(store: Store, duty_room: Room) -> None:
    raw = ics(store, "o2", morning(20))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    calendar: Any = Calendar.from_ical(raw)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert calendar["PRODID"]
    events = calendar.walk("VEVENT")
    with store.read() as session:
        duties = read_duties(session, "o2", FIRST, LAST)
    assert [event["DTSTART"].dt for event in events] == [kept.row.slot.start for kept in duties]
    assert all(event["DTEND"].dt > event["DTSTART"].dt for event in events)
    assert all(event["DTSTAMP"].dt == morning(20) for event in events)
    assert all(event["DTSTART"].dt.utcoffset() == timedelta(0) for event in events)
    assert {int(event["SEQUENCE"]) for event in events} == {1}
    assert len({str(event["UID"]) for event in events}) == len(events) > 0
    assert "夜班" in {str(event["SUMMARY"]).split()[0] for event in events}


def test_a_later_version_replaces_and_cancels(store: Store, duty_room: Room) -> None:
    slot = "2026-10-02/night"
    gone, come = changed(duty_room, morning(20))
    for person, status in ((gone, "CANCELLED"), (come, "CONFIRMED")):
        calendar: Any = Calendar.from_ical(ics(store, person, morning(21)))
        events = calendar.walk("VEVENT")
        found = {str(event["UID"]): event for event in events}[uid(holder(person), slot)]
        assert (str(found["STATUS"]), int(found["SEQUENCE"])) == (status, 2)


def test_a_hostile_name_is_text_and_nothing_else(store: Store, duty_room: Room) -> None:
    with store.read() as session:
        duties = read_duties(session, "o2", FIRST, LAST)
    evil = Holder("o2", "x\r\nATTACH:file:///etc/passwd\x1b", "单位;,\n", "y")
    calendar: Any = Calendar.from_ical(as_ics(evil, duties, morning(20)))
    assert not [event for event in calendar.walk("VEVENT") if "ATTACH" in event]
    assert "ATTACH" not in calendar


def test_the_sheet_holds_the_head_count_and_the_notice_both_sides(
    store: Store, duty_room: Room
) -> None:
    desk = Desk(duty_room.access, "覃小梅", Chosen())
    sending = Sending(morning(26), Way.FAX, "市委值班室", "91号", "王建")
    duty_room.go_to(morning(26))
    with pytest.raises(SubmissionRefused):
        acts.notify(desk, NATIONAL, sending)
    acts.submit(desk, NATIONAL, sending)
    with pytest.raises(SubmissionRefused):
        acts.submit(desk, NATIONAL, sending)
    gone, come = changed(duty_room, morning(27))
    found = occasion(store, morning(27))
    with store.read() as session:
        sheet = submission_paper(
            session, found, settings=Settings(unit=UNIT), printed_at=morning(27)
        )
        notice = notice_paper(session, found, settings=Settings(unit=UNIT), printed_at=morning(27))
        names = {one: people.get(session, one) for one in (gone, come)}
    (table,) = sheet.tables
    assert len(table.rows) == 7
    assert {row[4] for row in table.rows} == {"2/2"}
    assert ("回执", "91号 王建") in sheet.pairs
    (row,) = notice.tables[0].rows
    old, new = names[gone], names[come]
    assert old is not None
    assert new is not None
    assert row[0] == "2026-10-02"
    assert old.name in row[3]
    assert old.name not in row[4]
    assert new.name in row[4]
    assert "生病" in paper_text(notice)


def test_a_notice_of_many_changes_reads_the_roster_no_more_often(
    store: Store, duty_room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once as it was told, once as it is now."""
    desk = Desk(duty_room.access, "覃小梅", Chosen())
    duty_room.go_to(morning(26))
    acts.submit(desk, NATIONAL, Sending(morning(26), Way.FAX, "市委值班室", "91号", "王建"))
    changed(duty_room, morning(27))
    found = occasion(store, morning(27))
    read = Mock(wraps=in_force)
    monkeypatch.setattr(submission_papers, "in_force", read)
    many, settings = replace(found, owed=found.owed * 9), Settings(unit=UNIT)
    with store.read() as session:
        notice = notice_paper(session, many, settings=settings, printed_at=morning(27))
    assert len(notice.tables[0].rows) == 9
    assert read.call_count == 2
