"""The set-up's questions, with a scripted person, and the form that asks nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.cli.setting_up.box_step import box_step
from dutyroom.cli.setting_up.box_watch import AUTO, BoxWatch
from dutyroom.cli.setting_up.dialogue import EndOfInputError, Live, Option, agree, choose
from dutyroom.cli.setting_up.event_words import seen
from dutyroom.cli.setting_up.sound_step import drawn
from dutyroom.cli.setting_up.unit_step import good_area_code, good_number, unit_step
from dutyroom.clock import SystemClock
from dutyroom.config import Line, Settings, Unit, load_settings, save_settings
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.usb_identity import PortInfo, UsbIdentity
from dutyroom.errors import PlainError
from tests.cli.setup_kit import Script
from tests.devices.serial_boxes import Modem, NetworkBox, PtyBox, wait_until

OPTIONS = [Option("a", "A"), Option("b", "B")]
CALL = b"01 I S 0000 G A1 11/23 05:43 PM 800-240-4637   CallerID.com   \r\n"


def _setup(home: Path, *words: str, answers: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dutyroom", "--home", str(home), "setup", *words],
        input=answers, capture_output=True, text=True, check=False, timeout=40,
        env={**os.environ, "DUTYROOM_LANG": "en"},
    )  # fmt: skip


# --- the dialogue -----------------------------------------------------------


@given(st.lists(st.text(max_size=20), max_size=5))
def test_wrong_answers_never_end_it_and_never_choose(wrong: list[str]) -> None:
    wrong = [each for each in wrong if each.strip() not in {"", "1", "2", "a", "b"}]
    wrong = [each for each in wrong if not each.strip().isdecimal()]
    script = Script(*wrong, "2")
    assert choose(script, "Which?", OPTIONS, "a") == "b"
    assert len(script.asked) == len(wrong) + 1


def test_enter_is_the_default_and_the_end_of_answers_is_no_answer() -> None:
    assert choose(Script(""), "Which?", OPTIONS, "b") == "b"
    assert agree(Script("perhaps", "是"), "Sure?", default=False)
    assert not agree(Script(""), "Sure?", default=False)
    with pytest.raises(EndOfInputError):
        agree(Script(), "Sure?", default=True)


@pytest.mark.parametrize("text", ["12", "1", "0x480", "123456", "010\x1b[31m", "五"])
def test_what_is_no_area_code_is_refused(text: str) -> None:
    with pytest.raises(PlainError):
        good_area_code(text)


def test_numbers_and_codes_as_people_write_them() -> None:
    for text in ("", "0480-2210101", "+86 480 2210101", "(0480) 2210101"[1:], "12345"):
        assert good_number(text) == text
    assert good_area_code("010") == "010"


def test_a_unit_keeps_what_is_not_changed() -> None:
    before = Unit(code="keep", name="旧名", profile="town", number="12345", area_code="0480")
    assert unit_step(Script("", "", "", ""), before) == before
    after = unit_step(Script("新名", "district", "", ""), before)
    assert (after.name, after.profile, after.code) == ("新名", "district", "keep")


@given(st.floats(-200, 50))
def test_the_bar_has_one_length_and_grows_with_the_level(level: float) -> None:
    assert len(drawn(level)) == len(drawn(0))
    assert drawn(level).count("#") <= drawn(level + 3).count("#")


@given(st.binary(max_size=100))
def test_bytes_are_shown_without_anything_a_terminal_would_obey(raw: bytes) -> None:
    assert all(each.isprintable() for each in seen(raw))


# --- boxes ------------------------------------------------------------------


@pytest.fixture
def box(tmp_path: Path) -> Iterator[PtyBox]:
    """A box at a port."""
    plugged = PtyBox(tmp_path / "ttyBOX")
    yield plugged
    plugged.unplug()


def _until(live: Live, text: str) -> list[str]:
    """Watch until a line holds a text; return what was said."""
    said: list[str] = []

    def there() -> bool:
        said.extend(live.lines())
        return any(text in line for line in said)

    wait_until(there, 10.0)
    return said


def test_a_usb_box_is_kept_by_its_identity(box: PtyBox) -> None:
    identity = UsbIdentity(0x0403, 0x6001, "A10")
    port = PortInfo(str(box.name), "evil \x1b[2J name", identity)

    def rings(live: Live) -> None:
        _until(live, "is open")
        box.send(CALL)
        _until(live, "-> caller ID")

    script = Script("1", "whozz", watching=[rings])
    found = box_step(script, Line(), SystemClock(), lambda: [port], list)
    assert found == Line(port=str(box.name), usb="0403:6001:A10", format="whozz")


def test_no_box_takes_the_old_one_away() -> None:
    before = Line(port="/dev/old", usb="0403:6001", format="whozz", baud=300, audio="x")
    assert box_step(Script("none"), before, SystemClock(), list, list) == Line(audio="x")


def test_a_format_that_is_not_recognised_is_asked_for_again(box: PtyBox) -> None:
    port = PortInfo(str(box.name), "n/a")

    def noise(live: Live) -> None:
        _until(live, "is open")
        box.send(b"%%%% nothing that any format reads %%%%\r\n")
        _until(live, "115200")

    script = Script("1", "auto", "1", "whozz", "", watching=[noise])
    found = box_step(script, Line(), SystemClock(), lambda: [port], list)
    assert found.format == "whozz"
    assert "not recognised" in script.text


def test_a_format_file_that_cannot_be_used_is_asked_for_again(box: PtyBox, tmp_path: Path) -> None:
    broken = tmp_path / "mine.toml"
    broken.write_text("name = 7", encoding="utf-8")
    script = Script("1", str(broken), "whozz", "y")
    found = box_step(script, Line(), SystemClock(), lambda: [PortInfo(str(box.name), "n/a")], list)
    assert found.format == "whozz"
    assert "mine.toml" in script.text


def test_a_network_box_is_typed_and_heard() -> None:
    box = NetworkBox()
    watch = BoxWatch(PortAddress(box.url), AUTO, SystemClock())
    try:
        box.accept()
        _until(watch, "is open")
        box.send(CALL)
        said = _until(watch, "-> caller ID")
        assert any("Recognised: whozz" in line for line in said)
        assert (watch.format, watch.events) == ("whozz", 1)
    finally:
        watch.close()
        box.close()


def test_a_modem_is_set_up_while_one_watches(box: PtyBox) -> None:
    modem = Modem(box)
    watch = BoxWatch(PortAddress(str(box.name)), "hayes", SystemClock())
    try:
        _until(watch, "is set up")
        assert modem.count(b"ATZ") == 1
    finally:
        watch.close()
        modem.close()


def test_a_port_that_the_keeper_has_is_told_of(box: PtyBox) -> None:
    first = BoxWatch(PortAddress(str(box.name)), "whozz", SystemClock())
    _until(first, "is open")
    second = BoxWatch(
        PortAddress(str(box.name)), "whozz", SystemClock(), busy=lambda: ["the keeper has it"]
    )
    try:
        assert "the keeper has it" in _until(second, "the keeper")
    finally:
        first.close()
        second.close()


# --- the form that asks nothing ---------------------------------------------


def test_everything_can_be_named(tmp_path: Path) -> None:
    done = _setup(
        tmp_path, "--yes", "--unit-name", "云岭区总值班室", "--profile", "district",
        "--number", "0480-2210101", "--area-code", "0480", "--port", "socket://box:4001",
        "--format", "whozz", "--audio", "default", "--channel", "1", "--alarm-output", "default",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    settings = load_settings(tmp_path / "dutyroom.toml")
    assert settings is not None
    assert settings.unit == Unit("unit", "云岭区总值班室", "district", "0480-2210101", "0480")
    line = Line(port="socket://box:4001", format="whozz", audio="default", channel=1)
    assert settings.lines == (line,)


def test_what_is_not_named_stays_with_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "dutyroom.toml"
    save_settings(path, Settings(unit=Unit(name="旧名"), lines=(Line(name="A"), Line(name="B"))))
    path.write_text(f"# ours\n{path.read_text('utf-8')}", encoding="utf-8")
    assert _setup(tmp_path, "--yes", "--line", "B", "--audio", "default").returncode == 0
    settings = load_settings(path)
    assert settings is not None
    assert settings.unit.name == "旧名"
    assert settings.lines == (Line(name="A"), Line(name="B", audio="default"))
    assert path.read_text("utf-8").startswith("# ours\n")


@pytest.mark.parametrize(
    "words",
    [
        ["--port", "/dev/x", "--format", "telepathy"],
        ["--port", "/dev/x"],
        ["--port", "nonsense", "--format", "whozz"],
        ["--port", "/dev/ttyUSBO", "--format", "whozz"],
        ["--channel", "-1"],
        ["--number", "my telephone"],
        ["--unit-name", "名" * 500],
    ],
)
def test_what_cannot_be_used_is_a_sentence_and_changes_nothing(
    tmp_path: Path, words: list[str]
) -> None:
    done = _setup(tmp_path / "home", "--yes", *words)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "home").exists()


def test_answers_from_a_pipe_that_end_change_nothing(tmp_path: Path) -> None:
    done = _setup(tmp_path / "home", answers="云岭区总值班室\n1\n")
    assert done.returncode == 130
    assert "nothing was changed" in done.stdout
    assert not (tmp_path / "home").exists()


def test_the_demo_and_unusable_settings_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "dutyroom.toml"
    for text in ("demo = true\n", "lines = 7\n"):
        path.write_text(text, encoding="utf-8")
        assert _setup(tmp_path, "--yes", "--unit-name", "x").returncode == 2
        assert path.read_text("utf-8") == text
