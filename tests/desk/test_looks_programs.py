"""Looking through the programs of print service and power supply, with stand-ins for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom.config import Probes
from dutyroom.standard.probing import Kind, State, worded
from tests.desk.probe_kit import bench, programs, read


async def test_a_machine_without_print_service_or_power_tools_cannot_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    made = bench(tmp_path, probes=Probes(ups="ups@localhost"))
    for kind in (Kind.PRINTER, Kind.UPS):
        found = await read(made, kind)
        assert found.state is State.CANNOT_TELL, kind
        assert found.advice is not None


async def test_no_power_supply_that_is_named_is_no_answer_and_never_in_order(
    tmp_path: Path,
) -> None:
    found = await read(bench(tmp_path), Kind.UPS)
    assert found.state is State.CANNOT_TELL
    assert "no emergency power supply is named" in worded(found.evidence)
    assert "Look at it yourself" in worded(found.advice)


@pytest.mark.parametrize(
    ("says", "state", "words"),
    [
        ("print('battery.charge: 100\\nups.status: OL')", State.OK, "100 %"),
        ("print('battery.charge: 40\\nups.status: OB DISCHRG')", State.FAULTY, "no mains"),
        ("print('Error: Data stale', file=sys.stderr); sys.exit(1)", State.CANNOT_TELL, "lost"),
        ("print('rubbish')", State.FAULTY, "does not say"),
    ],
)
async def test_what_nut_tells_of_the_power_supply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, state: State, words: str
) -> None:
    programs(tmp_path / "bin", upsc=f"assert sys.argv[1:] == ['u@h']\n{says}")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    found = await read(bench(tmp_path, probes=Probes(ups="u@h")), Kind.UPS)
    assert found.state is state
    assert words in worded(found.evidence)


async def test_a_print_service_that_hangs_is_a_fault_within_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dutyroom.devices.probes.printer.LIMIT", 0.3)
    programs(tmp_path / "bin", lp="", lpstat="time.sleep(60)")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    found = await read(bench(tmp_path), Kind.PRINTER)
    assert found.state is State.FAULTY
    assert "does not answer" in worded(found.evidence)
