"""What a caller can send is shown harmlessly everywhere: real bytes, keeper, database, terminal."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from dutyroom.clock import SystemClock
from dutyroom.registers.alarms import facts as alarm_facts
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Place
from tests.e2e.keeper_desk import until
from tests.faults.desk import FaultDesk, dutyroom, running
from tests.faults.terminal import Terminal, console

ESCAPES = (
    "E1\x1b[31m\x1b]0;PWNED\x07\x1b[7777;1H\x1b[2J"
    "\x1bP1$qm\x1b\\\x9d0;PWNED\x9c\x9b7777m\x90x\x9cE2"
)
pytestmark = pytest.mark.xdist_group("hostile_line")  # one keeper for all of them

NAMES = {
    "01011110001": ESCAPES,
    "01011110002": "[bold red]M1[/] [/oops] [@click=app.quit]x[/]",
    "01011110003": "N1\x00\x01\x00\x7f\x08\x08N2",
    "01011110004": "L1" + "A" * 10_000,
    "01011110005": "R1\u202etxt.exe\u2066\u2069\u200f\u200bR2",
    "01011110006": '=HYPERLINK("http://x","F1")',
}
"""Names by the numbers they come with."""

AFTER_CSI = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")
TEXT_CONTROLS = frozenset("\r\n\t")


def record(number: str, name: str) -> bytes:
    """Return a call record of an NCID server."""
    head = f"CID: *DATE*11232026*TIME*0543*LINE*1*NMBR*{number}*MESG*NONE*NAME*"
    return head.encode() + name.encode() + b"*\r\n"


def end(number: str) -> bytes:
    """Return the record of a call's end."""
    times = "*SCALL*11/23/2026 17:43:00*ECALL*11/23/2026 17:43:09*CTYPE*IN*LINE*1"
    return f"END: *HTYPE*CANCEL*DATE*11232026*TIME*0543{times}*NMBR*{number}*NAME*x*\r\n".encode()


def no_controls(text: str) -> None:
    """Say that a text holds nothing that a terminal or a program would obey."""
    bad = [
        each
        for each in text
        if unicodedata.category(each) in {"Cc", "Cf", "Cs"} and each not in TEXT_CONTROLS
    ]
    assert not bad, [hex(ord(each)) for each in bad[:20]]


def harmless(terminal: Terminal) -> None:
    """Say that nothing of a name reached the terminal as a command."""
    raw = terminal.raw.replace(b"\x1b]22;default\x07", b"")  # the program's own mouse pointer
    for command in (b"\x1b[7777", b"\x1b[31m", b"\x1b]", b"\x1bP"):
        assert command not in raw
    no_controls(AFTER_CSI.sub(b"", raw).replace(b"\x1b=", b"").decode().replace("\x1b", "\ue01b"))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultDesk]:
    """A desk whose real keeper has heard every name from a real box."""
    desk = FaultDesk(tmp_path_factory.mktemp("hostile") / "home", format="ncid")
    with running(desk):
        for number, name in NAMES.items():
            desk.box.send(record(number, name))
            until(lambda n=number: n in {c.number for c in desk.calls()}, what=number)  # type: ignore[misc]
            desk.box.send(end(number))
            until(lambda: "ringing" not in desk.outcomes(), what="the end of the call")
        yield desk


def write_raw(desk: FaultDesk) -> None:
    """Write names as another program might: past the decoders, whole into the database."""
    store = open_store(desk.places.database)
    ledger, now, place = Ledger(store, SystemClock()), SystemClock().now(), Place("test", "1")
    for number, name in NAMES.items():
        call = f"raw-{number}"
        ledger.record(
            facts.begun(call, now, place, direction="in"),
            facts.numbered(call, now, place, number=number + ESCAPES, name=name),
            facts.ended(call, now, place, outcome=Outcome.MISSED, by=KnownBy.HOOK, seconds=None),
            facts.written_up(
                call, now, place, actor=name, fields={"content": name, "caller_name": name}
            ),
            alarm_facts.raised(
                f"a-{number}", now, place, code=AlarmCode.SOUND_LOST, detail=name, about=name
            ),
        )
    store.close()


