"""The system's printer: a stand-in for `lp` that says what CUPS says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dutyroom.documents.errors import PrintingFailed
from dutyroom.documents.printing import print_pdf


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the only programs there are."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def lp(folder: Path, code: str) -> None:
    """Put a stand-in for `lp` into a folder."""
    program = folder / "lp"
    program.write_text(f"#!{sys.executable}\nimport sys, pathlib, time\n{code}\n", encoding="utf-8")
    program.chmod(0o755)


def test_the_document_and_the_title_reach_the_printer(programs: Path) -> None:
    lp(
        programs,
        f"pathlib.Path({str(programs / 'got')!r}).write_bytes(sys.stdin.buffer.read())\n"
        f"pathlib.Path({str(programs / 'said')!r}).write_text(repr(sys.argv[1:]))\n"
        "print('request id is HP_LaserJet-12 (0 file(s))')",
    )
    assert print_pdf(b"%PDF-1.7 x", "slip 2026-00012; rm -rf /") == "HP_LaserJet-12"
    assert (programs / "got").read_bytes() == b"%PDF-1.7 x"
    assert (programs / "said").read_text() == "['-t', 'slip-2026-00012-rm--rf', '-']"


def test_a_service_that_is_down_is_not_called_a_printer_that_nobody_chose(programs: Path) -> None:
    """Without its scheduler CUPS says only that there is no default destination."""
    lp(programs, "sys.exit('lp: Error - No default destination.')")
    asked = programs / "lpstat"
    asked.write_text(f"#!{sys.executable}\nprint('scheduler is not running')\n", encoding="utf-8")
    asked.chmod(0o755)
    with pytest.raises(PrintingFailed, match="systemctl start cups"):
        print_pdf(b"", "x")


def test_a_title_is_never_an_option(programs: Path) -> None:
    lp(programs, "print('request id is a-1'); sys.exit(sys.argv[2].startswith('-'))")
    assert print_pdf(b"", "--help") == "a-1"
    assert print_pdf(b"", "; ; ;") == "a-1"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("lp: Error - No default destination.", "lpoptions -d"),
        ("lp: Error - scheduler not responding.", "systemctl start cups"),
        ("lp: Unable to connect to server", "systemctl start cups"),
        ("lp: Unsupported document-format", "Unsupported document-format"),
        ("", "no reason given"),
    ],
)
def test_a_refusal_is_told_with_what_to_do(programs: Path, said: str, told: str) -> None:
    lp(programs, f"sys.stdin.buffer.read(); print({said!r}, file=sys.stderr); sys.exit(1)")
    with pytest.raises(PrintingFailed, match=told):
        print_pdf(b"x" * 1_000_000, "slip")


def test_a_printer_that_hangs_is_given_up(programs: Path) -> None:
    lp(programs, "time.sleep(60)")
    with pytest.raises(PrintingFailed, match="did not answer"):
        print_pdf(b"x", "slip", time_limit=0.3)


def test_without_a_print_service_the_package_is_named(programs: Path) -> None:
    with pytest.raises(PrintingFailed, match="cups-client"):
        print_pdf(b"x", "slip")


def test_a_program_that_cannot_start_is_told(programs: Path) -> None:
    (programs / "lp").write_text("#!/no/such/interpreter\n", encoding="ascii")
    (programs / "lp").chmod(0o755)
    with pytest.raises(PrintingFailed, match="could not be started"):
        print_pdf(b"x", "slip")
