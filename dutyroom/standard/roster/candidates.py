"""Who could take a slot of a draft, and what stands against the others, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dutyroom.i18n import _
from dutyroom.standard.roster.admitting import decisions
from dutyroom.standard.roster.checking.strain import strain_faults
from dutyroom.standard.roster.checking.turns import turn_faults
from dutyroom.standard.roster.faults import Fault
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Assignment, Person, Request, Roster, Slot


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be put into a slot.

    Attributes:
        person: Who.
        inside: Whether they are in it now.
        against: What a hard rule has against it, in words.
        warnings: What a rule warns of, in words.
        duties: How often they serve in the draft in this role, this slot not counted.
        wish: Their wish that speaks of this slot; None: they have none.
    """

    person: Person
    inside: bool
    against: tuple[str, ...]
    warnings: tuple[str, ...]
    duties: int
    wish: Request | None = None

    @property
    def free(self) -> bool:
        """Whether nothing forbids it."""
        return not self.against


def candidates(roster: Roster, slot: Slot, setting: Setting) -> list[Candidate]:
    """Return everybody of a slot's role: those inside, then those free, then the others.

    Among those free come first who wish for it, last who wish not to; then who serves least in the
    draft.

    Args:
        roster: The draft.
        slot: One of its slots.
        setting: What it is judged by.
    """
    counts: dict[str, int] = {}
    for duty in roster.duties:
        if duty.slot.role is slot.role and duty.slot.id != slot.id:
            counts[duty.person] = counts.get(duty.person, 0) + 1
    inside = set(roster.people_in(slot.id))
    found = [
        _candidate(roster, slot, setting, person, inside, counts.get(person.id, 0))
        for person in setting.people
        if person.id in inside or _concerned(person, slot)
    ]
    return sorted(
        found,
        key=lambda each: (
            not each.inside,
            not each.free,
            bool(each.warnings),
            _reluctance(each.wish),
            each.duties,
            each.person.name,
        ),
    )


def _concerned(person: Person, slot: Slot) -> bool:
    """Return whether somebody is worth listing: in the role, and not gone for good."""
    gone = person.active_until is not None and person.active_until < slot.day
    return slot.role in person.roles and not gone


def _candidate(  # noqa: PLR0917 - all that is known of one person
    roster: Roster, slot: Slot, setting: Setting, person: Person, inside: set[str], duties: int
) -> Candidate:
    """Return one person with what stands against them."""
    refusals = setting.eligibility.refusals(person, slot)
    alone, near = _alone(roster, slot, setting, person)
    return Candidate(
        person,
        person.id in inside,
        (
            *(each.words for each in refusals if each.blocking),
            *_words(strain_faults(alone, near), slot),
        ),
        (
            *_admitted(person, slot, setting),
            *(each.words for each in refusals if not each.blocking),
            *_words(turn_faults(alone, near), slot),
        ),
        duties,
        setting.wish(person.id, slot),
    )


def _admitted(person: Person, slot: Slot, setting: Setting) -> Iterator[str]:
    """Yield by which decisions somebody may serve in a slot; nothing where none is needed."""
    if given := setting.eligibility.overrides(person, slot):
        yield _("specially admitted: {decisions}").format(decisions=decisions(given))


def _reluctance(wish: Request | None) -> float:
    """Return how little somebody wishes for a shift; without a wish 0, below that they do."""
    if wish is None:
        return 0.0
    return -wish.weight if wish.wanted else wish.weight


def _alone(roster: Roster, slot: Slot, setting: Setting, person: Person) -> tuple[Roster, Setting]:
    """Return what one person would serve with a slot added, in the draft and around it."""
    own = {item for item in roster.assignments if item.person == person.id}
    own.add(Assignment(slot.id, person.id))
    around = tuple(duty for duty in setting.around if duty.person == person.id)
    return replace(roster, assignments=tuple(sorted(own))), replace(setting, around=around)


def _words(faults: Iterable[Fault], slot: Slot) -> Iterator[str]:
    """Return what places, rest, runs and turns have against somebody in a slot."""
    return (fault.words for fault in faults if slot.id in fault.slots)
