"""Every test that docs/faults.md names exists, and every test of tests/faults is named there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", TEXT)))


def named_in(path: Path) -> set[str]:
    """Return the names of the tests that stand in a module."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    names = {node.name for node in body if isinstance(node, functions)}
    return {name for name in names if name.startswith("test_")}


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_exists(named: str) -> None:
    path, _, test = named.partition("::")
    assert (ROOT / path).is_file()
    assert not test or test in named_in(ROOT / path)


def test_no_sentence_stands_without_a_test() -> None:
    sections = re.split(r"^(?=\*\*)", TEXT, flags=re.MULTILINE)[1:]
    assert len(sections) > 12
    assert not [part.splitlines()[0] for part in sections if "::test_" not in part]


def test_every_test_of_a_fault_is_named() -> None:
    there = {
        f"tests/faults/{path.name}::{test}"
        for path in (ROOT / "tests" / "faults").glob("test_*.py")
        for test in named_in(path)
    }
    assert there <= set(NAMED)
