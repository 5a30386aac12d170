"""What a probe said, as it is kept: a message id and its values, worded when it is read.

The values may name a host or a device, so the whole is a free text of its fact, which can be
purged. Facts of earlier versions hold a finished sentence; it is read as a message of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dutyroom.standard.probing import Said, worded


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a probe said beside an item: its key, a state of `standard.probing`, a sentence."""

    probe: str
    state: str
    said: Said

    @property
    def words(self) -> str:
        """The sentence in the language in force."""
        return worded(self.said)


def stored(said: Said) -> str:
    """Return a sentence as a fact holds it."""
    return json.dumps([said.text, dict(said.values)], ensure_ascii=False, sort_keys=True)


def read(text: str) -> Said:
    """Return the sentence of a fact; what cannot be read is a sentence as it stands.

    Args:
        text: What `stored` gave, or a finished sentence.
    """
    try:
        found: Any = json.loads(text)
    except ValueError:
        return Said(text)
    match found:
        case [str() as words, dict() as values]:
            plain = (str, int, float, type(None))
            return Said(words, {name: v for name, v in values.items() if isinstance(v, plain)})
        case _:
            return Said(text)
