"""`dutyroom captured`: from the bytes of a call in the log to its events again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dutyroom.cli.main import main
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import open_store
from tests.line.box_rig import BoxRig

SAID = (
    b"01 R     09/26 11:28:01\r\n",
    b"01 I S 0000 G A1 11/07 07:50 PM 13800000000    ZHANG\r\n",
    b"01 F     09/26 11:28:09\r\n",
)
LATER = b"01 N     09/26 11:32:45\r\n"


async def test_the_bytes_of_a_call_decode_to_its_events(
    tmp_path: Path, store_template: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    rig = BoxRig("whozz")
    rig.send(*SAID)
    rig.lose()
    rig.plug_in()
    rig.send(LATER)
    store = open_store(Path(shutil.copyfile(store_template, tmp_path / "dutyroom.db")))
    Ledger(store, rig.clock).record(*rig.facts)
    store.close()

    def dutyroom(*words: str) -> tuple[int, str]:
        done = main(["--home", str(tmp_path), "--lang", "en", *words])
        return done, capfdbinary.readouterr().out.decode()

    def captured(*words: str) -> tuple[int, str]:
        return dutyroom("captured", "2026-00001", *words)

    again = "To read them: dutyroom captured 2026-00001 --part {} --output - | dutyroom decode"
    assert captured()[1].splitlines() == [
        f"1  whozz, {len(b''.join(SAID))} bytes",
        f"2  whozz, {len(LATER)} bytes",
        f"{again.format(1)} --format whozz -",
        f"{again.format(2)} --format whozz -",
    ]
    assert captured("--part", "2", "--output", "-") == (0, LATER.decode())
    for wrong in ("--output", "-"), ("--part", "3", "--output", "-"):
        assert captured(*wrong)[0] == 2
    assert captured("--part", "1", "--output", str(tmp_path / "call.bin"))[0] == 0
    said = dutyroom("decode", "--format", "whozz", str(tmp_path / "call.bin"))[1].splitlines()
    assert [json.loads(line)["event"] for line in said] == ["ring", "caller_id", "off_hook"]
    assert dutyroom("captured", "2026-00002")[0] == 2


async def test_how_the_bytes_are_read_names_a_format_that_decode_knows(
    tmp_path: Path, store_template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a format that the unit has declared itself the log knows the name, and not the file."""
    own = tmp_path / "own.toml"
    own.write_text(
        'name = "my-box"\n[[record]]\npattern = "RING"\nevent = "ring"\n', encoding="utf-8"
    )
    rig = BoxRig(str(own))
    rig.send(b"RING\r\n")
    rig.lose()
    store = open_store(Path(shutil.copyfile(store_template, tmp_path / "dutyroom.db")))
    Ledger(store, rig.clock).record(*rig.facts)
    store.close()
    assert main(["--home", str(tmp_path), "--lang", "en", "captured", "2026-00001"]) == 0
    command = "dutyroom captured 2026-00001 --output - | dutyroom decode --format FILE.toml -"
    said = capsys.readouterr().out.splitlines()
    assert said == ["1  my-box, 6 bytes", f"To read them: {command}"]
