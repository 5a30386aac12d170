"""A file gets a name that is free, and never that of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom.store.files import put_new


def no_links(_path: Path, _target: Path) -> None:
    """Refuse as a file system without links does."""
    raise PermissionError


@pytest.mark.parametrize("linked", [True, False])
def test_what_stands_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    if not linked:
        monkeypatch.setattr(Path, "hardlink_to", no_links)
    arriving, place = tmp_path / "arriving", tmp_path / "place"
    arriving.write_text("new")
    put_new(arriving, place)
    assert [each.name for each in tmp_path.iterdir()] == ["place"]
    arriving.write_text("newer")
    with pytest.raises(FileExistsError):
        put_new(arriving, place)
    assert (place.read_text(), arriving.read_text()) == ("new", "newer")
