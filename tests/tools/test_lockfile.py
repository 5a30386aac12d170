"""The lock files: what they say, and what they ask for on another Python."""

from __future__ import annotations

import pytest
from packaging.requirements import Requirement

from tools import lockfile
from tools.bootstrap import LOCKS, ROOT

LOCK_FILES = sorted({name for names in LOCKS.values() for name in names})

SAMPLE = """\
audioop-lts==0.2.2 ; python_full_version >= '3.13' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via dutyroom (pyproject.toml)
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:cc
rich==14.0 \\
    --hash=sha256:dd
    # via textual
"""


def _locked(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("python", "names"), [("3.12", ["rich"]), ("3.13", ["audioop", "rich"])])
def test_markers_are_those_of_the_other_python(python: str, names: list[str]) -> None:
    lines = lockfile.for_python(SAMPLE, python).splitlines()
    assert [line.partition("==")[0].partition("-")[0] for line in lines] == names
    assert all(";" not in line for line in lines)


def test_hashes_stay() -> None:
    line = lockfile.for_python(SAMPLE, "3.13").splitlines()[0]
    assert line.split() == ["audioop-lts==0.2.2", "--hash=sha256:aa", "--hash=sha256:bb"]


@pytest.mark.parametrize("name", LOCK_FILES)
def test_every_entry_is_pinned_and_hashed(name: str) -> None:
    entries = lockfile.entries(_locked(name))
    assert entries
    for text, line in entries.items():
        assert [specifier.operator for specifier in Requirement(text).specifier] == ["=="], text
        assert " --hash=sha256:" in line, text


@pytest.mark.parametrize("name", LOCK_FILES)
def test_no_lock_names_an_address(name: str) -> None:
    text = _locked(name)
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    assert "@ file" not in text


def test_the_locks_agree() -> None:
    """What is tested is what runs."""
    tested = set(lockfile.entries(_locked("requirements-dev.lock")))
    assert set(lockfile.entries(_locked("requirements.lock"))) <= tested
    assert set(lockfile.entries(_locked("requirements-build.lock"))) <= tested
