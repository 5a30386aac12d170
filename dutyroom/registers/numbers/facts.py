"""The facts of numbers that were given, or may have been, and that the registers do not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final, cast

from dutyroom.i18n import N_, _
from dutyroom.store.facts import Fact, JsonValue, Place
from dutyroom.store.parts import in_parts

PASSED: Final = "numbers.passed"

VERSIONS_LOST: Final = "numbers.versions_lost"
"""Kind and subject of the fact that versions of rosters may be missing."""


class Series(StrEnum):
    """What is counted in each unit and year."""

    CALLS = "calls"
    MATTERS = "matters"
    HANDOVERS = "handovers"

    @property
    def label(self) -> str:
        """What is counted, in words."""
        return _(_LABELS[self])


_LABELS: Final = {
    Series.CALLS: N_("calls"),
    Series.MATTERS: N_("matters"),
    Series.HANDOVERS: N_("handovers"),
}


def passed(
    series: Series,
    year: int,
    last: int,
    kept: Mapping[str, int],
    *,
    place: Place,
    at: datetime,
    actor: str,
) -> Iterator[Fact]:
    """Yield the facts that say that numbers were given which the registers do not hold.

    Args:
        series: What they number.
        year: The Beijing year.
        last: The highest number that was, or may have been, given.
        kept: By subject, the numbers that are known to have been theirs: should a subject
            come after all, as from the spool, it gets the number it had.
        place: The unit in which it is counted.
        at: When this was found.
        actor: Who found it.
    """
    for some in in_parts(sorted(kept.items())) if kept else [()]:
        body: dict[str, JsonValue] = {
            "year": year,
            "last": last,
            "kept": cast("dict[str, JsonValue]", dict(some)),
        }
        yield Fact(PASSED, series.value, at, place, actor, body)


def versions_lost(*, place: Place, at: datetime, actor: str) -> Fact:
    """Return the fact that rosters may have been published which the registers do not hold.

    Args:
        place: The unit.
        at: When this was found.
        actor: Who found it.
    """
    return Fact(VERSIONS_LOST, VERSIONS_LOST, at, place, actor)
