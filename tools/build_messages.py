"""Compile the translations when the package is built.

Hatchling calls the hook for wheels and for editable installs alike; run as a
program it does the same for a checkout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path(__file__).resolve().parent.parent / "dutyroom" / "locale"


def compile_all(folder: Path) -> list[Path]:
    """Compile every catalogue below a folder.

    Returns:
        The compiled files.
    """
    compiled = []
    for source in sorted(folder.rglob("*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as text:
            catalogue = read_po(text)
        with target.open("wb") as binary:
            write_mo(binary, catalogue)
        compiled.append(target)
    return compiled


class MessagesHook(BuildHookInterface[Any]):
    """The build step that compiles the translations."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile, and name the compiled files as part of the package."""
        root = Path(self.root)
        build_data["artifacts"] += [
            str(path.relative_to(root)) for path in compile_all(root / "dutyroom" / "locale")
        ]


if __name__ == "__main__":
    compile_all(LOCALE)
