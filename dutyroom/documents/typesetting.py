"""Typst: a form and plain values in, a PDF out.

Values reach the form as JSON and never as markup, so no text can run code,
read a file or change the layout. The page is set in a process of its own
(`typesetting_process.py`), which ends when it is done: typst and the fonts that it
maps take more memory than the console that asks for a page.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from typing import Final

from dutyroom import apart
from dutyroom.documents.errors import NO_FONT, NO_PAGE, FontMissing, TypesettingFailed
from dutyroom.documents.fonts import FontFile
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.store.facts import JsonValue

LIMIT: Final = 200_000
"""Most characters that one document may hold: about 150 pages."""

TIME_LIMIT: Final = 120.0
"""Seconds that a document may take; the longest takes a tenth of that on a slow machine."""

_PROCESS: Final = "dutyroom.documents.typesetting_process"


def typeset(
    form: str,
    values: dict[str, JsonValue],
    *,
    available: Sequence[FontFile] | None = None,
    dots: float = 0,
    time_limit: float = TIME_LIMIT,
) -> bytes:
    """Set a form that ships with the program; blocks, so a screen calls it from a worker.

    Args:
        form: Name of the form below `data/forms`, without its ending.
        values: What the form shows, as plain values.
        available: The fonts there are; by default those of the system.
        dots: To the inch, of a picture of the first page; 0: a PDF is made.
        time_limit: Seconds to wait.

    Returns:
        The PDF, or the picture as PNG.

    Raises:
        FontMissing: No installed font draws one of the characters.
        TypesettingFailed: There is too much text, the form cannot be set, or it takes too long.
    """
    text = "".join(_texts(values))
    if len(text) > LIMIT:
        raise TypesettingFailed(
            _("The text is too long for a page: {length} characters, at most {limit}.").format(
                length=len(text), limit=LIMIT
            )
        )
    named = [(font.family, str(font.path), font.index) for font in available or ()]
    job = {
        "form": form,
        "values": values,
        "text": text,
        "available": None if available is None else named,
        "dots": dots,
    }
    try:
        done = apart.run(_PROCESS, given=json.dumps(job).encode(), time_limit=time_limit)
    except subprocess.TimeoutExpired as error:
        raise TypesettingFailed(
            _(
                "The page was not ready after {seconds:.0f} s and was given up; nothing was "
                "printed or written. Try again, or save it as plain text."
            ).format(seconds=time_limit)
        ) from error
    except OSError as error:
        raise _failed(os_reason(error)) from error
    return _document(done)


def _document(done: subprocess.CompletedProcess[bytes]) -> bytes:
    """Return what the process made.

    Raises:
        FontMissing: No installed font draws one of the characters.
        TypesettingFailed: It could not make it.
    """
    answer = done.stdout
    if done.returncode == 0:
        return answer
    if done.returncode == NO_FONT:
        raise FontMissing(answer.decode())
    raise _failed(answer.decode() if done.returncode == NO_PAGE else apart.last_words(done))


def _failed(reason: str) -> TypesettingFailed:
    """Return the error for a page that could not be made."""
    return TypesettingFailed(_("The page could not be made: {reason}.").format(reason=reason))


def _texts(value: JsonValue) -> Iterator[str]:
    """Yield every text within plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
