"""What may not be typed here: a level marking, and a title in the place of a number (article 18).

A machine of a duty line is not for classified content. Nobody can tell from words what is
classified; what can be told is the marking that such a document bears. It is looked for in the
places where it stands on paper, so that whoever speaks of secrets in a sentence is not stopped.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _

NUMBER_LENGTH: Final = 40
"""Most characters of a document's number."""


class Level(StrEnum):
    """The marking of a document; nothing else of it is ever kept."""

    OPEN = "open"
    INTERNAL = "internal"
    SECRET = "secret"  # noqa: S105 - a marking
    HIGHLY_SECRET = "highly_secret"  # noqa: S105 - a marking
    TOP_SECRET = "top_secret"  # noqa: S105 - a marking

    @property
    def label(self) -> str:
        """The marking in words."""
        return _(_LEVELS[self])


_LEVELS: Final = {
    Level.OPEN: N_("unmarked"),
    Level.INTERNAL: N_("internal"),
    Level.SECRET: N_("secret"),
    Level.HIGHLY_SECRET: N_("highly secret"),
    Level.TOP_SECRET: N_("top secret"),
}

_WORD: Final = r"(?:绝\s{0,4}密|机\s{0,4}密|秘\s{0,4}密)"
_PERIOD: Final = r"(?:[0-9０-９一二三四五六七八九十]{1,3}\s?(?:年|个?月|天)|长期)"
_MARKING: Final = re.compile(
    rf"{_WORD}\s{{0,4}}[★☆✩✭﹡*＊](?:\s{{0,2}}{_PERIOD})?"  # 机密★10年
    rf"|[【〔\[（(［「『]\s{{0,4}}{_WORD}\s{{0,4}}[】〕\]）)］」』]"  # 【机密】
    rf"|(?:密\s{{0,4}}级|秘密等级)\s{{0,4}}[:：]?\s{{0,4}}(?:为|是)?\s{{0,4}}{_WORD}"  # 密级：秘密
    rf"|(?<![\w])(?:{_WORD})\s{{0,4}}{_PERIOD}"  # 绝密30年
    rf"|^[ \t\u3000]*{_WORD}(?=[ \t\u3000]*$|[ \t\u3000]+|[:：])",  # alone, or before the text
    re.MULTILINE,
)
_TITLE: Final = re.compile("[《》]|关于.*的|[。；;！!？?]")


def marking(text: str) -> str:
    """Return the level marking that a text bears; empty: none.

    Args:
        text: What was typed, of one line or several.
    """
    found = _MARKING.search(text)
    return found[0].strip() if found is not None else ""


def is_number(text: str) -> bool:
    """Tell whether a text can be a document's number: it has a digit and is no title.

    Args:
        text: What was typed, for instance `清委发〔2026〕12号` or `0007-03`.
    """
    if not 0 < len(text.strip()) <= NUMBER_LENGTH or "\n" in text:
        return False
    return any(character.isdigit() for character in text) and _TITLE.search(text) is None
