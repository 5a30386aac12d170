"""The way in: languages, options before and after the command, and how it ends."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

import dutyroom
from dutyroom import i18n
from dutyroom.cli.main import main
from dutyroom.cli.table import COMMANDS
from dutyroom.errors import PlainError

Run = Callable[[argparse.Namespace], int]


@pytest.fixture(autouse=True)
def _own_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No language from outside, an empty home, and the language put back afterwards."""
    before = i18n.language()
    monkeypatch.delenv("DUTYROOM_LANG", raising=False)
    monkeypatch.setenv("DUTYROOM_HOME", str(tmp_path))
    yield
    i18n.use(before)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Run], None]:
    """Put something else in the place of a command."""

    def put(name: str, run: Run) -> None:
        def add_arguments(parser: argparse.ArgumentParser) -> None:
            parser.add_argument("--read-only", action="store_true")
            parser.add_argument("--count", type=int)

        module = SimpleNamespace(add_arguments=add_arguments, run=run)
        monkeypatch.setitem(sys.modules, f"dutyroom.cli.{name}", module)

    return put


@pytest.fixture
def seen(command: Callable[[str, Run], None]) -> list[argparse.Namespace]:
    """What the console and the line were started with."""
    calls: list[argparse.Namespace] = []

    def run(arguments: argparse.Namespace) -> int:
        calls.append(arguments)
        return 0

    command("console", run)
    command("line", run)
    return calls


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"dutyroom {dutyroom.__version__}\n"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", "en", "--help"])
    words = capsys.readouterr().out.split()
    assert all(command.name in words for command in COMMANDS)


