"""Typst: a form and plain values in, a PDF out.

Values reach the form as JSON and never as markup, so no text can run code,
read a file or change the layout. The work is a pure function over picklable
values: a caller may run it in another process.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from dutyroom import resources
from dutyroom.documents import fonts
from dutyroom.documents.errors import FontMissing, TypesettingFailed
from dutyroom.i18n import _
from dutyroom.store.facts import JsonValue

LIMIT: Final = 200_000
"""Most characters that one document may hold: about 150 pages."""


def typeset(
    form: str,
    values: dict[str, JsonValue],
    *,
    available: Sequence[fonts.FontFile] | None = None,
    dots: float = 0,
) -> bytes:
    """Set a form that ships with the program.

    Args:
        form: Name of the form below `data/forms`, without its ending.
        values: What the form shows, as plain values.
        available: The fonts there are; by default those of the system.
        dots: To the inch, of a picture of the first page; 0: a PDF is made.

    Returns:
        The PDF, or the picture as PNG.

    Raises:
        FontMissing: No installed font draws one of the characters.
        TypesettingFailed: There is too much text, or the form cannot be set.
    """
    import typst  # noqa: PLC0415 - 33 MB, needed only while something is printed

    text = "".join(_texts(values))
    if len(text) > LIMIT:
        raise TypesettingFailed(
            _("The text is too long for a page: {length} characters, at most {limit}.").format(
                length=len(text), limit=LIMIT
            )
        )
    families = fonts.choose(text, fonts.installed() if available is None else available)
    data = json.dumps({**values, "fonts": list(families)}, ensure_ascii=False)
    source = resources.data("forms", f"{form}.typ")
    try:
        made, warnings = typst.compile_with_warnings(
            source,
            font_paths=_folders(available),
            sys_inputs={"data": data},
            format="png" if dots else "pdf",
            ppi=dots or None,
        )
    except (typst.TypstError, OSError) as error:
        raise TypesettingFailed(
            _("The page could not be made: {reason}.").format(reason=error)
        ) from error
    if any("font" in str(warning) for warning in warnings):
        raise FontMissing
    pages: object = made  # of pictures there is one for each page, which the stubs do not know
    return bytes(pages[0] if isinstance(pages, list) else made)


def _folders(available: Sequence[fonts.FontFile] | None) -> list[Path]:
    """Return the folders that fonts named by the caller lie in."""
    return sorted({font.path.parent for font in available or ()})


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