def test_the_console_shows_names_and_obeys_none(told: FaultDesk) -> None:
    """Strip, card, log, detail, write-up, alarms and search, in a real terminal."""
    with console(told.home, "--no-keeper", columns=170) as terminal:
        terminal.until("Who is on duty?")
        told.box.send(record("01011119999", ESCAPES + "[red]"))
        terminal.until("01011119999", "Ringing")
        terminal.type("[x]")
        terminal.type("\x1b[20~")  # begin the duty
        terminal.until("Officer [x]")
        write_raw(told)
        terminal.type("5")
        terminal.until("[bol", "N1N2", "L1AA", "R1tx", "=HYP")
        for keys in ("\x1b[B", "\x1b[B", "\x1bOR", "\x1b", "\x1b[15~", "\x1b", "/", "M1"):
            terminal.type(keys)
        terminal.until("[bold red]M1[/]")
        told.box.send(end("01011119999"))
        until(lambda: "ringing" not in told.outcomes(), what="the end of the call")
        terminal.type("\x1b")
        harmless(terminal)
        assert terminal.process.poll() is None


def test_the_keeper_logs_no_name(told: FaultDesk) -> None:
    """Nor anything that a terminal would obey when somebody reads the log."""
    for log in told.places.logs.glob("*"):
        text = log.read_text()
        no_controls(text)
        assert not [word for word in ("PWNED", "M1", "N1", "AAAA", "R1") if word in text]


def test_decode_prints_names_and_obeys_none(told: FaultDesk) -> None:
    """One JSON object a line, whatever the capture holds."""
    capture = b"".join(record(number, name) for number, name in NAMES.items())
    done = dutyroom(told.home, "decode", "--format", "ncid", "-", given=capture)
    assert done.returncode == 0
    no_controls(done.stdout.decode())
    events = [json.loads(line) for line in done.stdout.splitlines()]
    found = {event["number"]: event["name"] for event in events if event["number"]}
    assert set(found) == set(NAMES)
    for name in found.values():
        no_controls(name)
        assert len(name) <= 256


@pytest.mark.slow
def test_exports_hold_names_and_no_formula(told: FaultDesk, tmp_path: Path) -> None:
    """CSV and XLSX, which other programs open; JSON, which keeps them whole."""
    write_raw(told)
    for kind in ("csv", "xlsx", "json"):
        done = dutyroom(told.home, "export", "--output", str(tmp_path / f"log.{kind}"))
        assert done.returncode == 0, done.stderr
        no_controls(done.stdout.decode())
    text = (tmp_path / "log.csv").read_text("utf-8-sig")
    no_controls(text)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    sheet = load_workbook(tmp_path / "log.xlsx").worksheets[0]
    values = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in values if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "|"))]
    cells += [str(cell.value) for cell in values]
    no_controls("".join(cells))
    assert any("[bold red]M1[/]" in cell for cell in cells)
    no_controls((tmp_path / "log.json").read_text())


@pytest.mark.slow
def test_a_slip_prints_names(told: FaultDesk, tmp_path: Path) -> None:
    """As paper and as text."""
    write_raw(told)
    labels = {call.number: call.label for call in told.calls()}
    for number in ("01011110001", "01011110002", "01011110004"):
        label = next(label for key, label in labels.items() if key.startswith(f"{number}E1"))
        for name in ("slip.pdf", "slip.txt"):
            done = dutyroom(told.home, "slip", label, "--output", str(tmp_path / name))
            assert done.returncode == 0, done.stderr
        no_controls((tmp_path / "slip.txt").read_text())
        pages = PdfReader(tmp_path / "slip.pdf").pages
        text = "".join(page.extract_text() for page in pages)
        no_controls(text.replace("\u200b", ""))  # the typesetter's own: where a line may break


@pytest.mark.slow
def test_the_address_book_shows_names(told: FaultDesk, tmp_path: Path) -> None:
    """From a sheet that somebody was sent, through the preview, to search and export."""
    sheet = tmp_path / "book.csv"
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["单位", "姓名", "电话"])
        for number, name in NAMES.items():
            rows.writerow([name.replace("\x00", ""), name.replace("\x00", "")[:200], number])
    done = dutyroom(told.home, "contacts", "import", str(sheet), "--yes")
    no_controls((done.stdout + done.stderr).decode())
    assert b"Traceback" not in done.stderr
    found = dutyroom(told.home, "contacts", "search", "0101111000")
    no_controls((found.stdout + found.stderr).decode())
    dutyroom(told.home, "contacts", "export", "--output", str(tmp_path / "out.csv"))
    if (tmp_path / "out.csv").exists():
        no_controls((tmp_path / "out.csv").read_text("utf-8-sig"))
