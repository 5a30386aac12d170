"""What whoever takes charge reads of the equipment, whether or not it stands against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dutyroom.registers.equipment import lists
from dutyroom.registers.equipment.faults import FaultRow, open_faults
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class AtSignOn:
    """How the equipment stands.

    Attributes:
        faults: The open fault tickets: critical ones first, then the oldest.
        listed: Whether the unit has taken a checklist over: without one nothing is checked.
    """

    faults: tuple[FaultRow, ...] = ()
    listed: bool = True


UNREAD: Final = AtSignOn()
"""Where nothing was read yet, or nothing can be."""


def at_sign_on(session: Session) -> AtSignOn:
    """Read how the equipment stands.

    Args:
        session: A transaction that reads.
    """
    return AtSignOn(tuple(open_faults(session)), lists.in_force(session) is not None)
