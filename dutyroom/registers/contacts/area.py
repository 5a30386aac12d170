"""Where an unknown number comes from, by its area code.

A table of our own: the libraries that know more load 98 MB.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dutyroom import resources
from dutyroom.i18n import _
from dutyroom.standard import numbers

_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_LOCAL: Final = re.compile(r"[2-9]\d{6,7}")
_MUNICIPALITIES: Final = frozenset({"北京", "天津", "上海", "重庆"})


def is_mobile(number: str) -> bool:
    """Tell whether a number is that of a mobile.

    Args:
        number: The number in the form in which it is compared.
    """
    return bool(_MOBILE.fullmatch(number))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number comes from.

    Attributes:
        mobile: It is a mobile; those tell no place.
        code: The area code with its zero; empty for a mobile.
        province: Name of the province.
        city: Name of the city or cities.
    """

    mobile: bool = False
    code: str = ""
    province: str = ""
    city: str = ""

    def label(self) -> str:
        """Return the hint in a few words."""
        if self.mobile:
            return _("mobile")
        if self.province in _MUNICIPALITIES:
            return self.province
        return self.province if self.city == self.province else f"{self.province} {self.city}"


class AreaCodes:
    """China's area codes."""

    def __init__(self, origins: Mapping[str, Origin]) -> None:
        """Take the places by area code."""
        self._origins = origins

    @classmethod
    def load(cls, path: Path | None = None) -> AreaCodes:
        """Read the table that ships with the program, or another one.

        Args:
            path: A CSV file with the columns code, province and city.

        Raises:
            OSError: The table cannot be read.
            ValueError: It is no such table.
        """
        table = path or resources.data("area_codes.csv")
        with table.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if rows.fieldnames != ["code", "province", "city"]:
                raise ValueError(f"not a table of area codes: {table}")
            return cls(
                {
                    row["code"]: Origin(False, row["code"], row["province"], row["city"])
                    for row in rows
                }
            )

    def __contains__(self, code: str) -> bool:
        """Tell whether there is such an area code, written with its zero."""
        return code in self._origins

    def origin(self, number: str | None) -> Origin | None:
        """Return where a number comes from; None where the number does not say."""
        form = numbers.normalise(number)
        if is_mobile(form):
            return Origin(mobile=True)
        return self._origins.get(numbers.area_code(form))

    def with_zero(self, written: str) -> str:
        """Return a landline with the zero that a spreadsheet took from it.

        Args:
            written: A number; one that is whole, or cannot be one, comes back as it is.
        """
        if not written.isascii() or not written.isdigit() or is_mobile(written):
            return written
        for length in (2, 3):
            local = written[length:]
            if f"0{written[:length]}" in self._origins and _LOCAL.fullmatch(local):
                return f"0{written}"
        return written
