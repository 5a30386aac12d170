# ruff: noqa: N818 - they name what is missing or failed, and sentences are made from them
"""What can keep a document from being made, printed or read, in sentences for the user."""

from __future__ import annotations

from typing import Final

from dutyroom.errors import PlainError
from dutyroom.i18n import _

FONT_PACKAGE: Final = "fonts-noto-cjk"
"""The package of Debian and Ubuntu that has every Chinese character tried."""

NO_FONT: Final = 3
"""Exit code of the process that sets a page: no font draws what it wrote, or there is none."""

NO_PAGE: Final = 4
"""Exit code of the process that sets a page: it could not, for the reason that it wrote."""


class DocumentError(PlainError):
    """A document cannot be made, printed or read; the message says what to do."""


class TypesettingFailed(DocumentError):
    """The page could not be made."""


class FontMissing(DocumentError):
    """No installed font draws what the document holds.

    Attributes:
        character: The first character that none draws; empty where there is no
            Chinese font at all.
    """

    def __init__(self, character: str = "") -> None:
        """Say what is missing, what still works and what to install.

        Args:
            character: The character that no font draws.
        """
        self.character = character
        missing = (
            _("No installed font has the character “{character}” (U+{code:04X}).").format(
                character=character, code=ord(character)
            )
            if character
            else _("No Chinese font is installed.")
        )
        advice = _(
            "No page was made; plain text and a spreadsheet are still possible. Install the "
            "package {package}, then try again."
        ).format(package=FONT_PACKAGE)
        super().__init__(f"{missing} {advice}")


class SheetUnreadable(DocumentError):
    """A spreadsheet cannot be read; nothing was changed."""


class ExportFailed(DocumentError):
    """A file cannot be written; what stood there before is still there."""


class PrintingFailed(DocumentError):
    """Nothing was printed."""