def test_nothing_of_the_help_is_untranslated(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", "pseudo", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    for marked in ("⟦usage: ⟧", "⟦options⟧", "⟦commands⟧", "⟦show this help message and exit⟧"):
        assert marked in text
    names = {command.name for command in COMMANDS}
    allowed = names | {"dutyroom", "-h,", "--help", "--version", "--home", "--lang", "..."}
    outside = "".join(part.split("⟧")[-1] for part in text.split("⟦")).split()
    bare = {word.strip("[]:") for word in outside} - {"", "{zh,en}", "-h"}
    assert bare <= allowed


def test_the_console_is_meant_where_nothing_is_named(seen: list[argparse.Namespace]) -> None:
    assert main([]) == 0
    assert main(["--read-only"]) == 0
    assert [call.read_only for call in seen] == [False, True]


@pytest.mark.parametrize(
    "words",
    [
        ["--home", "somewhere", "line", "--count", "3"],
        ["line", "--home", "somewhere", "--count", "3"],
        ["line", "--count", "3", "--home=somewhere"],
        ["--home", "line", "line", "--count", "3", "--home", "somewhere"],
    ],
)
def test_a_home_is_named_before_or_after(seen: list[argparse.Namespace], words: list[str]) -> None:
    assert main(words) == 0
    assert seen[0].home == Path("somewhere")
    assert seen[0].count == 3


def test_no_home_is_none(seen: list[argparse.Namespace]) -> None:
    main(["line"])
    assert seen[0].home is None


@pytest.mark.parametrize(
    "words",
    [
        ["telephone"],
        ["--lang", "fr"],
        ["--lang"],
        ["--home"],
        ["line", "--count", "many"],
        ["line", "--no-such-option"],
        ["--no-such-option"],
    ],
)
def test_what_is_not_understood_ends_with_2(
    seen: list[argparse.Namespace], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert capsys.readouterr().err
    assert not seen


def _language_of_a_start(words: list[str]) -> str:
    assert main(words) == 0
    return i18n.language()


def test_chinese_is_the_default(seen: list[argparse.Namespace]) -> None:
    assert _language_of_a_start([]) == "zh"
    assert seen


def test_the_settings_choose_the_language(seen: list[argparse.Namespace], tmp_path: Path) -> None:
    settings = tmp_path / "dutyroom.toml"
    settings.write_text('[interface]\nlanguage = "en"\n', encoding="utf-8")
    assert _language_of_a_start([]) == "en"
    elsewhere = tmp_path / "elsewhere"
    assert _language_of_a_start(["--home", str(elsewhere)]) == "zh"
    assert seen


def test_the_environment_goes_before_the_settings_and_the_option_before_both(
    seen: list[argparse.Namespace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "dutyroom.toml"
    settings.write_text('[interface]\nlanguage = "zh"\n', encoding="utf-8")
    monkeypatch.setenv("DUTYROOM_LANG", "en")
    assert _language_of_a_start([]) == "en"
    assert _language_of_a_start(["line", "--lang", "pseudo"]) == "pseudo"
    monkeypatch.setenv("DUTYROOM_LANG", "tlh")
    assert _language_of_a_start([]) == "zh"
    assert seen


def test_unusable_settings_do_not_keep_the_command_from_saying_so(
    seen: list[argparse.Namespace], tmp_path: Path
) -> None:
    (tmp_path / "dutyroom.toml").write_text("lines = 7", encoding="utf-8")
    assert _language_of_a_start([]) == "zh"
    assert seen


def test_a_plain_error_is_one_sentence_and_2(
    command: Callable[[str, Run], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def run(_arguments: argparse.Namespace) -> int:
        raise PlainError("The database is of a newer version. Nothing was changed.")

    command("console", run)
    assert main([]) == 2
    output = capsys.readouterr()
    assert output.err == "The database is of a newer version. Nothing was changed.\n"
    assert output.out == ""


def test_an_interrupt_ends_with_130(command: Callable[[str, Run], None]) -> None:
    def run(_arguments: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    command("console", run)
    assert main([]) == 130


def test_the_exit_code_is_the_commands_own(command: Callable[[str, Run], None]) -> None:
    command("line", lambda _arguments: 7)
    assert main(["line"]) == 7


ENDLESS = """
import sys
from types import SimpleNamespace
from dutyroom.cli.main import main
def run(arguments):
    for _ in range(100_000):
        print("a line of output")
    return 0
sys.modules["dutyroom.cli.line"] = SimpleNamespace(add_arguments=lambda parser: None, run=run)
sys.exit(main(["line"]))
"""


def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("length", ["1", "100_000"])  # refused at the end, and in the middle
def test_an_output_that_takes_no_more_is_a_sentence(length: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", ENDLESS.replace("100_000", length)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
            encoding="utf-8",
            env={**os.environ, "DUTYROOM_LANG": "en"},
        )
    assert done.returncode == 2
    assert done.stderr == (
        "The output could not be written: the disk is full. Nothing of this desk was lost by it. "
        "Write it to another place and do it again.\n"
    )


def test_a_closed_output_is_no_error() -> None:
    code = f"import os, sys\n{ENDLESS}"
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -c "$1" >&-', sys.executable, code],
        stderr=subprocess.PIPE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_name_that_the_terminal_cannot_show_is_no_error() -> None:
    code = ENDLESS.replace("a line of output", "\u6d88\u9632").replace("100_000", "1")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment
    )
    assert done.stdout == b"??\n"


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dutyroom", "--version"], capture_output=True, check=True, text=True
    )
    assert done.stdout.startswith("dutyroom ")


@pytest.mark.parametrize(
    "words",
    [
        "slip ?", "visitors list --search ?", "documents export --search ?", "handover show ?",
        "handover export ?", "contacts search ?", "contacts import book.csv --by ?",
        "people search ?", "matters list --search ?", "matters list --officer ?",
        "roster solve --by ?", "roster export x.ics --person ?", "roster compare 1 ?",
    ],
)  # fmt: skip
def test_words_in_another_encoding_are_refused(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", *words.replace("?", "a\udcff").split()])
    assert ended.value.code == 2
    assert "it is not UTF-8 text" in capsys.readouterr().err
