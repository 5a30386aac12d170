"""Fill in the tables of the officer's manuals from what the program declares.

Run as `python -m tools.manual`. Between a pair of marks such as
`<!-- keys -->` and `<!-- /keys -->` everything is replaced; the rest is written
by hand. A test says when it has to be run again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from dutyroom import i18n
from dutyroom.cli.table import COMMANDS
from dutyroom.commands.catalogue import SECTIONS
from dutyroom.i18n import _
from dutyroom.registers.alarms.codes import MEANINGS, Priority

MANUALS: Final[Mapping[str, Path]] = {
    language: Path(__file__).resolve().parent.parent / "docs" / f"manual.{language}.md"
    for language in ("zh", "en")
}
"""The manual of each language."""

_HEADS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "zh": {
        "keys": ("按键", "操作", "作用"),
        "alarms": ("级别", "告警", "怎么办"),
        "commands": ("命令", "作用"),
        "levels": ("紧急", "重要", "一般"),
    },
    "en": {
        "keys": ("Key", "Command", "What it does"),
        "alarms": ("Level", "Alarm", "What to do"),
        "commands": ("Command", "What it does"),
        "levels": ("urgent", "high", "normal"),
    },
}


def keys(heads: Mapping[str, tuple[str, ...]]) -> str:
    """Return the keys of every screen, from the declarations of the commands."""
    parts = []
    for part, commands in SECTIONS:
        rows = [
            (" ".join(f"`{key}`" for key in c.key_names()) or "–", _(c.title), _(c.help))
            for c in commands
        ]
        parts.append(f"### {_(part)}\n\n{_table(heads['keys'], rows)}")
    return "\n".join(parts)


def alarms(heads: Mapping[str, tuple[str, ...]]) -> str:
    """Return what each alarm says and what to do, the most pressing first."""
    levels = dict(zip(Priority, heads["levels"], strict=True))
    ordered = sorted(MEANINGS.values(), key=lambda meaning: meaning.priority)
    rows = [(levels[m.priority], _(m.says), _(m.advice)) for m in ordered]
    return _table(heads["alarms"], rows)


def commands(heads: Mapping[str, tuple[str, ...]]) -> str:
    """Return the subcommands of the program."""
    return _table(heads["commands"], [(f"`dutyroom {c.name}`", _(c.help)) for c in COMMANDS])


TABLES: Final[Mapping[str, Callable[[Mapping[str, tuple[str, ...]]], str]]] = {
    "keys": keys,
    "alarms": alarms,
    "commands": commands,
}
"""What stands between the marks of a name."""


def filled(text: str, language: str) -> str:
    """Return a manual with its tables as the program declares them now.

    Args:
        text: The manual.
        language: Its language; that of the process afterwards.

    Raises:
        ValueError: A pair of marks is missing.
    """
    i18n.use(language)
    for name, table in TABLES.items():
        marks = re.compile(rf"(<!-- {name} -->\n).*?((?<=\n)\n?<!-- /{name} -->)", re.DOTALL)
        found = marks.search(text)
        if found is None:
            raise ValueError(f"no marks of {name}")
        body = f"{found[1]}\n{table(_HEADS[language])}{found[2]}"
        text = text[: found.start()] + body + text[found.end() :]
    return text


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    for language, path in MANUALS.items():
        path.write_text(filled(path.read_text("utf-8"), language), encoding="utf-8")
