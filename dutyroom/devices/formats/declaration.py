"""Formats declared in TOML: what the file may say, and reading it with clear errors."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dutyroom.devices.events import Absent, Direction, EventKind
from dutyroom.devices.formats.base import FormatError
from dutyroom.devices.formats.keys import Table, TableError
from dutyroom.devices.formats.pattern_guard import problem_with
from dutyroom.devices.formats.profile import Parity, Profile, SerialSettings
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.toml_reasons import toml_reason

LINE_ENDS = {"any": "\r\n", "crlf": "\r\n", "lf": "\n", "cr": "\r"}
FIELDS = frozenset({"line", "number", "name", "date", "time", "seconds"})
"""Names that groups of a pattern may have."""

_LARGEST_FILE = 65_536
_MOST_RECORDS = 64
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_PREFIX = re.compile(r"(?:\\[^A-Za-z0-9]|[^\\\[\](){}.*+?|^$])(?![*?{])")


@dataclass(frozen=True, slots=True)
class LineRule:
    """One line pattern and what it means.

    Attributes:
        pattern: Matches the whole decoded line.
        event: What happened; None for lines that are known and say nothing.
        direction: Direction of the call, where the line implies it.
        answered: Whether the call was answered, where the line implies it.
        words: What stands in place of a number, and why there is none.
        absent: Why there is no number when the line has none.
        first: The character that every such line begins with, where there is one.
    """

    pattern: re.Pattern[str]
    event: EventKind | None
    direction: Direction | None
    answered: bool | None
    words: Mapping[str, Absent]
    absent: Absent | None
    first: str | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """A whole declared format.

    Attributes:
        profile: The box: name, title, port and set-up.
        encoding: Encoding of its text; None to try UTF-8, GBK and Latin-1.
        cr_ends: Whether lines end in CR alone.
        rules: Line patterns, tried in this order.
    """

    profile: Profile
    encoding: str | None
    cr_ends: bool
    rules: tuple[LineRule, ...]


def load(path: Path) -> Declaration:
    """Read a declared format.

    Args:
        path: The TOML file.

    Raises:
        FormatError: It cannot be read, is no TOML, or says something that a
            format cannot have; the text names the file, the key and its line.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            raise FormatError(_("%(file)s: the file is too long to be a format") % {"file": path})
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except OSError as error:
        raise FormatError(
            _("cannot read %(file)s: %(why)s") % {"file": path, "why": os_reason(error)}
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise FormatError(
            _("%(file)s is not a TOML file: %(why)s") % {"file": path, "why": toml_reason(error)}
        ) from error
    try:
        return _declaration(Table(table))
    except TableError as problem:
        raise FormatError(f"{path}:{problem.line_in(text)}: {problem}") from problem


def _declaration(table: Table) -> Declaration:
    name = table.text("name")
    if not _NAME.fullmatch(name):
        raise table.problem("name", _("must be lower-case letters, digits and dashes"))
    line_end = table.choice("line_ending", LINE_ENDS, "any")
    encoding = _encoding(table)
    rules = tuple(_rule(record) for record in table.tables("record", _MOST_RECORDS))
    profile = _profile(table, name, LINE_ENDS[line_end], rules)
    table.nothing_else()
    return Declaration(profile, encoding, line_end == "cr", rules)


def _encoding(table: Table) -> str | None:
    encoding = table.text("encoding", "auto")
    if encoding == "auto":
        return None
    try:
        codecs.lookup(encoding)
        plain = "RING 0123".encode(encoding) == b"RING 0123"
    except (LookupError, UnicodeError, AttributeError, TypeError):
        plain = False
    if not plain:
        raise table.problem("encoding", _("is not an encoding that contains ASCII"))
    return encoding


def _profile(table: Table, name: str, line_end: str, rules: tuple[LineRule, ...]) -> Profile:
    serial = table.table("serial")
    stop_bits = serial.number("stop_bits", 1, 1, 2)
    if stop_bits not in (1, 1.5, 2):
        raise serial.problem("stop_bits", _("must be 1, 1.5 or 2"))
    settings = SerialSettings(
        int(serial.number("baud", 9600, 50, 4_000_000)),
        int(serial.number("bits", 8, 5, 8)),
        _PARITIES[serial.choice("parity", _PARITIES, "none")],
        stop_bits,
    )
    serial.nothing_else()
    setup = table.table("setup")
    answer = setup.text("answer", "")
    profile = Profile(
        name,
        table.text("title", name),
        settings,
        setup=setup.texts("lines"),
        keep_alive=setup.text("keep_alive", "") or None,
        keep_alive_seconds=setup.number("keep_alive_seconds", 60, 5, 3600),
        good=frozenset({answer.encode()}) if answer else frozenset(),
        line_end=line_end,
        hooks=any(rule.event is EventKind.OFF_HOOK for rule in rules),
    )
    setup.nothing_else()
    return profile


def _rule(record: Table) -> LineRule:
    source = record.text("pattern")
    problem = problem_with(source)
    if problem is not None:
        raise record.problem("pattern", problem)
    pattern = re.compile(source)
    strange = sorted(set(pattern.groupindex) - FIELDS)
    if strange:
        words = {"field": strange[0], "known": ", ".join(sorted(FIELDS))}
        what = _("names a field %(field)s; there are: %(known)s") % words
        raise record.problem("pattern", what)
    event = record.choice("event", _EVENTS)
    direction = record.choice("direction", _DIRECTIONS, "")
    absent = record.choice("absent", _ABSENCES, "")
    table = record.table("words")
    reasons = {word: _ABSENCES[table.choice(word, _ABSENCES)] for word in table}
    rule = LineRule(
        pattern,
        _EVENTS[event],
        _DIRECTIONS.get(direction),
        record.flag("answered"),
        reasons,
        _ABSENCES.get(absent),
        _first(source),
    )
    record.nothing_else()
    return rule


def _first(source: str) -> str | None:
    """Return the character that a pattern's every line begins with, if it is plain."""
    match = _PREFIX.match(source.removeprefix("^"))
    return match[0][-1] if match and "|" not in source else None


_PARITIES: dict[str, Parity] = {parity: parity for parity in get_args(Parity)}
_EVENTS: dict[str, EventKind | None] = {
    **{kind.value: kind for kind in EventKind if kind is not EventKind.UNKNOWN},
    "ignore": None,
}
_DIRECTIONS: dict[str, Direction] = {way.value: way for way in Direction}
_ABSENCES: dict[str, Absent] = {reason.value: reason for reason in Absent}
