"""What may be done to a matter, and what is refused."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import pytest

from dutyroom.config import Settings
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.matters import (
    acting,
    attaching,
    closings,
    deadlines,
    facts,
    moving,
    reading,
)
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.facts import Note, Opening
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.kept_files import Kept, found, kept
from dutyroom.registers.matters.kinds import LinkKind, Source
from dutyroom.registers.matters.reading import MatterFilter
from dutyroom.registers.people import facts as people
from dutyroom.store.engine import Store
from tests.registers.accounts import account_kit
from tests.registers.accounts.account_kit import PASSWORD
from tests.registers.matters.matter_kit import HORIZON, NONG, NOW, QIN, SHAN, WHAT, at, desk, known


@pytest.fixture
def access(store: Store) -> Access:
    """The door of a desk without accounts."""
    return desk(store)[0]


def ids(store: Store, which: MatterFilter, **more: object) -> list[str]:
    """Return the ids of a list of matters."""
    with store.read() as session:
        return [row.id for row in reading.page(session, which, HORIZON, **more)]  # type: ignore[arg-type]


def test_each_list_holds_what_it_says(store: Store, access: Access) -> None:
    def made(name: str, by: Officer = QIN, **more: object) -> str:
        what = Opening(name, **more)  # type: ignore[arg-type]
        return acting.open_matter(access, what, by=by, identity=name)

    made("late", due_at=at(-1))
    made("soon", due_at=at(59))
    made("later", by=SHAN, due_at=at(61))
    made("waits")
    acting.note(access, "waits", Note("已转", waiting_for="水利局"), by=QIN)
    made("offered", by=SHAN)
    moving.ask_transfer(access, "offered", QIN, "请办理", by=SHAN)
    made("feedback", by=SHAN, source=Source.ASSIGNED, feedback_due_at=at(-5), due_at=at(600))
    made("done")
    acting.close(access, "done", "已办", by=QIN)
    assert ids(store, MatterFilter.OVERDUE) == ["feedback", "late"]
    assert ids(store, MatterFilter.DUE) == ["feedback", "late", "soon"]
    assert ids(store, MatterFilter.WAITING) == ["waits", "offered"]
    assert ids(store, MatterFilter.MINE, officer=QIN) == ["late", "soon", "waits", "offered"]
    assert ids(store, MatterFilter.MINE) == []
    assert ids(store, MatterFilter.CLOSED) == ["done"]
    assert len(ids(store, MatterFilter.OPEN)) == 6
    with store.read() as session:
        counts = reading.counts(session, HORIZON)
        assert (counts.open, counts.overdue, counts.due) == (6, 2, 1)
        assert [row.id for row in closings.closed_since(session, 0)] == ["done"]
    acting.note(access, "feedback", Note("已报区委值班室", "区委", feedback=True), by=SHAN)
    assert ids(store, MatterFilter.OVERDUE) == ["late"]


def test_a_call_leads_to_its_matters(store: Store, access: Access) -> None:
    first = acting.open_matter(access, WHAT, by=QIN)
    other = acting.open_matter(access, Opening("另一件"), by=QIN)
    acting.link(access, other, LinkKind.CALL, "c1", by=QIN)
    acting.link(access, other, LinkKind.CALL, "c1", by=QIN)
    with store.read() as session:
        assert [row.id for row in reading.by_call(session, "c1")] == [other, first]
    acting.link(access, first, LinkKind.MATTER, other, by=QIN)
    assert [each.target for each in known(store, other).links] == ["c1", first]
    with pytest.raises(MatterRefused):
        acting.link(access, first, LinkKind.MATTER, first, by=QIN)
    with pytest.raises(MatterRefused):
        acting.link(access, first, LinkKind.MATTER, "nowhere", by=QIN)


@pytest.mark.parametrize("name", ["first_receiver", "handler", "result", "no such field"])
def test_what_never_changes_is_not_corrected(store: Store, access: Access, name: str) -> None:
    matter = acting.open_matter(access, WHAT, by=QIN)
    with pytest.raises(MatterRefused):
        acting.correct(access, matter, {name: "别人"}, "误", by=SHAN)
    assert known(store, matter).row.first_receiver == "覃小梅"


def test_a_correction_keeps_both_values(store: Store, access: Access) -> None:
    matter = acting.open_matter(access, WHAT, by=QIN)
    acting.correct(access, matter, {"due_at": "2026-11-23T05:00:00+00:00"}, "上级延期", by=QIN)
    found = known(store, matter)
    assert found.row.due_at == at(150) == found.row.deadline_at
    (one,) = found.corrections
    assert (one.field, one.why, one.by) == ("due_at", "上级延期", "覃小梅")
    assert (one.old, one.new) == ("2026-11-23T03:15:00+00:00", "2026-11-23T05:00:00+00:00")
    for name, new, why in (
        ("urgency", "soonish", "x"),
        ("content", " ", "x"),
        ("risk", "x", " "),
        ("urgency", "urgent", "没变"),
    ):
        with pytest.raises(MatterRefused):
            acting.correct(access, matter, {name: new}, why, by=QIN)
    assert len(known(store, matter).corrections) == 1


def test_a_transfer_is_accepted_with_the_password_where_there_is_one(store: Store) -> None:
    made = account_kit.desk(store)
    by, to = Officer("李建国", made.admin.id), Officer(made.officer.name, made.officer.id)
    matter = acting.open_matter(made.access, WHAT, by=by)
    moving.ask_transfer(made.access, matter, to, "主管", by=by)
    with pytest.raises(MatterRefused, match=made.officer.name):
        moving.accept_transfer(made.access, matter, by=by, password=account_kit.ADMIN_PASSWORD)
    with pytest.raises(AccessRefused):
        moving.accept_transfer(made.access, matter, by=to, password="wrong")  # noqa: S106 - made up
    assert known(store, matter).row.handler_id == made.admin.id
    made.clock.jump(300)
    moving.accept_transfer(made.access, matter, by=to, password=PASSWORD)
    assert known(store, matter).row.holder == to
    with pytest.raises(MatterRefused):
        moving.accept_transfer(made.access, matter, by=to, password=PASSWORD)


def test_a_matter_is_not_closed_over_the_head_of_whoever_was_asked(
    store: Store, access: Access
) -> None:
    matter = acting.open_matter(access, WHAT, by=QIN)
    moving.ask_transfer(access, matter, NONG, "接班", by=QIN)
    with pytest.raises(MatterRefused, match="农秀"):
        acting.close(access, matter, "已办", by=QIN)
    with pytest.raises(MatterRefused, match="农秀"):
        moving.ask_transfer(access, matter, SHAN, "接班", by=QIN)
    moving.withdraw_transfer(access, matter, by=QIN)
    acting.close(access, matter, "已办", by=QIN)
    assert not known(store, matter).row.open


def test_nothing_is_written_over_what_somebody_else_has_just_done(
    store: Store, access: Access
) -> None:
    matter = acting.open_matter(access, WHAT, by=QIN)
    seen = known(store, matter).row
    acting.note(access, matter, Note("另一席位已办"), by=SHAN)
    late = facts.noted(matter, NOW, access.place, actor="覃小梅", note=Note("迟到的一笔"))
    with pytest.raises(MatterRefused, match="look again"):
        acting.record(access, seen, late)
    assert known(store, matter).row.steps == 2


def test_a_file_is_kept_under_its_hash(store: Store, access: Access, tmp_path: Path) -> None:
    matter = acting.open_matter(access, WHAT, by=QIN)
    source, folder = tmp_path / "..\u202egpj.\x1b]0;x", tmp_path / "kept"
    source.write_bytes(b"picture")
    for _ in range(2):
        digest = attaching.attach(access, matter, source, folder, largest=100, by=QIN)
    assert found(folder, digest) is Kept.WHOLE
    attaching.copy_out(folder, digest, out := BytesIO())
    assert out.getvalue() == b"picture"
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [digest]
    assert [each.size for each in known(store, matter).attachments] == [7, 7]
    (folder / digest[:2] / digest).write_bytes(b"pictura")
    assert found(folder, digest) is Kept.CHANGED
    assert found(folder, digest, 8) is Kept.CHANGED
    with pytest.raises(MatterRefused, match="another one"):
        attaching.copy_out(folder, digest, BytesIO())
    (folder / digest[:2] / digest).unlink()
    assert found(folder, digest) is Kept.GONE
    with pytest.raises(MatterRefused, match="not there"):
        attaching.copy_out(folder, digest, BytesIO())
    assert kept(folder, "../../etc/passwd") is None
    for bad in (tmp_path / "none", tmp_path):
        with pytest.raises(MatterRefused):
            attaching.attach(access, matter, bad, folder, largest=100, by=QIN)
    source.write_bytes(b"x" * 101)
    with pytest.raises(MatterRefused):
        attaching.attach(access, matter, source, folder, largest=100, by=QIN)
    assert len(known(store, matter).attachments) == 2


def test_a_file_that_cannot_be_kept_says_why_and_that_nothing_was_changed(
    store: Store, access: Access, tmp_path: Path
) -> None:
    matter = acting.open_matter(access, WHAT, by=QIN)
    source = tmp_path / "report.pdf"
    source.write_bytes(b"report")
    with pytest.raises(MatterRefused, match=r"a part of its path is no folder\. Nothing was"):
        attaching.attach(access, matter, source, source / "kept", largest=100, by=QIN)
    assert known(store, matter).attachments == ()


def due(store: Store, minutes: float = 0) -> set[tuple[AlarmCode, str]]:
    """Return what alarms matters raise so many minutes later."""
    with store.read() as session:
        found = deadlines.due(session, at(minutes), Settings())
        return {(each.code, each.about) for each in found}


def test_alarms_of_matters(store: Store, access: Access) -> None:
    late = acting.open_matter(access, Opening("甲", due_at=at(90)), by=QIN)
    assert due(store, 29) == set()
    assert due(store, 30) == {(AlarmCode.MATTER_DUE_SOON, late)}
    assert due(store, 90) == {(AlarmCode.MATTER_OVERDUE, late)}
    assert due(store, 24 * 60) == {
        (AlarmCode.MATTER_OVERDUE, late),
        (AlarmCode.MATTER_UNTOUCHED, late),
    }
    acting.close(access, late, "已办", by=QIN)
    assert due(store, 24 * 60) == set()


def test_a_matter_whose_handler_left_the_register_is_unowned(store: Store) -> None:
    made = account_kit.desk(store)
    leaving = account_kit.add_person(made.access, "农秀", "officer")
    who = Officer(leaving.name, leaving.id)
    matter = acting.open_matter(made.access, Opening("乙"), by=who)
    assert due(store) == set()
    gone = people.retired(leaving, made.clock.now(), made.access.place, actor="x", why="调离")
    made.access.ledger.record(gone)
    assert due(store) == {(AlarmCode.MATTER_UNOWNED, matter)}


def fill(access: Access, number: int, closed: int) -> None:
    """Open many matters, the first ones closed."""
    made = []
    for running in range(number):
        what = Opening(f"第{running}件 道路塌陷", due_at=at(running - 3000))
        made.append(facts.opened(f"m{running}", NOW, access.place, by=QIN, what=what))
    access.ledger.record(*made)
    access.ledger.record(
        *(
            facts.after(facts.closed(f"m{n}", NOW, access.place, actor="覃小梅", result="已办"), 0)
            for n in range(closed)
        )
    )


@pytest.mark.slow
@pytest.mark.timed
@pytest.mark.timeout(180)
def test_lists_and_alarms_are_quick_among_many(store: Store, access: Access) -> None:
    fill(access, 5200, 5000)

    def milliseconds(which: MatterFilter, **more: object) -> float:
        best = 1.0
        for _ in range(7):
            start = time.perf_counter()
            ids(store, which, **more)
            best = min(best, time.perf_counter() - start)
        return best * 1000

    figures = {
        "open": milliseconds(MatterFilter.OPEN, limit=50),
        "mine": milliseconds(MatterFilter.MINE, officer=QIN, limit=50),
        "all": milliseconds(MatterFilter.ALL, limit=50),
        "search": milliseconds(MatterFilter.ALL, limit=50, query="塌陷"),
        "search open": milliseconds(MatterFilter.OPEN, limit=50, query="塌陷 第51"),
    }
    print(figures)  # noqa: T201
    assert max(figures.values()) < 30
