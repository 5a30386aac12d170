"""`dutyroom check`: probes without a screen, faults and stock."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.cli import check
from dutyroom.cli.main import main
from dutyroom.desk.probing import Probing
from dutyroom.registers.equipment import editing, stocking, ticketing
from dutyroom.registers.equipment.reading import open_faults
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.items import State as ItemState
from dutyroom.standard.probing import Kind, Reading, Said, State
from dutyroom.store.engine import Store
from tests.registers.equipment.equipment_kit import NOW, EquippedDesk


@pytest.fixture
def desk(store: Store) -> EquippedDesk:
    """A desk of the home `tmp_path`."""
    return EquippedDesk(store)


def ran(home: Path, *words: str) -> int:
    """Run the command in English."""
    return main(["--home", str(home), "--lang", "en", "check", *words])


def say(monkeypatch: pytest.MonkeyPatch, **states: State) -> None:
    """Have probes say something."""

    async def readings(_self: Probing) -> AsyncIterator[Reading]:
        for key, state in states.items():
            yield Reading(key, State.RUNNING, None, None, NOW, 0.0)
            said = Said("There was no answer within {limit:.0f} s.", {"limit": 3})
            yield Reading(key, state, said, None, NOW, 0.5)

    monkeypatch.setattr(Probing, "readings", readings)


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ({"database": State.OK, "printer": State.OK}, 0),
        ({"database": State.FAULTY, "printer": State.OK}, 1),
        ({"database": State.OK, "printer": State.FAULTY}, 0),  # the printer is not critical
        ({"database": State.CANNOT_TELL}, 0),  # no measurement is no fault, and no "in order"
    ],
)
def test_the_exit_code_says_whether_something_critical_fails(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    states: dict[str, State],
    code: int,
) -> None:
    say(monkeypatch, **states)
    assert ran(tmp_path, "--json") == code
    found = json.loads(capsys.readouterr().out)
    assert found["failed"] == bool(code)
    assert {each["probe"]: each["state"] for each in found["probes"]} == states
    assert found["probes"][0]["values"] == {"limit": 3}
    assert found["probes"][0]["items"] == ["duty_machine"]


def test_what_the_unit_took_off_its_list_is_not_asked_for(
    tmp_path: Path,
    desk: EquippedDesk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Neither listed nor failing; what stands in it and is critical still fails the check."""

    async def readings(self: Probing) -> AsyncIterator[Reading]:
        for probe in self.probes:
            bad = probe.kind is Kind.NETWORK
            state = State.FAULTY if bad else State.CANNOT_TELL
            yield Reading(probe.key, state, Said("?"), None, NOW, 0.5)

    monkeypatch.setattr(Probing, "readings", readings)
    desk.adopt()

    def asked() -> set[str]:
        return {each["probe"] for each in json.loads(capsys.readouterr().out)["probes"]}

    assert ran(tmp_path, "--json") == 1  # the extranet is critical
    assert {"network:intranet", "network:extranet", "network:internet", "ups"} <= asked()
    for key in ("pc_extranet", "pc_internet", "printer"):
        desk.do(lambda s, key=key: editing.retire(s, desk.act, key, why="无"))  # type: ignore[misc]
    assert ran(tmp_path, "--json") == 0
    found = asked()
    assert "network:intranet" in found
    assert found.isdisjoint({"network:extranet", "network:internet", "printer"})
    assert {"keeper", "disk", "database"} & found
    assert ran(tmp_path) == 0
    assert "Printer" not in capsys.readouterr().out


def test_an_open_ticket_without_a_workaround_fails_the_check(
    tmp_path: Path,
    desk: EquippedDesk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No probe sees a jammed fax; the ticket that somebody wrote counts none the less."""
    say(monkeypatch, database=State.OK)
    desk.adopt()
    desk.do(lambda s: ticketing.open_by_hand(s, desk.act, "fax", ItemState.FAULTY, "卡纸"))
    assert ran(tmp_path, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["failed"]
    assert [each["item"] for each in found["blocking_faults"]] == ["fax"]
    assert ran(tmp_path) == 1
    assert "x Fax *: ticket open, no workaround. 卡纸" in capsys.readouterr().out
    fault = desk.read(open_faults)[0].id
    desk.do(lambda s: ticketing.bypass(s, desk.act, fault, "到文印室"))
    assert ran(tmp_path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["blocking_faults"] == []


def test_probes_run_on_a_home_that_was_never_set_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each says its own state, none "in order" that nobody measured, and nothing is written."""
    home = tmp_path / "nothing"
    assert ran(home, "--json") in {0, 1}
    found = json.loads(capsys.readouterr().out)
    states = {each["probe"]: each["state"] for each in found["probes"]}
    assert states["database"] == "cannot_tell"
    assert states["clock"] == "cannot_tell"
    assert all(each["evidence"] for each in found["probes"])
    assert not home.exists()


def test_people_read_words_and_see_what_is_critical(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say(monkeypatch, database=State.FAULTY, printer=State.OK)
    ran(tmp_path)
    out = capsys.readouterr().out
    assert "x Database *: faulty  There was no answer within 3 s." in out
    assert "+ Printer: in order" in out
    assert "\nSomething critical fails.\n" in out
    assert i18n.language() == "en"


def test_open_faults_and_their_exit_code(
    tmp_path: Path, desk: EquippedDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    """1 while something critical fails and nobody says how the desk does without it."""
    desk.adopt()
    assert ran(tmp_path, "faults") == 0
    assert "No fault is noted." in capsys.readouterr().out
    desk.do(lambda s: ticketing.open_by_hand(s, desk.act, "fax", ItemState.FAULTY, "卡纸\x1b[2J"))
    assert ran(tmp_path, "faults") == 1
    out = capsys.readouterr().out
    assert "Fax *: faulty, 卡纸" in out
    assert "\x1b" not in out
    fault = desk.read(open_faults)[0].id
    desk.do(lambda s: ticketing.bypass(s, desk.act, fault, "到文印室"))
    assert ran(tmp_path, "faults", "--json") == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert (row["item"], row["critical"], row["reported_at"]) == ("fax", True, None)


def test_stock_and_its_exit_code(
    tmp_path: Path,
    desk: EquippedDesk,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(check, "clock_from_environment", lambda: desk.clock)
    placed = replace(desk.adopt().by_key["batteries"], place="值班室东柜")
    desk.do(lambda s: editing.change(s, desk.act, placed))
    assert ran(tmp_path, "stock") == 0  # nothing noted is not below the minimum
    assert "Spare batteries: nothing noted yet" in capsys.readouterr().out
    desk.do(lambda s: stocking.receive(s, desk.act, "batteries", 3, expires=date(2028, 1, 1)))
    assert ran(tmp_path, "stock", "--json") == 1
    rows = {row["item"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["batteries"]["usable"], rows["batteries"]["low"]) == (3, True)
    assert rows["torches"]["usable"] is None
    assert (rows["batteries"]["place"], rows["torches"]["place"]) == ("值班室东柜", "")
    soon = local_date(desk.clock.now()) + timedelta(days=9)
    desk.do(lambda s: stocking.receive(s, desk.act, "batteries", 1, expires=soon))
    assert ran(tmp_path, "stock") == 1
    said = f"Spare batteries: 4 pcs, below the minimum, expires soon, 1 ({soon}), 3 (2028-01-01)"
    assert said in capsys.readouterr().out
