"""What all tests share: databases that are made once and copied, quick or thorough properties."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dutyroom import i18n
from dutyroom.store.engine import Store, open_store
from tests.databases import put_empty
from tests.thorough import examples

settings.register_profile("dutyroom", max_examples=examples(100))
settings.load_profile("dutyroom")

# Thousands of collected tests are no garbage: looking at them took a quarter of the suite's time.
gc.set_threshold(20_000, 20, 50)


def pytest_collection_finish() -> None:
    """Spare the collected tests, and all they import, from being looked at again and again."""
    gc.collect()
    gc.freeze()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where only timed tests are asked for, read only the files that have some."""
    timed = config.option.markexpr.startswith("timed")
    if not timed or not collection_path.match("test_*.py"):
        return None
    return "mark.timed" not in collection_path.read_text(encoding="utf-8") or None


@pytest.fixture(scope="session")
def store_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of this version; never open it, copy it."""
    path = tmp_path_factory.mktemp("template") / "dutyroom.db"
    return put_empty(path)


@pytest.fixture
def store_path(store_template: Path, tmp_path: Path) -> Path:
    """An empty database of this test's own."""
    return Path(shutil.copyfile(store_template, tmp_path / "dutyroom.db"))


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """An empty database of this test's own, open."""
    opened = open_store(store_path)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Leave the next test the language that this one found: it is the process's own."""
    before = i18n.language()
    yield
    i18n.use(before)
