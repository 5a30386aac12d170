"""The file of a recording: below its folder, or none."""

from __future__ import annotations

from pathlib import Path


def below(folder: Path, name: str) -> Path | None:
    """Return a file below a folder; None where a name leads elsewhere.

    Args:
        folder: The folder of recordings.
        name: A path from the register: foreign text until it is checked.
    """
    if "\x00" in name:
        return None
    root = folder.resolve()
    path = (root / name).resolve()
    return path if path.is_relative_to(root) and path.is_file() else None
