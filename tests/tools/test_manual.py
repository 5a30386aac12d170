"""The tables of the officer's manuals are what the program declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.commands.catalogue import SECTIONS
from tools.manual import MANUALS, filled

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = [*MANUALS.values(), DOCS.parent / "README.md"]
_KEY = re.compile(r"`((?:Ctrl\+)?[A-Z]|F\d+|[a-z0-9/?]|Esc|Space|Enter)`")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Leave the language as other tests expect it."""
    yield
    i18n.use("en")


@pytest.mark.parametrize("language", sorted(MANUALS))
def test_the_tables_of_the_manual_are_up_to_date(language: str) -> None:
    """Run `python -m tools.manual` where this fails."""
    text = MANUALS[language].read_text(encoding="utf-8")
    assert filled(text, language) == text


def test_marks_that_are_missing_are_noticed() -> None:
    """A table that went lost would not come back."""
    with pytest.raises(ValueError, match="keys"):
        filled("# A manual", "en")


@pytest.mark.parametrize("language", sorted(MANUALS))
def test_the_manual_names_only_keys_that_there_are(language: str) -> None:
    """Also in what is written by hand."""
    there = {key for _part, commands in SECTIONS for c in commands for key in c.key_names()}
    named = set(_KEY.findall(MANUALS[language].read_text(encoding="utf-8")))
    assert named
    assert named <= there | {"Enter"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    """Pictures and other pages."""
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
