"""Keeper and console read the declarations of tables without SQLModel, and as SQLModel does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from dutyroom.registers import index
from dutyroom.store.lean import default_of
from dutyroom.store.models import SQLModel

NEEDLESS = {
    "alembic", "babel", "chinese_calendar", "highspy", "icalendar", "numpy", "openpyxl", "pydantic",
    "pydub", "pypinyin", "rich", "sqlalchemy.orm", "sqlmodel", "textual", "tomlkit", "typst",
}  # fmt: skip
"""What the keeper has no use for, and what would stay in its memory for months."""

_CONSOLE = {"alembic", "numpy", "openpyxl", "pydantic", "sqlalchemy.orm", "sqlmodel", "typst"}
"""What the console has no use for, with every screen of it loaded."""

_PROGRAM = """
import json, sys
from dutyroom.store import leanly
if "lean" in sys.argv:
    leanly.choose()
if "console" in sys.argv:
    import pkgutil, dutyroom.app, dutyroom.screens
    for each in pkgutil.iter_modules(dutyroom.screens.__path__, "dutyroom.screens."):
        __import__(each.name)
else:
    import dutyroom.line.keeper
modules = sorted(sys.modules)
from tests.store.test_lean import described
print(json.dumps([modules, described()]))
"""

_REBUILD = """
import sys
from pathlib import Path
from dutyroom.store import leanly
leanly.choose()
from dutyroom.clock import SystemClock
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import open_store
store = open_store(Path(sys.argv[1]))
Ledger(store, SystemClock()).rebuild()
store.close()
print("sqlmodel" in sys.modules)
"""

_FIRST_PICTURE = """
import sys
from pathlib import Path
from dutyroom.app import DutyApp
from dutyroom.cli import console
from dutyroom.config import Settings, places
console.require_terminal = lambda: None
DutyApp.run = lambda _app: print("sqlalchemy" in sys.modules) or 0
console.open_console(places(Path(sys.argv[1])), Settings(), home=None)
"""


def described() -> dict[str, Any]:
    """Return what makes each table, its indexes and the defaults of its columns."""
    assert index.ALL  # every register has declared its tables
    dialect = sqlite.dialect()
    found: dict[str, Any] = {}
    for table in SQLModel.metadata.sorted_tables:
        indexes = (str(CreateIndex(each).compile(dialect=dialect)) for each in table.indexes)
        defaults = {column.name: repr(default_of(column)) for column in table.columns}
        made = str(CreateTable(table).compile(dialect=dialect))
        found[table.name] = [made, sorted(indexes), defaults]
    return found


def _program(*how: str) -> tuple[set[str], dict[str, Any]]:
    """Return the modules and the tables of a keeper or console in a process of its own.

    This one has tables besides: whatever the tests before have imported.
    """
    command = [sys.executable, "-c", _PROGRAM, *how]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=50)
    modules, tables = json.loads(done.stdout)
    return set(modules), tables


def test_the_keeper_declares_the_same_tables_and_loads_nothing_needless() -> None:
    modules, tables = _program("lean")
    assert NEEDLESS & modules == set()
    assert "dutyroom.registers.deadlines" in modules
    with_models, declared = _program()
    assert "sqlmodel" in with_models
    assert tables == declared


def test_the_console_declares_its_tables_without_sqlmodel_whatever_is_opened() -> None:
    modules, _tables = _program("console", "lean")
    assert _CONSOLE & modules == set()
    assert "dutyroom.screens.roster" in modules


def test_every_register_is_emptied_and_made_anew_without_sqlmodel(store_path: Path) -> None:
    command = [sys.executable, "-c", _REBUILD, str(store_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=50)
    assert done.stdout == "False\n"


def test_the_console_draws_its_first_picture_before_it_knows_of_any_database(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", _FIRST_PICTURE, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=50)
    assert done.stdout == "False\n"
