"""What has to be handed over, collected from all registers this moment; a new one adds its line.

Nothing is copied: each register says what it holds, so that a call that rings in the middle
of a handover, or a matter that another writer closes, is there at the next look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Final, Protocol

from dutyroom.config import Equipment
from dutyroom.registers.handover import (
    from_alarms,
    from_calls,
    from_custody,
    from_drafts,
    from_equipment,
    from_faults,
    from_matters,
    from_notes,
    from_roster,
    from_visitors,
)
from dutyroom.registers.handover.declined import marked
from dutyroom.registers.handover.moving import Mover, Taken, Taker
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.standard.handover.walking import ordered
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


class Source(Protocol):
    """What a register has to hand over."""

    def __call__(self, session: Session, shift: ShiftRow, now: datetime) -> Iterable[Item]:
        """Return what the register holds of a shift: done in it, or still pending.

        Args:
            session: A transaction that reads.
            shift: The shift that is to end.
            now: The time.
        """


ALL: Final[tuple[Source, ...]] = (
    from_matters.items,
    from_calls.items,
    from_drafts.items,
    from_alarms.items,
    from_faults.items,
    from_notes.items,
    from_roster.items,
    from_custody.items,
    from_visitors.items,
)
"""The sources of every register that this version keeps; equipment knows what the unit chose."""

MOVERS: Final[Mapping[ItemKind, Mover]] = {ItemKind.MATTER: from_matters.moved}
"""How what was accepted changes hands, by its kind; a kind without one has no handler."""

KEEPERS: Final[Mapping[ItemKind, Mover]] = {ItemKind.MATTER: from_matters.kept}
"""How what was declined is marked where it stands; of the rest the signed list speaks."""


def collected(
    session: Session,
    shift: ShiftRow,
    now: datetime,
    limits: Equipment,
    sources: Sequence[Source] = ALL,
) -> tuple[Item, ...]:
    """Return everything that a shift has to hand over, in the order of the walk-through.

    Args:
        session: A transaction that reads.
        shift: The shift that is to end.
        now: The time.
        limits: When a check of the equipment counts.
        sources: The registers to ask beside the comparison of the equipment.
    """
    asked = (*sources, partial(from_equipment.items, limits=limits))
    found = {item.key: item for source in asked for item in source(session, shift, now)}
    return tuple(ordered(marked(session, shift.seat, found.values())))


def handed(
    session: Session, taken: Sequence[Taken], declined: Sequence[Taken], taker: Taker
) -> list[Fact]:
    """Return the facts that make somebody the handler of what they accepted, and of nothing else.

    Args:
        session: A transaction that reads.
        taken: What was accepted.
        declined: What was not: its handler keeps it, and the register it comes from says so.
        taker: Who takes it over.
    """
    made: list[Fact] = []
    for said, movers in ((taken, MOVERS), (declined, KEEPERS)):
        for kind, mover in movers.items():
            made += mover(session, [each for each in said if each.item.kind is kind], taker)
    return made
