"""A console on a real database, a clock that stands still, and a keeper made up."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import argon2
import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from dutyroom import i18n
from tests.screens.scene import Scene


@pytest.fixture(scope="session", autouse=True)
def _styles_parsed_once() -> Iterator[None]:
    """Parse each style sheet once for all consoles of these tests: it never changes."""
    parse = Stylesheet._parse_rules
    known: dict[object, list[RuleSet]] = {}

    def parse_once(sheet: Stylesheet, *source: object, **more: object) -> list[RuleSet]:
        of = (source, frozenset(more.items()), frozenset(sheet._variables.items()))
        if of not in known:
            known[of] = parse(sheet, *source, **more)  # type: ignore[arg-type] # as it was called
        return known[of]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords at the console as cheaply as the tests do: a busy machine has no time."""
    made = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: made)


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
