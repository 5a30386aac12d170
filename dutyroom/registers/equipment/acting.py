"""What every act on the equipment needs, and how it is refused.

An act reads with a transaction, checks the rules and returns the facts to record; nothing is
written by it. The writing thread reads and records one after the other, so nothing comes between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.store.facts import Place


class EquipmentRefused(PlainError):  # noqa: N818 - it says what happened
    """What was asked for is not so, or not allowed; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, where and when.

    Attributes:
        at: When.
        place: Unit and seat.
        actor: Who; never nobody.
    """

    at: datetime
    place: Place
    actor: str

    def __post_init__(self) -> None:
        """Refuse what nobody did.

        Raises:
            EquipmentRefused: Nobody is named.
        """
        if not self.actor.strip():
            raise EquipmentRefused(_("Say who does it. Nothing was changed."))
