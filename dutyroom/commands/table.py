"""Write the key table of the manual from the declarations of the commands.

Run as `python -m dutyroom.commands.table docs/keys.md`; a test says when it has
to be run again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dutyroom.commands.catalogue import SECTIONS
from dutyroom.i18n import _

_HEAD = """# Keys

Made from the declarations in `dutyroom/commands`; do not edit. Footer, command palette
(Ctrl+P) and help (F1 or ?) show the same.
"""


def table() -> str:
    """Return the key table as Markdown, in the language in force."""
    parts = [_HEAD]
    for part, commands in SECTIONS:
        parts.append(f"\n## {_(part)}\n\n| Key | Command | |\n|---|---|---|\n")
        for command in commands:
            keys = " ".join(f"`{key}`" for key in command.key_names()) or "–"
            parts.append(f"| {keys} | {_(command.title)} | {_(command.help)} |\n")
    return "".join(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(table(), encoding="utf-8")
