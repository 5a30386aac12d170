"""The real keeper on a real serial pseudo-terminal logs calls, whatever happens."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dutyroom.config import Alarms
from dutyroom.store.sqlite import dbapi
from tests.e2e.keeper_desk import KeeperDesk, environment, until


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeeperDesk]:
    """Return a desk whose keeper runs."""
    made = KeeperDesk(tmp_path / "home")
    try:
        made.start()
        until(lambda: made.keeper_state().get("database") == "ok", what="the database")
        yield made
    finally:
        made.close()


def test_a_new_desk_logs_a_call_from_the_first_ring_to_the_end(tmp_path: Path) -> None:
    with contextlib.closing(KeeperDesk(tmp_path / "home", founded=False)) as desk:
        desk.start()
        until(lambda: desk.keeper_state().get("database") == "ok", what="the database")
        desk.ring()
        until(lambda: desk.outcomes() == ["ringing"], what="the ringing call")
        desk.lift()
        until(lambda: desk.outcomes() == ["talking"], what="the answered call")
        desk.lay_down()
        until(lambda: desk.outcomes() == ["answered"], what="the end of the call")
        call = desk.calls()[0]
        assert (call.number, call.name, call.known_by) == ("800-240-4637", "CallerID.com", "hook")
        assert call.owed == "write_up"
        if (maps := Path("/proc", str(desk.status()["pid"]), "maps")).exists():
            assert "pydantic" not in maps.read_text()  # the call has not made it load models
        assert desk.stop() == 0


@pytest.mark.timed
def test_an_unplugged_box_is_an_alarm_and_comes_back(desk: KeeperDesk) -> None:
    until(lambda: desk.line_state()["box"] == "ok", what="the box")
    desk.box.unplug()
    assert until(lambda: desk.line_state()["box"] == "lost", what="the loss") < 3.5
    desk.box.plug_in()
    assert until(lambda: desk.line_state()["box"] == "ok", what="the recovery") < 6.0
    desk.ring()
    until(lambda: desk.outcomes() == ["ringing"], what="a call after the recovery")


def test_a_killed_keeper_loses_no_fact_and_the_call_goes_on(desk: KeeperDesk) -> None:
    desk.ring()
    desk.lift()
    until(lambda: desk.outcomes() == ["talking"], what="the answered call")
    desk.kill()
    desk.start()
    until(lambda: desk.line_state().get("call"), what="the call to be taken up")
    assert desk.line_state()["call"] == desk.calls()[0].id
    until(lambda: [row.what for row in desk.outages()] == ["keeper"], what="its absence")
    desk.lay_down()
    until(lambda: desk.outcomes() == ["answered"], what="the end of the call")


def test_a_killed_keeper_takes_up_the_talk_and_who_knocks_beside_it(desk: KeeperDesk) -> None:
    desk.ring()
    desk.lift()
    until(lambda: desk.outcomes() == ["talking"], what="the answered call")
    desk.say("01 I S 0000 G A1 11/23 05:44 PM 010-5555-6666  SECOND         ")
    until(lambda: desk.outcomes() == ["ringing", "talking"], what="the waiting call")
    waiting, talk = (call.id for call in desk.calls())
    desk.kill()
    desk.start()
    until(lambda: desk.line_state().get("call") == talk, what="the talk to be taken up")
    assert desk.outcomes() == ["ringing", "talking"]
    desk.lay_down()
    until(lambda: desk.outcomes() == ["ringing", "answered"], what="the end of the talk")
    until(lambda: desk.line_state().get("call") == waiting, what="the other to ring on")
    desk.lift()
    until(lambda: desk.outcomes() == ["talking", "answered"], what="the second talk")


def test_facts_of_a_killed_keeper_that_were_only_spooled_are_written(desk: KeeperDesk) -> None:
    lock = dbapi.connect(str(desk.places.database), isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    desk.ring(number="010-1111-2222")
    until(lambda: desk.keeper_state().get("database") == "locked", what="the lock")
    desk.kill()
    lock.execute("ROLLBACK")
    lock.close()
    desk.start()
    until(lambda: [call.number for call in desk.calls()] == ["010-1111-2222"], what="the call")


def test_a_database_that_is_set_aside_loses_nothing(desk: KeeperDesk, tmp_path: Path) -> None:
    desk.ring(number="010-1111-2222")
    desk.lift()
    desk.lay_down()
    until(lambda: desk.outcomes() == ["answered"], what="the first call")
    aside = tmp_path / "aside"
    aside.mkdir()
    names = [path.name for path in desk.home.glob("dutyroom.db*")]
    for name in names:
        (desk.home / name).rename(aside / name)
    desk.ring(number="010-3333-4444")
    until(lambda: desk.keeper_state().get("spooled", 0) > 0, what="the spool to grow")
    for name in names:
        (aside / name).rename(desk.home / name)
    until(
        lambda: [call.number for call in desk.calls()] == ["010-3333-4444", "010-1111-2222"],
        what="the spool to drain",
    )


def test_a_keeper_started_without_its_database_makes_no_empty_one(
    desk: KeeperDesk, tmp_path: Path
) -> None:
    until(lambda: list(desk.places.backups.glob("*.db")), what="the first backup")
    desk.ring(number="010-1111-2222")
    until(lambda: desk.outcomes() == ["ringing"], what="the first call")
    desk.stop()
    aside = tmp_path / "aside.db"
    desk.places.database.rename(aside)
    desk.start()
    desk.ring(number="010-3333-4444")
    until(lambda: desk.keeper_state().get("database") == "missing", what="the trouble")
    assert not desk.places.database.exists()
    aside.rename(desk.places.database)
    until(lambda: len(desk.calls()) == 2, what="the spool to drain")


def test_a_damaged_database_is_waited_for_and_left_alone(desk: KeeperDesk) -> None:
    desk.stop()
    sound = desk.places.database.read_bytes()
    for extra in desk.home.glob("dutyroom.db-*"):
        extra.unlink()
    desk.places.database.write_bytes(b"this is no database" + sound[19:])
    desk.start()
    desk.ring(number="010-5555-6666")
    until(lambda: desk.keeper_state().get("database") == "damaged", what="the trouble")
    assert desk.places.database.read_bytes()[:19] == b"this is no database"
    mended = desk.places.database.with_name("mended")
    mended.write_bytes(sound)
    mended.replace(desk.places.database)  # at once, as a restore does: half a file is another fault
    until(lambda: [call.number for call in desk.calls()] == ["010-5555-6666"], what="the call")
    desk.lift()
    until(lambda: desk.outcomes() == ["talking"], what="the call to go on as it began")


def test_the_time_without_a_keeper_is_written_down(desk: KeeperDesk) -> None:
    desk.stop()
    gone = datetime.now(UTC) - timedelta(minutes=5)
    alive = desk.home / "keeper.alive"
    alive.write_text(json.dumps({"at": gone.isoformat(), "boot": "another"}), encoding="ascii")
    desk.start()
    until(lambda: any(row.found_at for row in desk.outages()), what="the outage and its end")
    (outage,) = desk.outages()
    assert outage.what == "keeper"
    assert outage.lost_at is not None
    assert outage.found_at is not None
    assert abs((outage.lost_at - gone).total_seconds()) < 1
    assert outage.found_at > gone + timedelta(minutes=4)


def test_the_officer_on_duty_is_the_first_receiver(desk: KeeperDesk) -> None:
    desk.sit_down("李伟")
    desk.ring()
    until(lambda: desk.outcomes() == ["ringing"], what="the ringing call")
    assert desk.first_receiver() == ""
    desk.lift()
    until(lambda: desk.first_receiver() == "李伟", what="the first receiver")
    desk.lay_down()


@pytest.mark.slow
def test_alarms_are_raised_and_cleared_by_the_keeper(tmp_path: Path) -> None:
    desk = KeeperDesk(tmp_path / "home", alarms=Alarms(unanswered=1, call_back=0, write_up=3600))
    try:
        desk.start()
        until(lambda: desk.keeper_state().get("database") == "ok", what="the database")
        desk.ring()
        until(lambda: desk.open_alarms().get("call_unanswered"), what="the unanswered call")
        desk.say("01 I E 0000 G A1 11/23 05:43 PM 800-240-4637   CallerID.com   ")
        until(lambda: desk.outcomes() == ["missed"], what="the missed call")
        until(lambda: desk.open_alarms().get("call_not_called_back"), what="the alarm about it")
        assert desk.open_alarms()["call_unanswered"] == "cleared"
        assert desk.open_alarms()["call_not_called_back"] == "unacknowledged"
        desk.box.unplug()
        until(lambda: desk.open_alarms().get("line_lost") == "unacknowledged", what="the loss")
        desk.box.plug_in()
        until(lambda: desk.open_alarms().get("line_lost") == "cleared", what="the recovery")
    finally:
        desk.close()


def test_a_second_keeper_is_refused_with_a_sentence(desk: KeeperDesk) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "dutyroom", "--home", str(desk.home), "line"],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert second.returncode == 2
    assert "Another dutyroom process" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_keeper_without_settings_says_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dutyroom", "--home", str(tmp_path / "x"), "line"],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert done.returncode == 2
    assert "dutyroom setup" in done.stderr
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("text", ["[unit", "[unit]\nname = 3\n", "\x00\xff", "[nonsense]\na = 1\n"])
def test_unreadable_settings_are_a_sentence(tmp_path: Path, text: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "dutyroom.toml").write_text(text, encoding="latin-1")
    done = subprocess.run(
        [sys.executable, "-m", "dutyroom", "--home", str(home), "line"],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert done.returncode == 2
    assert "dutyroom.toml" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in home.iterdir()] == ["dutyroom.toml"]
