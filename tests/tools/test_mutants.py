"""The committed mutants fit the code, and a mutant that no test notices is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import mutants
from tools.mutants import Mutant

MODULE = "def double(number: int) -> int:\n    return 2 * number\n"
PATCH = """\
Breaks: doubling
Test: test_module.py::test_double
--- a/module.py
+++ b/module.py
@@ -1,2 +1,2 @@
 def double(number: int) -> int:
-    return 2 * number
+    return 3 * number
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A tiny program with a patch that breaks it."""
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / "module.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "a.patch").write_text(PATCH, encoding="utf-8")
    return folder


def _mutant(copy: Path, test: str) -> Mutant:
    source = f"from module import double\n\n\ndef test_double() -> None:\n    {test}\n"
    (copy / "test_module.py").write_text(source, encoding="utf-8")
    return mutants.read(copy.parent / "a.patch")


def test_a_heading_is_read(copy: Path) -> None:
    mutant = mutants.read(copy.parent / "a.patch")
    assert mutant.breaks == "doubling"
    assert mutant.tests == ("test_module.py::test_double",)


def test_a_patch_without_a_heading_is_refused(tmp_path: Path) -> None:
    patch = tmp_path / "a.patch"
    patch.write_text(PATCH.partition("\n")[2], encoding="utf-8")
    with pytest.raises(ValueError, match="Breaks"):
        mutants.read(patch)


def test_a_test_that_fails_has_noticed(copy: Path) -> None:
    assert mutants.noticed(_mutant(copy, "assert double(1) == 2"), copy) == ""
    assert (copy / "module.py").read_text(encoding="utf-8") == MODULE


def test_a_test_that_passes_has_not(copy: Path) -> None:
    assert "NOT NOTICED" in mutants.noticed(_mutant(copy, "assert double(0) == 0"), copy)


def test_a_test_that_is_not_there_is_no_proof(copy: Path) -> None:
    mutant = _mutant(copy, "assert double(1) == 2")
    (copy / "test_module.py").unlink()
    assert "could not be run" in mutants.noticed(mutant, copy)


def test_a_patch_that_does_not_fit_is_told(copy: Path) -> None:
    mutant = _mutant(copy, "assert double(1) == 2")
    (copy / "module.py").write_text("other = 1\n", encoding="utf-8")
    assert "does not fit" in mutants.noticed(mutant, copy)


@pytest.mark.parametrize("mutant", mutants.every(), ids=lambda mutant: mutant.patch.stem)
def test_every_committed_mutant_fits(mutant: Mutant) -> None:
    assert mutants.apply(mutant.patch, mutants.ROOT, "--check")
    for test in mutant.tests:
        path, _, name = test.partition("::")
        source = (mutants.ROOT / path).read_text(encoding="utf-8")
        assert f"def {name.rpartition('::')[2].partition('[')[0]}(" in source
