"""`dutyroom decode` as a program: its output, its faults, its manners."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.devices.formats.reading import CAPTURES, capture

KEYS = [
    *("event", "line", "direction", "number", "name", "absent", "telco_time", "seconds"),
    *("checksum", "format", "offset", "raw", "answered"),
]


def decode(
    *words: str, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command."""
    return subprocess.run(
        [sys.executable, "-m", "dutyroom", "--lang", "en", "decode", *words],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **(environment or {})},
    )


def refused(*words: str, stdin: bytes = b"") -> str:
    """Run the command on what it must refuse, and return the one sentence it says."""
    done = decode(*words, stdin=stdin)
    assert (done.returncode, done.stdout) == (2, b"")
    (sentence,) = done.stderr.decode().splitlines()
    return sentence


def test_each_line_is_one_object_with_the_documented_keys_in_order() -> None:
    done = decode(str(CAPTURES / "hayes.bin"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (CAPTURES / "hayes.jsonl").read_bytes()
    for line in done.stdout.splitlines():
        event = json.loads(line)
        assert list(event) == KEYS
        raw = bytes.fromhex(event["raw"])
        assert capture("hayes")[event["offset"] : event["offset"] + len(raw)] == raw


def test_standard_input_with_and_without_a_format() -> None:
    expected = (CAPTURES / "whozz.jsonl").read_bytes()
    assert decode("-", stdin=capture("whozz")).stdout == expected
    assert decode("--format", "whozz", "-", stdin=capture("whozz")).stdout == expected


def test_a_declared_format_by_its_file(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "mine"\n[[record]]\npattern = "DING"\nevent = "ring"\n')
    done = decode("--format", str(mine), "-", stdin=b"DING\r\n")
    assert json.loads(done.stdout)["format"] == "mine"


def test_output_is_utf_8_whatever_the_terminal_speaks() -> None:
    done = decode(
        str(CAPTURES / "ncid.bin"), environment={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    )
    assert "张三" in done.stdout.decode("utf-8")


def test_events_of_a_live_stream_come_at_once() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "dutyroom", "decode", "--format", "hayes", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"RING\r\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["event"] == "ring"
        running.stdin.close()
        assert running.wait(10) == 0


def test_faults_are_one_plain_sentence_and_exit_code_2(tmp_path: Path) -> None:
    assert "nothing-here" in refused(str(tmp_path / "nothing-here"))
    assert str(tmp_path) in refused(str(tmp_path))
    assert "there is no format fancy" in refused("--format", "fancy", "-")
    assert "no format fits" in refused("-", stdin=b"hello\n")
    assert "no format fits" in refused("-", stdin=b"")
    broken = tmp_path / "broken.toml"
    broken.write_text("name = \n")
    assert "not a TOML file" in refused("--format", str(broken), "-")


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    big = tmp_path / "big"
    big.write_bytes(b"RING\r\n" * 100_000)
    with subprocess.Popen(
        [sys.executable, "-m", "dutyroom", "decode", str(big)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(10) != 2


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc")
def test_a_big_capture_is_not_loaded_at_once(tmp_path: Path) -> None:
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(60_000_000)
        file.write(b"RING\r\n" * 100)
    script = (
        "import sys; from pathlib import Path; from dutyroom.cli.main import main; "
        f"code = main(['decode', '--format', 'hayes', {str(big)!r}]); "
        "peak = Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]; "
        "print(peak, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
    )
    assert int(done.stderr.split()[-1]) < 50_000  # kilobytes


def test_the_command_loads_nothing_heavy() -> None:
    script = (
        "import sys; from dutyroom.cli import decode; "
        "print(sorted({'serial', 'sqlmodel', 'pydantic', 'textual', 'msgspec', 'rich'} "
        "& set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
