"""Break the program on purpose, one committed patch after another, and see that tests notice.

Each `tests/mutants/*.patch` begins with a line `Breaks:` that says what is
broken and one or more lines `Test:` that name the tests that must fail. The
checkout itself is not touched: everything happens in a copy.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PATCHES: Final = ROOT / "tests" / "mutants"
NOT_COPIED: Final = shutil.ignore_patterns(".*", "build", "dist", "__pycache__")

PASSED: Final = 0
FAILED: Final = 1
"""What pytest ends with; anything higher means that it could not run the tests."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A committed way to break the program.

    Attributes:
        patch: The patch.
        breaks: What it breaks, in words.
        tests: The tests that must fail, as pytest names them.
    """

    patch: Path
    breaks: str
    tests: tuple[str, ...]


def read(patch: Path) -> Mutant:
    """Read a patch's heading.

    Raises:
        ValueError: It does not say what it breaks, or which tests notice.
    """
    breaks = ""
    tests: list[str] = []
    for line in patch.read_text(encoding="utf-8").splitlines():
        if line.startswith("--- "):
            break
        word, _, rest = line.partition(":")
        if word == "Breaks":
            breaks = rest.strip()
        elif word == "Test":
            tests.append(rest.strip())
    if not breaks or not tests:
        raise ValueError(f"{patch.name} needs a line Breaks: and a line Test:")
    return Mutant(patch, breaks, tuple(tests))


def every() -> list[Mutant]:
    """Return the committed mutants, by name."""
    return [read(patch) for patch in sorted(PATCHES.glob("*.patch"))]


def apply(patch: Path, folder: Path, *options: str) -> bool:
    """Apply a patch in a folder and say whether it fits."""
    command = ["git", "apply", *options, str(patch)]
    # Without a ceiling git would look for a repository above and skip what lies outside it.
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True)
    return done.returncode == 0


def noticed(mutant: Mutant, copy: Path) -> str:
    """Break a copy and run the tests that must fail.

    Returns:
        What is wrong with this mutant; empty where the tests failed, as they must.
    """
    if not apply(mutant.patch, copy):
        return "the patch does not fit the code any more"
    code = _pytest(copy, mutant.tests)
    if not apply(mutant.patch, copy, "--reverse"):
        return "the patch cannot be taken back"
    if code == PASSED:
        return "NOT NOTICED: " + ", ".join(mutant.tests)
    return "" if code == FAILED else f"the tests could not be run (pytest ended with {code})"


def _pytest(copy: Path, tests: Sequence[str]) -> int:
    """Run tests in a copy, and return what pytest ends with."""
    command = [sys.executable, "-m", "pytest", "-n0", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=copy, env=environment, check=False, stdout=subprocess.DEVNULL
    ).returncode


def main() -> int:
    """Run every mutant, and say which of them no test noticed."""
    mutants = every()
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        copy = Path(shutil.copytree(ROOT, Path(scratch) / "copy", ignore=NOT_COPIED))
        if _pytest(copy, sorted({test for mutant in mutants for test in mutant.tests})) != PASSED:
            print("the tests do not pass on the whole program; run them first")
            return 1
        wrong = 0
        for mutant in mutants:
            fault = noticed(mutant, copy)
            wrong += bool(fault)
            print(f"{mutant.patch.stem}: {mutant.breaks}: {fault or 'noticed'}", flush=True)
    print(f"{len(mutants) - wrong} of {len(mutants)} mutants noticed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
