"""All that a roster is judged by and made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.roster.eligibility import Eligibility, Override
from dutyroom.standard.roster.patterns import Pattern
from dutyroom.standard.roster.rules import Rules
from dutyroom.standard.roster.values import Absence, Duty, Person, Request, Slot


@dataclass(frozen=True)
class Setting:
    """People, calendar and rules around a roster.

    Attributes:
        people: Everybody who may be named in it.
        calendar: The kinds of day.
        rules: The unit's figures.
        absences: Leave and times away.
        overrides: Recorded decisions in spite of a rule.
        pattern: The shifts that the roster must consist of; None: any slots will do.
        around: Duties before and after the span, for rest and runs across its ends.
        requests: Wishes for and against duty.
        newcomers: Ids of officers of whom no duty is on record (article 13).
        history: What had begun by then is as it was, whatever pattern is asked for now; None:
            nothing had.
    """

    people: tuple[Person, ...]
    calendar: Calendar
    rules: Rules = field(default_factory=Rules)
    absences: tuple[Absence, ...] = ()
    overrides: tuple[Override, ...] = ()
    pattern: Pattern | None = None
    around: tuple[Duty, ...] = ()
    requests: tuple[Request, ...] = ()
    newcomers: frozenset[str] = frozenset()
    history: datetime | None = None

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """The people by their ids."""
        return {person.id: person for person in self.people}

    @cached_property
    def eligibility(self) -> Eligibility:
        """The reasons against people in slots."""
        return Eligibility(self.absences, self.calendar, self.rules, self.overrides)

    def changeable(self, slot: Slot) -> bool:
        """Tell whether a slot had not begun yet."""
        return self.history is None or slot.start > self.history

    def name(self, person: str) -> str:
        """Return a person's name; the id of somebody unknown."""
        found = self.by_id.get(person)
        return found.name if found else person

    @cached_property
    def _requests_of(self) -> dict[str, list[Request]]:
        """The wishes by whose they are."""
        found: dict[str, list[Request]] = {}
        for request in self.requests:
            found.setdefault(request.person, []).append(request)
        return found

    def wish(self, person: str, slot: Slot) -> Request | None:
        """Return the strongest wish of somebody that speaks of a slot; None: there is none."""
        meant = (each for each in self._requests_of.get(person, ()) if each.meets(slot))
        return max(meant, key=lambda each: each.weight, default=None)
