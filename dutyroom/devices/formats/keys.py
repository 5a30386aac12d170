"""Taking typed values out of a TOML table, each mistake naming its key and line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from dutyroom.i18n import _


class TableError(Exception):
    """A key that is missing, strange or of the wrong kind."""

    def __init__(self, path: tuple[str, ...], index: int | None, what: str) -> None:
        """Remember where the mistake is.

        Args:
            path: The names of the tables and the key.
            index: Which of an array of tables, from 0; None outside one.
            what: What is wrong with it, as the end of a sentence.
        """
        self.path = path
        self._index = index
        where = f"{path[0]} {index + 1}: " if index is not None else ""
        shown = ".".join(path if index is None else path[1:])
        super().__init__(f'{where}"{shown}" {what}')

    def line_in(self, text: str) -> int:
        """Return the number, from 1, of the key's line, or of its table's.

        Args:
            text: The TOML file.
        """
        lines = text.splitlines()
        at = self._head(lines)
        for name in (self.path[-1], *self.path[1:-1]):
            for number in range(at, len(lines)):
                if number > at and len(self.path) > 1 and re.match(r"\s*\[", lines[number]):
                    break
                if re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]", lines[number]):
                    return number + 1
        return at + 1

    def _head(self, lines: list[str]) -> int:
        """Return the index of the line that opens the key's table, 0 outside tables."""
        if len(self.path) == 1:
            return 0
        head = re.compile(rf"\s*\[\[?\s*{re.escape(self.path[0])}\s*\]")
        heads = [number for number, line in enumerate(lines) if head.match(line)]
        return heads[min(self._index or 0, len(heads) - 1)] if heads else 0


class Table:
    """One TOML table, of which each key is asked for once."""

    def __init__(
        self, values: dict[str, Any], path: tuple[str, ...] = (), index: int | None = None
    ) -> None:
        """Wrap a table.

        Args:
            values: What tomllib read.
            path: The names of the tables around it.
            index: Which of an array of tables it is, from 0.
        """
        self._values = values
        self._path = path
        self._index = index
        self._asked: set[str] = set()

    def problem(self, key: str, what: str) -> TableError:
        """Return the mistake of a key, to be raised."""
        return TableError((*self._path, key), self._index, what)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys that are there."""
        return iter(self._values)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string.

        Raises:
            TableError: It is missing and has no default, or is no string.
        """
        value = self._get(key, default)
        if not isinstance(value, str):
            raise self.problem(key, _("must be text in quotes"))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings, empty if there is none.

        Raises:
            TableError: It is not a list of strings.
        """
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.problem(key, _("must be a list of texts"))
        return tuple(value)

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """Return one of several words, or the default.

        Raises:
            TableError: It is none of them.
        """
        value = self.text(key, default)
        if value not in choices and (key in self._values or value != default):
            what = _("must be one of: %(choices)s") % {"choices": ", ".join(choices)}
            raise self.problem(key, what)
        return value

    def number(self, key: str, default: float, least: float, most: float) -> float:
        """Return a number within bounds.

        Raises:
            TableError: It is no number, or outside.
        """
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.problem(key, _("must be a number"))
        if not least <= value <= most:
            bounds = {"least": f"{least:.10g}", "most": f"{most:.10g}"}
            raise self.problem(key, _("must be from %(least)s to %(most)s") % bounds)
        return value

    def flag(self, key: str) -> bool | None:
        """Return true or false, or None if it is not there.

        Raises:
            TableError: It is something else.
        """
        value = self._get(key, default=False) if key in self._values else None
        if value is not None and not isinstance(value, bool):
            raise self.problem(key, _("must be true or false"))
        return value

    def table(self, key: str) -> Table:
        """Return a table inside this one, empty if there is none.

        Raises:
            TableError: It is no table.
        """
        value = self._get(key, {})
        if not isinstance(value, dict):
            raise self.problem(key, _("must be a table"))
        return Table(value, (*self._path, key), self._index)

    def tables(self, key: str, most: int) -> list[Table]:
        """Return an array of at least one table.

        Raises:
            TableError: It is none, empty, or longer than `most`.
        """
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            what = _("must be written as %(table)s") % {"table": f"[[{key}]]"}
            raise self.problem(key, what)
        if not 1 <= len(value) <= most:
            words = {"table": f"[[{key}]]", "most": most}
            raise self.problem(key, _("%(table)s must stand there 1 to %(most)s times") % words)
        return [Table(item, (*self._path, key), index) for index, item in enumerate(value)]

    def nothing_else(self) -> None:
        """Refuse keys that nobody asked for: they are misspelt.

        Raises:
            TableError: There is such a key.
        """
        for key in self._values:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked))
                what = _("is not a key here; there are: %(known)s") % {"known": known}
                raise self.problem(key, what)

    def _get(self, key: str, default: object) -> object:
        self._asked.add(key)
        value = self._values.get(key, default)
        if value is None:
            raise self.problem(key, _("is missing"))
        return value
