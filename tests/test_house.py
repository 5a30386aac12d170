"""What holds for the whole house and no linter says."""

from __future__ import annotations

import ast
import importlib
import os
import re
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message

from dutyroom.cli.table import COMMANDS
from tools import messages

ROOT: Final = Path(__file__).resolve().parent.parent
LONGEST_MODULE: Final = 300

HEAVY: Final = frozenset({
    "alembic", "numpy", "openpyxl", "pydantic", "pydub", "pypinyin", "serial", "sounddevice",
    "sqlalchemy", "sqlmodel", "textual", "tomlkit", "typst",
})  # fmt: skip
"""What the command line must not load before a command is named."""

BOUNDARIES: Final = frozenset({"dutyroom/line/guard.py", "dutyroom/screens/boundary.py"})
"""The modules, as paths from the root, in which one broad `except` stands."""

MADE: Final = frozenset({"build", "dist", "__pycache__"})
"""Folders that tools make; those that begin with a dot are left out too."""

INDEX_HOSTS: Final = re.compile(
    r"pypi\.|pythonhosted|npmjs|mirrors?\.[a-z]+\.|deb\.debian\.|archive\.ubuntu\.|anaconda\.org"
)
MACHINE_PATHS: Final = re.compile(r"(?<![\w.~$}>])/(?:work|root|home/[a-z]\w+)/")
"""Paths of the machine that the program was written on."""


@cache
def _files() -> list[Path]:
    """Every file of the checkout that is not made by a tool, but for this one."""
    found: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in MADE and name[0] != "."]
        found += [Path(folder) / name for name in names if name != ".git"]  # a checkout beside it
    found += (ROOT / ".ci").iterdir()
    return [path for path in found if path != Path(__file__).resolve()]


def _texts() -> Iterator[tuple[str, str]]:
    """The files that are text: name from the root, content."""
    for path in _files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def _modules() -> list[Path]:
    return [path for path in _files() if path.suffix == ".py"]


def test_the_command_line_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from dutyroom.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = {name.partition(".")[0] for name in done.stderr.splitlines()}
    assert "dutyroom" in loaded
    assert loaded & HEAVY == set()


def test_every_command_has_its_module_and_every_module_its_command() -> None:
    folder = ROOT / "dutyroom" / "cli"
    offering = {
        path.stem
        for path in folder.glob("*.py")
        if "def add_arguments(" in path.read_text(encoding="utf-8") and path.stem != "table"
    }
    assert {command.name for command in COMMANDS} == offering


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_a_command_offers_what_the_table_promises(name: str) -> None:
    module = importlib.import_module(f"dutyroom.cli.{name}")
    assert callable(module.add_arguments)
    assert callable(module.run)


def test_no_module_is_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in _modules()}
    long = {str(path): length for path, length in lengths.items() if length >= LONGEST_MODULE}
    assert long == {}


def _broad(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches everything."""
    if handler.type is None:
        return True
    names = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    return bool(names & {"Exception", "BaseException"})


def test_broad_handlers_stand_at_the_named_boundaries_alone() -> None:
    found: list[str] = []
    for path in _modules():
        name = str(path.relative_to(ROOT))
        if name.startswith(("dutyroom/", "tools/", "benchmarks/")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
            found += [name for handler in handlers if _broad(handler)]
    assert sorted(found) == sorted(BOUNDARIES)
    assert len(BOUNDARIES) <= 3


def test_every_room_has_its_layer_and_its_line_in_the_architecture() -> None:
    """What stands in no layer, no contract looks at."""
    folder = ROOT / "dutyroom"
    rooms = {path.parent.name for path in folder.glob("*/__init__.py")}
    rooms |= {path.stem for path in folder.glob("*.py") if not path.stem.startswith("__")}
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    layers = next(each["layers"] for each in tools["importlinter"]["contracts"] if "layers" in each)
    named = {name.removeprefix("dutyroom.") for layer in layers for name in layer.split(" | ")}
    assert named == rooms
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = {
        name for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE) for name in row.split("`")
    }
    assert rooms <= table


def test_no_file_names_a_package_index() -> None:
    assert [name for name, text in _texts() if INDEX_HOSTS.search(text)] == []


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    assert [name for name, text in _texts() if MACHINE_PATHS.search(text)] == []


def test_every_text_on_the_screen_is_broken_as_its_language_is() -> None:
    bare = re.compile(r"^from textual\.widgets import .*\bStatic\b", re.MULTILINE)
    taken = [path.name for path in _modules() if bare.search(path.read_text(encoding="utf-8"))]
    assert sorted(taken) == ["prose.py", "trivial_app.py"]  # the latter is no screen of this house


@cache
def _catalogue() -> Catalog:
    return messages.read()


def _messages() -> list[Message]:
    return [message for message in _catalogue() if message.id]


def test_every_message_of_the_code_is_in_chinese() -> None:
    current = messages.read()
    current.update(messages.extracted(), no_fuzzy_matching=True)
    assert messages.untranslated(current) == []


def test_the_catalogue_is_as_make_messages_writes_it() -> None:
    """Nothing in it is unused, unsure or twice, and the next person's diff is small."""
    current = messages.read()
    current.update(messages.extracted(), no_fuzzy_matching=True)
    assert messages.CATALOGUE.read_text(encoding="utf-8") == messages.written(current)
    assert [message.id for message in current if message.fuzzy and message.id] == []


def test_no_message_hides_in_a_formatted_string() -> None:
    """Not every Python finds messages there: the same one stands elsewhere, or it is lost."""
    known = {message.id for message in _messages()}
    hidden = [
        (str(path.relative_to(ROOT)), found)
        for path in _modules()
        for found in re.findall(r"\{_\('([^']+)'\)", path.read_text(encoding="utf-8"))
        if found not in known and path.is_relative_to(ROOT / "dutyroom")
    ]
    assert hidden == []


def _fields(text: str) -> set[str]:
    """The names of the placeholders in a text, of either kind."""
    percent = set(re.findall(r"%\((\w+)\)[srd]|(%[srd])", text))
    try:
        braces = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
    except ValueError:
        braces = set()  # a message that is not formatted may hold a lone brace
    return braces | {"".join(match) for match in percent}


def test_translations_have_the_placeholders_of_their_messages() -> None:
    wrong = []
    for message in _messages():
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else message.string or ()
        wanted = _fields(ids[-1])  # the plural names the number, the singular need not
        wrong += [text for text in strings if text and _fields(text) != wanted]
    assert wrong == []
