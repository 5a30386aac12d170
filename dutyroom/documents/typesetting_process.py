"""Sets one document, in a process of its own.

`python -m dutyroom.documents.typesetting_process` reads a `Job` as JSON on standard input and
writes the document to standard output. Where there is none, it ends with `NO_FONT` or
`NO_PAGE` and writes in its place what is missing or failed; the sentence is made by whoever asked.
A process of its own, because typst and the fonts of a machine take as much memory as a console.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from dutyroom import resources
from dutyroom.documents import fonts
from dutyroom.documents.errors import NO_FONT, NO_PAGE, FontMissing


def made(job: Mapping[str, Any]) -> bytes:
    """Set a document here.

    Args:
        job: As `typesetting.typeset` writes it.

    Returns:
        The PDF, or the picture as PNG.

    Raises:
        FontMissing: No font draws one of the characters.
        typst.TypstError: The form cannot be set.
        OSError: The form cannot be read.
    """
    named = [fonts.FontFile(family, Path(path), at) for family, path, at in job["available"] or ()]
    found = fonts.searched(sorted({font.path.parent for font in named}))
    available = fonts.files(found) if job["available"] is None else named
    values, families = _drawable(job["values"], job["text"], available)
    document, warnings = typst.compile_with_warnings(
        resources.data("forms", f"{job['form']}.typ"),
        font_paths=found,
        ignore_system_fonts=True,  # they are among those that were found
        sys_inputs={"data": json.dumps({**values, "fonts": families}, ensure_ascii=False)},
        format="png" if job["dots"] else "pdf",
        ppi=job["dots"] or None,
    )
    if any("font" in str(warning) for warning in warnings):
        raise FontMissing
    pages: object = document  # of pictures there is one for each page, which the stubs do not know
    return bytes(pages[0] if isinstance(pages, list) else document)


def _drawable(
    values: Mapping[str, Any], text: str, available: Sequence[fonts.FontFile]
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Return the values as fonts can draw them, and the families that do.

    What a caller's name or a pasted message brings along, a face or a letter of a script that
    this machine has no font for, must not keep the page from being made at night: its number
    stands there instead. An ideograph is refused: a name is written right or not at all.

    Raises:
        FontMissing: There is no Chinese font, or none draws one of the ideographs.
    """
    families, left = fonts.covering(text, available)
    for character in left:
        if _ideograph(character):
            raise FontMissing(character)
    numbers = {ord(character): f"[U+{ord(character):04X}]" for character in left}
    written = json.dumps(values, ensure_ascii=False).translate(numbers)
    return json.loads(written), families


def _ideograph(character: str) -> bool:
    """Tell whether a code point is a Chinese character, or kept for one that is still to come."""
    later = 0x20000 <= ord(character) < 0x40000
    return later or unicodedata.name(character, "").startswith("CJK")


def main() -> int:
    """Set the document that standard input asks for, and return the exit code."""
    code, answer = 0, b""
    try:
        answer = made(json.load(sys.stdin.buffer))
    except FontMissing as error:
        code, answer = NO_FONT, error.character.encode()
    except (typst.TypstError, OSError) as error:
        code, answer = NO_PAGE, str(error).encode()
    sys.stdout.buffer.write(answer)
    return code


if __name__ == "__main__":
    sys.exit(main())
