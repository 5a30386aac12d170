"""Who is responsible for a shift or an incident, as it stood then (article 25)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Responsible:
    """One person as they were at that time.

    Attributes:
        id: Key of the people register; empty for somebody outside it.
        name: As it was then.
        post: Title as it was then.
        phone: As it was then.
    """

    id: str
    name: str
    post: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The responsible persons of a shift or an incident; later changes of staff never touch it.

    Attributes:
        subject: Key of the shift or incident.
        taken_at: When it was taken, aware.
        version: Version of the roster in force; 0 where there was none.
        first: The head of the unit: first responsible.
        main: The leader on duty: mainly responsible.
        direct: The head of the duty room and the officers: directly responsible.
        missing: Which of `first`, `acting`, `main`, `head_of_room`, `officers` nobody was known
            for; `acting` where the head of the unit is on leave.
        on_leave: Which of the heads were on leave.
        acting: Who stood in for them.
    """

    subject: str
    taken_at: datetime
    version: int
    first: Responsible | None
    main: Responsible | None
    direct: tuple[Responsible, ...]
    missing: tuple[str, ...]
    on_leave: tuple[Responsible, ...] = ()
    acting: tuple[Responsible, ...] = ()

    def plain(self) -> dict[str, object]:
        """Return it as plain values, for a fact."""
        return asdict(self) | {"taken_at": self.taken_at.isoformat()}


def snapshot(
    subject: str,
    taken_at: datetime,
    version: int,
    *,
    head_of_unit: Responsible | None,
    leader: Responsible | None,
    head_of_room: Responsible | None,
    officers: Iterable[Responsible],
    away: Mapping[Responsible, Responsible | None] = MappingProxyType({}),
) -> Snapshot:
    """Return who is responsible now.

    Nobody is left out silently: what is not known is named in `missing`.

    Args:
        subject: Key of the shift or incident.
        taken_at: Aware.
        version: Version of the roster in force.
        head_of_unit: First responsible.
        leader: The leader who signed on, or else the rostered one.
        head_of_room: The head of the duty room.
        officers: Those who signed on, or else the rostered ones.
        away: The heads who are on leave, each with the acting deputy (article 10); None: nobody.

    Raises:
        ValueError: The time is not aware.
    """
    if taken_at.tzinfo is None:
        raise ValueError("a snapshot's time is aware")
    on_duty = tuple(officers)
    known = {
        "first": head_of_unit,
        **({"acting": away[head_of_unit]} if head_of_unit and head_of_unit in away else {}),
        "main": leader,
        "head_of_room": head_of_room,
        "officers": on_duty,
    }
    direct = ((head_of_room,) if head_of_room else ()) + on_duty
    return Snapshot(
        subject,
        taken_at,
        version,
        head_of_unit,
        leader,
        tuple(dict.fromkeys(direct)),
        tuple(name for name, value in known.items() if not value),
        tuple(away),
        tuple(dict.fromkeys(each for each in away.values() if each)),
    )
