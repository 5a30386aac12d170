"""Bring the Chinese catalogue up to date with the code.

New messages are added untranslated, those no longer used are dropped, and what
is translated stays. Nothing is guessed from similar messages, and no dates or
line numbers are written: the same code gives the same file.
"""

from __future__ import annotations

import io
import sys
from operator import itemgetter
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "dutyroom"
CATALOGUE: Final = PACKAGE / "locale" / "zh_CN" / "LC_MESSAGES" / "dutyroom.po"
KEYWORDS: Final = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
HEADER: Final = """\
msgid ""
msgstr ""
"Project-Id-Version: dutyroom\\n"
"Language: zh_CN\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def extracted() -> Catalog:
    """Return every message of the code, in the order of modules and lines."""
    catalogue = Catalog(charset="utf-8")
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    # Folders come in the file system's order, which differs from machine to machine.
    for name, line, message, _comments, context in sorted(found, key=itemgetter(0, 1)):
        catalogue.add(message, locations=[(name, line)], context=context)
    return catalogue


def read() -> Catalog:
    """Return the Chinese catalogue as it stands."""
    with CATALOGUE.open("rb") as text:
        return read_po(text, locale="zh_CN")


def written(catalogue: Catalog) -> str:
    """Return the text of a catalogue, with the header that never changes."""
    text = io.BytesIO()
    write_po(text, catalogue, width=100, no_location=True, omit_header=True, ignore_obsolete=True)
    return HEADER + text.getvalue().decode("utf-8").lstrip("\n")


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the ids of the messages that have no translation yet."""
    return [str(message.id) for message in catalogue if message.id and not _translated(message)]


def _translated(message: Message) -> bool:
    if not message.string:  # nothing, in any of its forms
        return False
    return isinstance(message.string, str) or all(message.string)


def main() -> int:
    """Update the catalogue, and list what is still to be translated."""
    catalogue = read()
    catalogue.update(extracted(), no_fuzzy_matching=True, update_header_comment=False)
    CATALOGUE.write_text(written(catalogue), encoding="utf-8")
    for message in untranslated(catalogue):
        print(f"not translated: {message!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
