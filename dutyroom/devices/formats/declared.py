"""The decoder of a format declared in TOML: one line, one record."""

from __future__ import annotations

import re

from dutyroom.devices.events import Absent, EventKind, LineEvent
from dutyroom.devices.formats.declaration import Declaration, LineRule
from dutyroom.devices.formats.lines import LineDecoder
from dutyroom.devices.formats.pattern_guard import MAX_DECLARED_LINE
from dutyroom.devices.formats.text import decoded, harmless, known_name, number_in

_SHORT = 16
_MOST_SEEN = 256


class DeclaredDecoder(LineDecoder):
    """Matches each whole line against the declared patterns; the first that fits counts."""

    def __init__(self, declaration: Declaration) -> None:
        """Begin at the start of a stream.

        Args:
            declaration: The format.
        """
        self.name = declaration.profile.name
        self.cr_ends = declaration.cr_ends
        super().__init__()
        self._encoding = declaration.encoding
        self._rules = declaration.rules
        self._seen: dict[bytes, LineEvent] = {}
        self._by_first: dict[str, tuple[LineRule, ...]] = {}

    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        if len(text) > MAX_DECLARED_LINE:
            self._unknown.add(at, raw, out)
            return
        encoding = self._encoding
        if (event := self._seen.get(text)) is not None:
            self._give(event.at(at, raw), out)
            return
        words = decoded(text) if encoding is None else text.decode(encoding, "replace")
        for rule in self._likely(words[:1]):
            match = rule.pattern.fullmatch(words)
            if match is not None:
                if rule.event is not None:
                    event = self._event(rule.event, rule, match, at, raw)
                    self._remember(text, event)
                    self._give(event, out)
                return
        self._unknown.add(at, raw, out)

    def _remember(self, text: bytes, event: LineEvent) -> None:
        """Keep what a short line means: boxes say the same few things all day."""
        if len(text) <= _SHORT and len(self._seen) < _MOST_SEEN:
            self._seen[text] = event.at(0, b"")

    def _likely(self, first: str) -> tuple[LineRule, ...]:
        """Return the rules that a line may fit by its first character."""
        if not first.isascii():
            first = ""  # one entry for them all keeps the table small
        rules = self._by_first.get(first)
        if rules is None:
            rules = tuple(
                rule
                for rule in self._rules
                if rule.first is None or rule.first == first or not (first or rule.first.isascii())
            )
            self._by_first[first] = rules
        return rules

    def _event(
        self, kind: EventKind, rule: LineRule, match: re.Match[str], at: int, raw: bytes
    ) -> LineEvent:
        fields = match.groupdict(default="")
        number, absent = self._number(kind, rule, fields.get("number"))
        stamp = " ".join(
            word for key in ("date", "time") if (word := harmless(fields.get(key, ""), 32))
        )
        return LineEvent(
            kind,
            self.name,
            at,
            raw,
            line=harmless(fields.get("line", ""), 32) or None,
            direction=rule.direction,
            number=number,
            name=known_name(harmless(fields.get("name", "")) or None),
            absent=absent,
            telco_time=stamp or None,
            seconds=_seconds(fields.get("seconds", "")),
            answered=rule.answered,
        )

    @staticmethod
    def _number(
        kind: EventKind, rule: LineRule, word: str | None
    ) -> tuple[str | None, Absent | None]:
        """Return the number, or why a caller ID has none; other events need none."""
        word = "" if word is None else word.strip()
        if word in rule.words:
            return None, rule.words[word]
        if word and kind is EventKind.DTMF:
            return harmless(word, 1), None
        if word:
            return number_in(word)
        return None, rule.absent or (Absent.NOT_SENT if kind is EventKind.CALLER_ID else None)


def _seconds(word: str) -> int | None:
    word = word.strip()
    if not (word.isascii() and word.isdigit()) or len(word) > 8:
        return None
    return int(word)
