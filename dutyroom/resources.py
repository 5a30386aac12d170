"""Where the files that ship with the program stand."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data(*names: str) -> Path:
    """Return the path of a shipped data file.

    A wheel carries `data/` inside the package; a checkout has it beside it.

    Args:
        names: The parts of the path below `data/`.
    """
    inside = _PACKAGE / "data"
    root = inside if inside.is_dir() else _PACKAGE.parent / "data"
    return root.joinpath(*names)


def locale_folder() -> Path:
    """Return the folder of the translations."""
    return _PACKAGE / "locale"
