"""What the check screen is told of repairs, stock and checks of the past."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dutyroom import i18n
from dutyroom.config import Equipment
from dutyroom.registers.equipment import checking, editing, sheets, stocking, ticketing
from dutyroom.registers.equipment.facts import Check
from dutyroom.registers.equipment.fault_facts import Step, Told
from dutyroom.registers.equipment.faults import FaultRow, ItemHistory, StepRow
from dutyroom.registers.equipment.picture import EquipmentPicture, picture
from dutyroom.registers.equipment.reading import open_faults
from dutyroom.screens.equipment_asking import which_sheet
from dutyroom.screens.equipment_lines import lines_of, progress_of
from dutyroom.screens.fault_words import explained, figures
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.standard.equipment.repairs import Record
from dutyroom.standard.equipment.room import Defect, Room, Shared
from dutyroom.standard.probing import Reading
from dutyroom.standard.probing import State as Probed
from dutyroom.widgets import check_item, check_list
from dutyroom.widgets.check_list import CheckLine
from tests.registers.equipment.equipment_kit import NOW, EquippedDesk


def seen(desk: EquippedDesk) -> EquipmentPicture:
    """Return what the screen is told."""
    return desk.read(lambda s: picture(s, "unit", "", desk.clock.now(), Equipment()))


def line(desk: EquippedDesk, key: str) -> CheckLine:
    """Return an item as it is shown."""
    return next(each for each in lines_of(seen(desk), {}) if each.id == key)


def fax_of(desk: EquippedDesk) -> FaultRow:
    """Return the open ticket of the fax."""
    return next(fault for fault in desk.read(open_faults) if fault.item == "fax")


def test_what_was_repaired_and_verified_is_no_longer_shown_as_broken(desk: EquippedDesk) -> None:
    desk.adopt()
    desk.complete(bad={"fax": State.FAULTY}, workaround="隔壁")
    fax = fax_of(desk)
    desk.later(hours=1)
    desk.do(lambda s: ticketing.repair(s, desk.act, fax.id, Told("换零件", "维修站")))
    assert line(desk, "fax").mended is None  # nobody has verified it yet
    desk.do(lambda s: ticketing.verify(s, desk.act, fax.id, works=True))
    mended = line(desk, "fax").mended
    assert mended is not None
    assert mended.id == fax.id
    desk.later(hours=1)
    desk.shift()
    desk.complete(SheetKind.END, bad={"fax": State.FAULTY}, workaround="隔壁")
    assert line(desk, "fax").mended is None  # broken anew


def test_what_breaks_after_its_repair_was_verified_is_not_shown_as_repaired(
    desk: EquippedDesk,
) -> None:
    """Noted by hand, and so it stays where that ticket is closed unrepaired."""
    desk.adopt()
    desk.complete(bad={"fax": State.FAULTY}, workaround="隔壁")
    fax = fax_of(desk)
    desk.do(lambda s: ticketing.repair(s, desk.act, fax.id, Told("换零件", "维修站")))
    desk.do(lambda s: ticketing.verify(s, desk.act, fax.id, works=True))
    desk.later(minutes=1)
    desk.do(lambda s: ticketing.open_by_hand(s, desk.act, "fax", State.FAULTY, "又卡纸"))
    row = line(desk, "fax")
    assert row.mended is None
    assert "ticket open: 又卡纸" in check_list._evidence(row, ascii_only=True).plain
    again = fax_of(desk).id
    desk.do(lambda s: ticketing.close(s, desk.act, again, why="不修", workaround="文印室"))
    row = line(desk, "fax")
    assert row.mended is None
    assert "unrepaired: 文印室" in check_list._evidence(row, ascii_only=True).plain


@pytest.mark.parametrize("language", ["zh", "en"])
def test_how_far_the_probes_are_is_in_sight_beside_a_usual_name(
    desk: EquippedDesk, language: str
) -> None:
    desk.adopt()
    going = EquipmentPicture(going=desk.sheet(desk.begin()))
    now = desk.clock.now()
    states = [Probed.OK] * 11 + [Probed.RUNNING] * 7
    made = [Reading(f"box:{n}", each, None, None, now, 0.0) for n, each in enumerate(states)]
    i18n.use(language)
    told = progress_of(going, {each.probe: each for each in made}, "欧阳志强", now)
    assert told.plain.index("11/18") < 78 - len("11/18")
    if language == "zh":
        assert told.cell_length <= 78


def test_a_check_that_did_not_ask_for_an_item_says_when_it_was_looked_at_last(
    desk: EquippedDesk,
) -> None:
    desk.adopt()
    desk.complete()
    desk.shift()
    desk.later(hours=8)
    desk.complete(SheetKind.END)
    weekly, each_shift = line(desk, "posted_rules"), line(desk, "fax")
    assert (weekly.elsewhere, each_shift.elsewhere) == (True, False)
    assert "last 2026-11-26 08:3" in check_list._evidence(weekly, ascii_only=True).plain


def test_a_repair_that_nobody_has_verified_is_counted_as_waiting() -> None:
    record = Record(faults=2, repaired=1, mean=timedelta(minutes=3), waiting=1)
    told = figures(ItemHistory("fax", "Fax", record))
    assert told == (
        "This item: 2 faults, 1 repaired and verified, on average after 3 min, 1 to be verified"
    )


def test_what_was_entered_before_stands_there_with_its_words(desk: EquippedDesk) -> None:
    desk.adopt()
    sheet = desk.begin()
    desk.look(sheet, Check("fax", State.MISSING, "按错", "隔壁"))
    desk.look(sheet, Check("fax", State.OK))
    told = check_item.explained(line(desk, "fax"), ascii_only=True).plain
    assert "Entered before: missing" in told
    assert "按错; Workaround: 隔壁" in told


def test_the_book_stands_beside_what_is_counted(desk: EquippedDesk) -> None:
    desk.adopt()
    assert line(desk, "landline").stock is None
    stock = line(desk, "batteries").stock
    assert stock is not None
    assert (stock.known, stock.held) == (False, "-")
    desk.do(lambda s: stocking.receive(s, desk.act, "batteries", 12, expires=date(2028, 1, 1)))
    stock = line(desk, "batteries").stock
    assert stock is not None
    assert stock.held.startswith("12")


def test_every_check_that_is_over_can_be_put_on_paper(desk: EquippedDesk) -> None:
    desk.adopt()
    first = desk.complete()
    desk.shift()
    dropped = desk.begin(SheetKind.END)
    desk.do(lambda s: checking.drop(s, desk.act, dropped, why="警报"))
    last = desk.complete(SheetKind.END)
    desk.begin()  # still going on: not yet
    rows = desk.read(sheets.recent)
    assert [row.id for row in rows] == [last, dropped, first]
    asked = which_sheet(rows).blanks[0]
    assert asked.value == last
    assert which_sheet(rows[1:]).blanks[0].value == first  # what was signed comes before
    assert [("given up" in label) for label, _id in asked.choices] == [False, True, False]
    assert desk.read(lambda s: sheets.recent(s, seat="other")) == []


def test_a_retired_item_is_taken_back_as_it_was(desk: EquippedDesk) -> None:
    before = desk.adopt().by_key["landline"]
    desk.do(lambda s: editing.retire(s, desk.act, "landline", why="拆除"))
    assert "landline" not in desk.checklist().by_key
    desk.do(lambda s: editing.restore(s, desk.act, "landline"))
    current = desk.checklist()
    assert current.by_key["landline"] == before
    assert [item.key for item in current.items][:3] == ["caller_id", "recorder", "landline"]


def test_a_ticket_with_many_reminders_shows_its_last_steps(desk: EquippedDesk) -> None:
    desk.adopt()
    desk.complete(bad={"fax": State.FAULTY}, workaround="隔壁")
    steps = [
        StepRow(Step.REMINDED, NOW + timedelta(days=day), "覃小梅", f"第{day}次", "", "", None)
        for day in range(12)
    ]
    lines = explained(fax_of(desk), steps, None).plain.splitlines()
    assert len(lines) <= 9
    assert "第0次" in lines[2]
    assert "7 more" in lines[3]
    assert "第11次" in lines[-1]


def test_what_was_said_of_a_step_has_the_marks_of_the_language(desk: EquippedDesk) -> None:
    desk.adopt()
    desk.complete(bad={"fax": State.FAULTY}, workaround="隔壁")
    step = StepRow(Step.REPORTED, NOW, "覃小梅", "维修站", "电话", "明天上门", None)
    i18n.use("zh")
    assert "电话；" in explained(fax_of(desk), [step], None).plain


def test_what_is_wrong_with_the_room_stands_beside_its_item(desk: EquippedDesk) -> None:
    """Found in order all the same, it is said again; with its photograph and note (article 11)."""
    desk.adopt()
    desk.complete()
    assert line(desk, "room").defects == {Defect.UNVERIFIED}
    small = Room(20, Shared.GUARDS, date(2026, 11, 23))
    desk.do(lambda _s: stocking.verify_room(desk.act, small, photo="一号柜", note="东侧隔间"))
    now = desk.clock.now()
    whole = desk.read(lambda s: picture(s, "unit", "", now, Equipment(), least=30.0))
    row = next(each for each in lines_of(whole, {}) if each.id == "room")
    assert row.defects == {Defect.SMALL, Defect.SHARED}
    beside = check_list._evidence(row, ascii_only=True).plain
    assert "smaller than it has to be" in beside
    pane = check_item.explained(row, ascii_only=True).plain
    assert "20 m²" in pane
    assert "shared with guards" in pane
    assert "一号柜" in pane
    assert "东侧隔间" in pane
    assert not any(each.defects for each in lines_of(whole, {}) if each.id != "room")
