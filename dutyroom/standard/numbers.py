"""Telephone numbers: the one form in which two of them can be compared.

The number as sent is always kept beside it. China's numbering plan: mobiles
have 11 digits from 13 to 19; a landline is an area code (010, 02x, or 0 and
three digits) and 7 or 8 digits; 400 and 800 numbers have 10 digits; what is
shorter is a service or an extension and is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST: Final = 64
"""Most characters looked at; a longer text is no telephone number."""

_SEPARATORS: Final = re.compile(r"[\s()./·-]+")
_EXTENSION: Final = re.compile(r"(?:转|ext\.?|x|#|,|;|p|w)\s*\d+$", re.IGNORECASE)
_BEHIND_LANDLINE: Final = re.compile(r"^(0\d{2,3}-\d{7,8})-\d{1,6}$")
_DIALLED: Final = re.compile(r"\d+")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8}")
_FREE: Final = re.compile(r"[48]00\d{7}")
_AREA: Final = re.compile(r"0(?:10|2\d|[3-9]\d{2})")
_CARRIERS: Final = ("17951", "17950", "17909", "17911", "17931", "17900", "12593", "10193")
"""Prefixes that choose a carrier for a long-distance call; they are no part of the number."""

_CARRIER_DIGITS: Final = 5
"""How long each of them is."""


@lru_cache(maxsize=2048)  # a desk sees the same numbers again, with every look at its log
def normalise(sent: str | None) -> str:
    """Return the form of a number in which it is compared and searched.

    Country code 86, a carrier's prefix, a zero before a mobile, separators and
    an extension are left out; a landline keeps its area code with the zero.
    What is no plain number (a masked one, an address) keeps its characters.

    Args:
        sent: The number as it was sent, typed or imported.

    Returns:
        The form; empty where there is no number.
    """
    if not sent:
        return ""
    text = sent[:LONGEST].strip()
    return _national(text) if text.isascii() and text.isdigit() else _noted(text)


def _noted(sent: str) -> str:
    """Return the form of a number that holds more than plain digits."""
    text = unicodedata.normalize("NFKC", sent).strip()
    text = _BEHIND_LANDLINE.sub(r"\1", text)
    text = _EXTENSION.sub("", text) if any(map(str.isdigit, text[:3])) else text
    text = _SEPARATORS.sub("", text)
    abroad = text.startswith("+")
    digits = text.removeprefix("+")
    if not digits.isascii() or not _DIALLED.fullmatch(digits):
        return text
    return _national(f"00{digits}" if abroad else digits)


def _national(digits: str) -> str:
    """Return digits without what only the way they were dialled has added."""
    if digits.startswith(_CARRIERS):
        rest = digits[_CARRIER_DIGITS:]
        if known := _complete(_without_country(rest)):
            return known
    return _complete(_without_country(digits)) or digits


def _without_country(digits: str) -> str:
    """Return digits without the country code of China, however it was written."""
    if digits.startswith("0086"):
        return _with_area(digits[4:])
    if digits.startswith("86") and len(digits) >= 12:
        return _with_area(digits[2:])
    return digits


def _with_area(digits: str) -> str:
    """Return a number that followed a country code as it is dialled within the country."""
    if _MOBILE.fullmatch(digits) or _FREE.fullmatch(digits) or not _LANDLINE.fullmatch(digits):
        return digits
    return f"0{digits}"


def _complete(digits: str) -> str:
    """Return a mobile, landline or free number in its one form; empty for anything else."""
    bare = digits.removeprefix("0")
    if _MOBILE.fullmatch(bare) or _FREE.fullmatch(digits):
        return bare
    if digits.startswith("0") and _LANDLINE.fullmatch(bare):
        return digits
    return "" if digits.startswith("0") or len(digits) > 8 else digits


def variants(number: str | None, area_code: str = "") -> frozenset[str]:
    """Return every form under which the same telephone may have been noted.

    A local exchange shows numbers of its own area without the area code.

    Args:
        number: A number in any form.
        area_code: The area code of the unit, with or without its zero.

    Returns:
        Normalised forms; empty where there is no number.
    """
    form = normalise(number)
    if not form:
        return frozenset()
    area = f"0{area_code.removeprefix('0')}" if area_code else ""
    forms = {form}
    if area and form.startswith(area) and len(form) - len(area) in {7, 8}:
        forms.add(form.removeprefix(area))
    if area and form.isdigit() and len(form) in {7, 8} and form[0] not in "01":
        forms.add(area + form)
    return frozenset(forms)


def area_code(number: str | None) -> str:
    """Return the area code of a landline, with its zero; empty for any other number."""
    form = normalise(number)
    found = _AREA.match(form)
    return found.group() if found and 10 <= len(form) <= 12 else ""


def backwards(form: str) -> str:
    """Return a normalised number from its last character, to search by how it ends."""
    return form[::-1]


def can_be_dialled(number: str) -> bool:
    """Say whether a number that was sent can be called: there is one, and no digit is masked."""
    return bool(number.strip()) and "*" not in number
