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


def outcomes(roster: Roster, requests: Iterable[Request]) -> list[Outcome]:
    """Return what becomes of the wishes that speak of a roster's slots, in their order.

    Args:
        roster: A proposal, a draft or what is in force.
        requests: The wishes; those that speak of none of its slots are left out.
    """
    served: dict[str, list[Slot]] = {}
    for duty in roster.duties:
        served.setdefault(duty.person, []).append(duty.slot)
    return [
        Outcome(wish, tuple(slot for slot in served.get(wish.person, ()) if wish.meets(slot)))
        for wish in requests
        if any(wish.meets(slot) for slot in roster.slots)
    ]
