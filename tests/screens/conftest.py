"""A console on a real database, a clock that stands still, and a keeper made up."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom import i18n
from tests.screens.scene import Scene


@pytest.fixture
def scene(store_template: Path, tmp_path: Path) -> Iterator[Scene]:
    """A desk of its own for each test."""
    shutil.copyfile(store_template, tmp_path / "dutyroom.db")
    made = Scene(tmp_path)
    i18n.use("en")
    yield made
    i18n.use("en")
    made.store.close()
    assert bool(made.faults) == made.fails, made.faults
