"""Telephone numbers as people write them into an address book."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from dutyroom.registers.contacts.book import SEPARATOR
from dutyroom.standard import numbers

_BETWEEN: Final = re.compile(r"[、,，;；/／|｜\n]+")
_SPACED: Final = re.compile(r"(?<=\d{7})\s+(?=[01+]\d{2,}|\d{7})")
"""A space stands between two numbers, not within one, where both sides are long."""
_EXTENSION: Final = re.compile(
    r"^(?P<base>.*\d{3}.*?)\s*(?:转|轉|分机|ext\.?|x|#)\s*(?P<extension>\d{1,6})$", re.IGNORECASE
)
_DASHED: Final = re.compile(r"^(?P<base>(?:0\d{2,3}-)?\d{7,8})-(?P<extension>\d{1,6})$")
_PHONE: Final = re.compile(r"\+?[0-9]{3,20}")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.(?P<decimals>\d*))?e\+?(?P<power>\d{1,2})", re.IGNORECASE)
_FLOAT: Final = re.compile(r"(\d{3,})\.0+")


class LostDigitsError(ValueError):
    """A spreadsheet has rounded the number: its last digits are gone."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One number, taken apart.

    Attributes:
        written: As it was written.
        normalised: With its area code, without its extension; empty: no number.
        extension: What is dialled behind the answer.
    """

    written: str
    normalised: str
    extension: str = ""


def split(cell: str) -> list[str]:
    """Return the numbers of one field, each as it was written."""
    parts = _BETWEEN.split(cell)
    return [part.strip() for whole in parts for part in _SPACED.split(whole) if part.strip()]


def join(written: list[str]) -> str:
    """Return numbers as one field."""
    return SEPARATOR.join(written)


def restored(written: str) -> str:
    """Return a number that a spreadsheet took for a quantity, made whole where it can be.

    Raises:
        LostDigitsError: It was rounded.
    """
    plain = unicodedata.normalize("NFKC", written).strip()
    if found := _FLOAT.fullmatch(plain):
        return found[1]
    found = _SCIENTIFIC.fullmatch(plain)
    if found is None:
        return written
    decimals, power = found["decimals"] or "", int(found["power"])
    if len(decimals) < power:
        raise LostDigitsError(written)
    return (plain[0] + decimals)[: power + 1]


def parse(written: str, area_code: str = "") -> Phone:
    """Take one number apart.

    Args:
        written: One number, as `split` gives it.
        area_code: The area code of the unit, for numbers written without one.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    found = _DASHED.match(text) or _EXTENSION.match(text)
    base, extension = (found["base"], found["extension"]) if found else (text, "")
    form = numbers.normalise(base)
    if not _PHONE.fullmatch(form):
        return Phone(written, "", extension)
    return Phone(written, max(numbers.variants(base, area_code), key=len), extension)
