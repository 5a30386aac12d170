"""A built wheel is whole: it runs where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.bootstrap import ROOT

SHIPPED = {".py", ".po", ".mo", ".tcss", ".typ", ".toml", ".json", ".csv", ".sql", ".txt", ".mako"}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without any network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--no-index",
            "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT),
        ],
        check=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def _sources(folder: str) -> set[str]:
    """The files below a folder of the checkout that the program needs."""
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return {name for name in found if Path(name).suffix in SHIPPED}


def test_it_holds_everything_the_program_needs(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    package = _sources("dutyroom")
    data = {f"dutyroom/{name}" for name in _sources("data")}
    assert package | data <= inside
    assert "dutyroom/locale/zh_CN/LC_MESSAGES/dutyroom.mo" in inside


def test_it_holds_nothing_else(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in inside}
    assert len(tops) == 2
    assert "dutyroom" in tops
    assert [name for name in inside if "__pycache__" in name or name.endswith("~")] == []


def test_it_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "import dutyroom, sys; from dutyroom import resources; from dutyroom.cli.main import main;"
        "print(dutyroom.__file__); print(resources.data()); sys.exit(main(['--help']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "DUTYROOM_LANG": "zh"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    module, data, *helped = done.stdout.splitlines()
    assert Path(module).is_relative_to(tmp_path)
    assert Path(data) == tmp_path / "dutyroom" / "data"
    assert Path(data).is_dir()
    assert any("值班" in line for line in helped)
