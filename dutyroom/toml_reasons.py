"""Why a TOML file cannot be understood, in the user's language; parsers say it in English."""

from __future__ import annotations

import re
from typing import Final

from dutyroom.i18n import _
from dutyroom.phrases import as_said

_LINE: Final = re.compile(r"at line (\d+)")


def toml_reason(error: Exception) -> str:
    """Return why, and in which line.

    Args:
        error: What decoding or parsing the text raised.
    """
    if isinstance(error, UnicodeDecodeError):
        return _("it is not UTF-8 text")
    if isinstance(error, RecursionError):
        return _("its entries stand one in another too deeply")
    words = str(error)
    if (line := _LINE.search(words)) is not None:
        return _("line {line} cannot be understood").format(line=line[1])
    return _("it ends in the middle of an entry") if "end of document" in words else as_said(words)
