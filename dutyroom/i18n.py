"""The language of the interface: Chinese by default, English as a choice.

Message ids are English. The language is chosen once, when a process starts;
it is the one setting that is the process's own, because every label of every
screen is looked up in it. `pseudo` brackets every translated string, so that
a test sees what was forgotten.
"""

from __future__ import annotations

import gettext
from typing import Final

from dutyroom import resources

LANGUAGES: Final = ("zh", "en", "pseudo")
"""What `--lang` takes; the first is the default."""

DOMAIN: Final = "dutyroom"
_LOCALES: Final = {"zh": "zh_CN"}


class PseudoTranslations(gettext.NullTranslations):
    """English with every translated string in brackets."""

    def gettext(self, message: str) -> str:
        """Return the message in brackets."""
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the fitting form in brackets."""
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's signature
        """Return the message in brackets."""
        return f"⟦{message}⟧"


class _Language:
    """The language in force in this process."""

    def __init__(self) -> None:
        self.code = "en"
        self.translations = gettext.NullTranslations()


_language = _Language()


def use(code: str) -> None:
    """Choose the language of this process.

    Args:
        code: One of `LANGUAGES`.

    Raises:
        ValueError: There is no such language.
        OSError: The catalogue of the language is not installed.
    """
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code}")
    _language.code = code
    if code == "pseudo":
        _language.translations = PseudoTranslations()
    elif code in _LOCALES:
        folder = str(resources.locale_folder())
        _language.translations = gettext.translation(DOMAIN, folder, [_LOCALES[code]])
    else:
        _language.translations = gettext.NullTranslations()


def language() -> str:
    """Return the code of the language in force."""
    return _language.code


def _(message: str) -> str:
    """Return a message in the language in force."""
    return _language.translations.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a message that fits a number."""
    return _language.translations.ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Return a message that means different things in different places."""
    return _language.translations.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a message for translation where it is declared; `_` translates it where shown."""
    return message
