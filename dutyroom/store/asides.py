"""The databases that were set aside: nothing deletes them but whoever looks after the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dutyroom.store.setting_aside import ASIDE, MOMENT, PARTS

_NAME: Final = re.compile(r"(?P<moment>\d{8}T\d{6}Z)(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Aside:
    """One database that another one took the place of.

    Attributes:
        path: The file, or the first of what is left of it: its log.
        since: When it was set aside, in UTC.
        size: Bytes that it takes, with what belongs to it.
    """

    path: Path
    since: datetime
    size: int


def asides(database: Path) -> list[Aside]:
    """Return what was set aside in the place of a database, the newest first.

    Args:
        database: The database that stands there now; it need not.
    """
    found = sorted(_each(database), key=lambda each: each.path.name)
    return sorted(found, key=lambda each: each.since, reverse=True)


def _each(database: Path) -> Iterator[Aside]:
    """Yield each database that was set aside, in any order."""
    begin = database.name + ASIDE
    names = {path.name.removeprefix(begin) for path in database.parent.glob(f"{begin}*")}
    bases = {name.removesuffix(part) for name in names for part in PARTS if name.endswith(part)}
    for base in bases:
        if (named := _NAME.fullmatch(base)) is None:
            continue
        parts = [database.with_name(f"{begin}{base}{part}") for part in PARTS]
        sizes = {part: size for part in parts if (size := _size(part)) is not None}
        with suppress(ValueError):  # somebody has given a file a name of no day
            since = datetime.strptime(named["moment"], MOMENT).replace(tzinfo=UTC)
            if sizes:
                yield Aside(next(iter(sizes)), since, sum(sizes.values()))


def _size(path: Path) -> int | None:
    """Return the size of a file in bytes; None where it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return None
