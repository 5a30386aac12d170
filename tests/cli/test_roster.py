"""`dutyroom roster`: what is shown, proposed, checked and exported, and with which exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.cli.main import main
from dutyroom.registers.roster import drafting, reading
from dutyroom.registers.wishes import acts
from dutyroom.registers.wishes.facts import Wish
from dutyroom.store.engine import Store
from tests.registers.roster.roster_kit import OFFICERS, PLANNING, Room, put, room

OCTOBER = ("--from", "2026-10-01", "--until", "2026-10-31")


@pytest.fixture
def duty_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A duty room with a roster of October, in the test's own folder."""
    monkeypatch.setenv("DUTYROOM_LANG", "en")
    made = room(store)
    made.go_to(datetime(2026, 9, 2, tzinfo=UTC))
    made.publish(made.filled(date(2026, 10, 1), date(2026, 10, 31)))
    i18n.use("en")
    return made


def roster(folder: Path, *words: str) -> int:
    """Run the command."""
    return main(["--home", str(folder), "--lang", "en", "roster", *words])


def test_what_is_in_force_is_shown(
    duty_room: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert roster(tmp_path, "show", *OCTOBER) == 0
    assert "2026-10-31" in capsys.readouterr().out
    assert roster(tmp_path, "show", *OCTOBER, "--json") == 0
    slots = json.loads(capsys.readouterr().out)
    assert len(slots) == 93
    assert slots[0]["people"][0]["name"]
    assert roster(tmp_path, "show", "--from", "2026-12-01") == 1
    assert "No roster is published" in capsys.readouterr().err
    assert roster(tmp_path, "show", "--from", "2026-12-01", "--json") == 1
    assert json.loads(capsys.readouterr().out) == []


def test_what_is_wrong_is_said(
    duty_room: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert roster(tmp_path, "check", *OCTOBER) == 0  # warnings alone are no fault
    assert "x " not in capsys.readouterr().out
    duty_room.go_to(datetime(2026, 9, 3, tzinfo=UTC))
    made = duty_room.filled(date(2026, 10, 1), date(2026, 10, 31))
    fewer = tuple(item for item in made.assignments if item.slot != "2026-10-20/leader")
    duty_room.publish(replace(made, assignments=fewer), why="drill")
    assert roster(tmp_path, "check", *OCTOBER, "--json") == 0  # with a reason
    faults = json.loads(capsys.readouterr().out)
    blocking = [(fault["kind"], fault["accepted"]) for fault in faults if fault["blocking"]]
    assert blocking == [("no-leader", "演练")]
    assert roster(tmp_path, "check", *OCTOBER) == 0
    assert "(accepted: 演练)" in capsys.readouterr().out
    assert roster(tmp_path, "check", *OCTOBER, "--draft") == 2
    assert "There is no draft" in capsys.readouterr().err


def test_a_roster_is_proposed_and_kept_as_the_draft(
    duty_room: Room,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    november = ("--from", "2026-11-02", "--until", "2026-11-08")
    assert roster(tmp_path, "wishes", *november) == 1
    assert "Nobody wishes anything" in capsys.readouterr().err
    spared = Wish(
        "o1", "单明", False, date(2026, 11, 3), date(2026, 11, 4), ("night",), True, "值班"
    )
    acts.ask(duty_room.access, spared, PLANNING, actor="单明")
    fifth = replace(spared, first=date(2026, 10, 5), last=date(2026, 10, 5))
    acts.ask(duty_room.access, fifth, PLANNING, actor="单明")
    assert roster(tmp_path, "wishes", *november, "--json") == 0
    (wish,) = json.loads(capsys.readouterr().out)
    named = [wish[key] for key in ("person", "shifts", "first", "slots")]
    assert named == ["o1", ["night"], "2026-11-03", []]
    assert roster(tmp_path, "wishes", *november) == 0
    line = "  2026-11-03 - 11-04  单明  strongly against  夜班  值班\n"
    assert capsys.readouterr().out.endswith(line)
    assert roster(tmp_path, "solve", *november, "--json", "--save", "--by", "x") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["status"], said["saved"], len(said["assignments"])) == ("optimal", True, 21)
    assert [(each["person"], each["met"]) for each in said["wishes"]] == [("o1", True)]
    assert roster(tmp_path, "check", *november, "--draft") == 0
    monkeypatch.setattr("dutyroom.cli.duty_room.clock_from_environment", lambda: duty_room.clock)
    duty_room.go_to(datetime(2026, 10, 29, tzinfo=UTC))
    capsys.readouterr()
    assert roster(tmp_path, "solve", "--save") == 0  # of this month, from tomorrow on
    said_of_it = capsys.readouterr().out
    assert "wishes" not in said_of_it  # that of the fifth is not of these days
    lines = [line for line in said_of_it.splitlines() if line.startswith("2026-")]
    assert [line[:14] for line in lines] == ["2026-10-30 Fri", "2026-10-31 Sat"]
    assert all("Leader on duty: " in line and "/" not in line for line in lines)
    assert roster(tmp_path, "check", *OCTOBER, "--draft") == 0  # its earlier days are kept
    october = date(2026, 10, 1), date(2026, 10, 31)
    with duty_room.access.store.read() as session:
        draft = drafting.load(session, *october, PLANNING)
        newest = reading.current(session, *october)
    assert draft is not None
    assert newest is not None
    assert draft.base == newest.id  # nothing is newer than what it was begun from


def test_why_there_is_no_roster_is_said(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room(store, officers=("甲",))
    days = ("--from", "2026-11-02", "--until", "2026-11-08")
    assert roster(tmp_path, "solve", *days, "--save") == 1
    said = capsys.readouterr().out
    assert "These requirements cannot be kept together:" in said
    assert said.count("\n- ") >= 2
    assert roster(tmp_path, "check", *days, "--draft") == 2  # nothing was kept
    capsys.readouterr()
    assert roster(tmp_path, "solve", "--from", "2031-01-01") == 2
    assert "2031" in capsys.readouterr().err


def test_it_is_exported_as_the_name_says(
    duty_room: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begins = {
        "pdf": b"%PDF",
        "xlsx": b"PK",
        "csv": b"\xef\xbb\xbf",
        "txt": b"unit",
        "ics": b"BEGIN:",
    }
    for form, beginning in begins.items():
        path = tmp_path / f"out.{form}"
        person = ("--person", "韦东") if form == "ics" else ()
        assert roster(tmp_path, "export", str(path), *OCTOBER, *person) == 0
        assert path.read_bytes().startswith(beginning), form
        assert path.stat().st_mode & 0o077 == 0
    assert roster(tmp_path, "export", str(tmp_path / "x.doc"), *OCTOBER) == 2
    assert roster(tmp_path, "export", str(tmp_path / "x.ics"), *OCTOBER, "--person", "谁") == 2
    assert "names 0 people" in capsys.readouterr().err
    assert roster(tmp_path, "export", str(tmp_path / "x.ics"), *OCTOBER) == 2
    assert "for one person: add --person" in capsys.readouterr().err
    assert roster(tmp_path, "export", str(tmp_path / "y.pdf"), "--from", "2026-12-01") == 2
    assert not (tmp_path / "x.ics").exists()
    assert not (tmp_path / "y.pdf").exists()


def test_whoever_has_left_gets_a_calendar_that_cancels_their_duties(
    duty_room: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By name where nobody else bears it now."""
    path, words = tmp_path / "out.ics", ("--person", "单明")
    made = duty_room.filled(date(2026, 10, 1), date(2026, 10, 31))
    rest = tuple(replace(each, person="o2" if each.person == "o1" else each.person)
                 for each in made.assignments)  # fmt: skip
    duty_room.publish(replace(made, assignments=rest), "单明调离")
    duty_room.retire("o1")
    assert roster(tmp_path, "export", str(path), *OCTOBER, *words) == 0
    assert path.read_text("utf-8").count("STATUS:CANCELLED") > 5
    assert "STATUS:CONFIRMED" not in path.read_text("utf-8")


def test_any_two_versions_are_compared(
    duty_room: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = duty_room.filled(date(2026, 10, 1), date(2026, 10, 31))
    out = duty_room_name(made.people_in("2026-10-20/night")[0])
    for version, why in enumerate(("swap", "again"), start=2):
        made = put(made, "2026-10-20/night", "o6" if version == 2 else "o5")
        duty_room.publish(made, why)
    assert roster(tmp_path, "versions", *OCTOBER) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["3", "2", "1"]
    assert roster(tmp_path, "versions", *OCTOBER, "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert roster(tmp_path, "compare", "3", listed[2]["id"], *OCTOBER, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["before"]["number"], said["after"]["number"]) == (1, 3)
    (change,) = said["changes"]
    assert (change["day"], change["label"]) == ("2026-10-20", "夜班")
    assert [[one["name"] for one in change[side]] for side in ("out", "in")] == [[out], ["周宁"]]
    assert roster(tmp_path, "compare", "1", "3", *OCTOBER) == 0
    assert f"out {out}, in 周宁" in capsys.readouterr().out
    assert roster(tmp_path, "compare", "1", "9", *OCTOBER) == 2
    assert "No version “9” is published" in capsys.readouterr().err
    half = duty_room.filled(date(2026, 10, 1), date(2026, 10, 15))
    duty_room.publish(put(half, "2026-10-12/night", "o5"), "anew")
    assert roster(tmp_path, "compare", "1", "3", *OCTOBER) == 2
    assert "Several periods" in capsys.readouterr().err


def duty_room_name(person: str) -> str:
    """Return the name of an officer of the room."""
    return OFFICERS[int(person[1:])]


@pytest.mark.parametrize(
    "words",
    [("show", "--from", "x"), ("solve", "--seconds", "0"), ("solve", "--seconds", "x"), ("fly",)],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        roster(tmp_path, *words)


def test_what_was_written_is_told_to_programs(
    duty_room: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "october.csv"
    assert roster(tmp_path, "export", str(path), *OCTOBER, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"file": str(path), "format": "csv", "bytes": path.stat().st_size}
