"""What a roster makes of wishes for and against duty: which are met, and which are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dutyroom.standard.roster.values import Request, Roster, Slot


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a roster makes of one wish.

    Attributes:
        request: The wish.
        slots: The shifts it speaks of that its person serves in, earliest first.
    """

    request: Request
    slots: tuple[Slot, ...]

    @property
    def met(self) -> bool:
        """Whether there is no such shift, or at least one where duty was wished for."""
        return bool(self.slots) == self.request.wanted


def outcome(roster: Roster, wish: Request) -> Outcome | None:
    """Return what becomes of a wish; None: it speaks of none of the roster's slots.

    Args:
        roster: A proposal, a draft or what is in force.
        wish: The wish.
    """
    if not any(wish.meets(slot) for slot in roster.slots):
        return None
    served = (duty.slot for duty in roster.duties if duty.person == wish.person)
    return Outcome(wish, tuple(slot for slot in served if wish.meets(slot)))


def outcomes(roster: Roster, wishes: Iterable[Request]) -> list[Outcome]:
    """Return what becomes of the wishes that speak of a roster's slots, in their order."""
    return [found for wish in wishes if (found := outcome(roster, wish)) is not None]
