"""Refusing regular expressions that a hostile line could make run for hours.

Python's matcher backtracks and has no time limit. A declared pattern is matched
against lines from outside, so its worst case is bounded before it is used: no
repetition inside a repetition, and the repetitions that can match the same
character must not multiply beyond a budget.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field

from dutyroom.i18n import _

BUDGET = 2_000_000
"""Most ways, by the bound counted here, in which a line may be tried."""

MAX_DECLARED_LINE = 256
"""Longest line, in bytes, that a declared format reads."""

_LONGEST_PATTERN = 400
_ATOM = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[^xuN\n])|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\\[\](){}*+?|]|[\]}]"
)
_QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d{0,5})(,?)(\d{0,5})\})([?+]?)")
_OPEN = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_PROBES = [chr(code) for code in range(128)] + ["é", "电"]


@dataclass
class _Open:
    """A group being read: what stands in it decides whether it may repeat."""

    variable: bool = False
    ways: int = 1


@dataclass
class _Reading:
    groups: list[_Open] = field(default_factory=lambda: [_Open()])
    repeats: list[tuple[str, int]] = field(default_factory=list)
    factor: int = 1


def problem_with(pattern: str) -> str | None:
    """Return why a pattern cannot be used, as the end of a sentence, or None.

    Args:
        pattern: A regular expression that must match a whole line.
    """
    if len(pattern) > _LONGEST_PATTERN:
        return _("is longer than %(most)s characters") % {"most": _LONGEST_PATTERN}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, OverflowError, Warning) as error:
        return _("is not a regular expression: %(why)s") % {"why": error}
    reading = _Reading()
    at = 0
    while at < len(pattern):
        step = _step(pattern, at, reading)
        if isinstance(step, str):
            return step
        at = step
    if _cost(reading) > BUDGET:
        return _(
            "could take too long on a hostile line: bound its repetitions, "
            "for example \\d{1,20} instead of \\d+, or [^,]* instead of .*"
        )
    return None


def _step(pattern: str, at: int, reading: _Reading) -> int | str:
    """Read one atom, group mark or bar; return where the next begins, or a problem."""
    mark = pattern[at]
    if mark == "|":
        reading.groups[-1].variable = True
        reading.groups[-1].ways += 1
        return at + 1
    if mark == "(":
        opening = _OPEN.match(pattern, at)
        if opening is None:
            return _("uses a look-around, a flag or a back-reference, which is not allowed here")
        reading.groups.append(_Open())
        return opening.end()
    if mark == ")":
        inner = reading.groups.pop()
        reading.factor *= inner.ways
        reading.groups[-1].variable |= inner.variable
        return _quantified(pattern, at + 1, "", inner.variable, reading)
    atom = _ATOM.match(pattern, at)
    if atom is None or re.fullmatch(r"\\[1-9]", atom[0]):
        return _("uses something that is not allowed here: %(what)s") % {
            "what": pattern[at : at + 6]
        }
    return _quantified(pattern, atom.end(), atom[0], False, reading)


def _quantified(pattern: str, at: int, atom: str, variable: bool, reading: _Reading) -> int | str:
    """Read the quantifier behind an atom; an empty atom is a group."""
    match = _QUANTIFIER.match(pattern, at)
    if match is None:
        return at
    least, most = _bounds(match)
    if variable and most > 1:
        return _("has a repetition or a choice inside a repetition")
    if least != most:
        reading.groups[-1].variable = True
        reading.repeats.append((atom, min(most, MAX_DECLARED_LINE) - least + 1))
    return match.end()


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    sign, least, comma, most, _mode = match.groups()
    if sign is not None:
        return {"*": (0, MAX_DECLARED_LINE), "+": (1, MAX_DECLARED_LINE), "?": (0, 1)}[sign]
    low = int(least or 0)
    if not comma:
        return low, low
    return low, int(most) if most else MAX_DECLARED_LINE


def _cost(reading: _Reading) -> int:
    """Return a bound on the ways to try: repetitions that share a character multiply."""
    worst = 1
    compiled = [(re.compile(atom, re.DOTALL) if atom else None, n) for atom, n in reading.repeats]
    for probe in _PROBES:
        ways = 1
        for atom, count in compiled:
            if atom is None or atom.fullmatch(probe):
                ways *= max(count, 1)
        worst = max(worst, ways)
    return worst * reading.factor * reading.groups[0].ways
