"""Who may serve in a slot, and why somebody may not (articles 4, 10, 13 and 19)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.standard.calendar.spans import HolidaySpan
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.rules import ONE_DAY, Policy, Rules
from dutyroom.standard.roster.values import Absence, Person, PostKind, Role, Slot
from dutyroom.standard.roster.words import OPEN_NAME, moment

_INSTANT: Final = timedelta(microseconds=1)


class RefusalKind(StrEnum):
    """Why somebody may not serve in a slot."""

    ROLE = "role"
    POST = "post"
    NOT_YET = "not-yet"
    NO_LONGER = "no-longer"
    TRAINING = "training"
    HOLIDAY_TRAINING = "holiday-training"
    AWAY = "away"
    POOL = "pool"


OVERRIDABLE: Final = frozenset(
    {RefusalKind.POST, RefusalKind.TRAINING, RefusalKind.HOLIDAY_TRAINING}
)
"""What somebody may decide against, with a reason; who is away is simply not there."""

_WORDS: Final = {
    (RefusalKind.ROLE, Role.OFFICER): N_("{name} is not among the duty officers"),
    (RefusalKind.ROLE, Role.LEADER): N_("{name} is not among the leaders"),
    RefusalKind.POST: N_(
        "{name} is neither civil servant nor public-institution staff (article 4)"
    ),
    RefusalKind.NOT_YET: N_("{name} serves only from {date} on"),
    (RefusalKind.NO_LONGER, False): N_("{name} serves only until {date}"),
    (RefusalKind.NO_LONGER, True): N_("{name} serves only until {date}; that shift ends {end}"),
    (RefusalKind.TRAINING, True): N_("the training of {name} is valid until {date} (article 19)"),
    (RefusalKind.TRAINING, False): N_("no training of {name} is noted (article 19)"),
    RefusalKind.HOLIDAY_TRAINING: N_("{name} has no training before {holiday} (article 19)"),
    RefusalKind.AWAY: N_("{name} is away from {start} to {end}"),
    RefusalKind.POOL: N_("{name} is not of the fixed duty pool (article 13)"),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against somebody in a slot.

    Attributes:
        kind: Which rule.
        person: Id of the person.
        words: The reason in words, with the name.
        blocking: Whether it forbids; else it warns.
        absence: Of `AWAY`: which one.
        common: The reason in words with `{name}` in place of the name, as others may share it.
    """

    kind: RefusalKind
    person: str
    words: str
    blocking: bool = True
    absence: Absence | None = None
    common: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A recorded decision to let somebody serve in spite of a rule.

    Attributes:
        person: Id of the person.
        kind: One of `OVERRIDABLE`.
        first: First duty day for which it holds.
        last: Last such day.
        reason: Why; never empty.
        by: Who decided.
        ended: When it was taken back, aware; slots that had begun by then stay as they were.
            None: it was not.
    """

    person: str
    kind: RefusalKind
    first: date
    last: date
    reason: str
    by: str
    ended: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse what nobody may decide.

        Raises:
            ValueError: The rule cannot be overridden, or the reason or the decider is missing.
        """
        if self.kind not in OVERRIDABLE:
            raise ValueError(_("This rule cannot be set aside."))
        if not self.reason.strip() or not self.by.strip():
            raise ValueError(_("Setting a rule aside takes a reason and a name."))

    def stands_at(self, start: datetime) -> bool:
        """Return whether it was not yet taken back when a slot begins."""
        return self.ended is None or start <= self.ended

    def covers(self, day: date) -> bool:
        """Return whether a duty day is one of its days."""
        return self.first <= day <= self.last


class Eligibility:
    """The reasons against people in slots, looked up quickly.

    Args:
        absences: Leave and times away of everybody.
        calendar: Says which slots lie in holidays.
        rules: The unit's figures.
        overrides: Recorded decisions.
    """

    def __init__(
        self,
        absences: Iterable[Absence],
        calendar: Calendar,
        rules: Rules,
        overrides: Iterable[Override] = (),
    ) -> None:
        self._rules = rules
        self._calendar = calendar
        self._absences: dict[str, list[Absence]] = {}
        for absence in absences:
            self._absences.setdefault(absence.person, []).append(absence)
        self._overrides: dict[tuple[str, RefusalKind], list[Override]] = {}
        for override in overrides:
            self._overrides.setdefault((override.person, override.kind), []).append(override)
        self._holidays: dict[str, HolidaySpan | None] = {}

    def refusals(self, person: Person, slot: Slot) -> list[Refusal]:
        """Return every reason against somebody in a slot, warnings included."""
        return [
            refusal for refusal in self._reasons(person, slot) if not self._set_aside(refusal, slot)
        ]

    def overrides(self, person: Person, slot: Slot) -> list[Override]:
        """Return the decisions without which something would speak against somebody in a slot."""
        found = (self._set_aside(refusal, slot) for refusal in self._reasons(person, slot))
        return [override for some in found for override in some]

    def may(self, person: Person, slot: Slot) -> bool:
        """Return whether nothing forbids somebody in a slot."""
        return not any(refusal.blocking for refusal in self.refusals(person, slot))

    def _reasons(self, person: Person, slot: Slot) -> Iterator[Refusal]:
        """Return the reasons of all rules."""
        if slot.role not in person.roles:
            yield _refusal((RefusalKind.ROLE, slot.role), person)
        if person.post is PostKind.OTHER:
            yield _refusal(RefusalKind.POST, person)
        begins, ends = local_date(slot.start), local_date(slot.end - _INSTANT)
        if person.active_from and begins < person.active_from:
            yield _refusal(RefusalKind.NOT_YET, person, date=person.active_from)
        if person.active_until and ends > person.active_until:
            lasts_on = (RefusalKind.NO_LONGER, begins <= person.active_until)
            yield _refusal(lasts_on, person, date=person.active_until, end=moment(slot.end))
        yield from self._untrained(person, slot, begins)
        for absence in self._absences.get(person.id, ()):
            if absence.start < slot.end and slot.start < absence.end:
                yield _refusal(
                    RefusalKind.AWAY,
                    person,
                    absence=absence,
                    start=moment(absence.start),
                    end=moment(absence.end),
                )
        if not person.pool:
            yield _refusal(RefusalKind.POOL, person, blocking=False)

    def _untrained(self, person: Person, slot: Slot, begins: date) -> Iterator[Refusal]:
        """Return what the rules on training say (article 19)."""
        rules = self._rules
        if rules.training is not Policy.OFF and (
            person.training_until is None or person.training_until < begins
        ):
            blocking = rules.training is Policy.BLOCK
            key = RefusalKind.TRAINING, person.training_until is not None
            yield _refusal(key, person, blocking=blocking, date=person.training_until)
        if rules.holiday_training is Policy.OFF:
            return
        holiday = self._holiday(slot)
        if holiday is None:
            return
        earliest = holiday.first - timedelta(days=rules.holiday_training_days)
        if not any(earliest <= day <= begins for day in person.holiday_trained):
            blocking = rules.holiday_training is Policy.BLOCK
            yield _refusal(
                RefusalKind.HOLIDAY_TRAINING, person, blocking=blocking, holiday=holiday.label
            )

    def _holiday(self, slot: Slot) -> HolidaySpan | None:
        """Return the holiday that a slot touches; the first, where a week touches two."""
        if slot.id not in self._holidays:
            found = map(self._calendar.holiday_of, duty_days(slot, self._rules))
            self._holidays[slot.id] = next((span for span in found if span), None)
        return self._holidays[slot.id]

    def _set_aside(self, refusal: Refusal, slot: Slot) -> list[Override]:
        """Return the decisions against a reason, where they cover all duty days of a slot."""
        known = self._overrides.get((refusal.person, refusal.kind))
        if not known:
            return []
        standing = [override for override in known if override.stands_at(slot.start)]
        days = duty_days(slot, self._rules)
        if not all(any(override.covers(day) for override in standing) for day in days):
            return []
        return [override for override in standing if any(map(override.covers, days))]


def duty_days(slot: Slot, rules: Rules) -> Sequence[date]:
    """Return the duty days that a slot touches, earliest first."""
    first, last = rules.duty_day(slot.start), rules.duty_day(slot.end - _INSTANT)
    return [first + back * ONE_DAY for back in range((last - first).days + 1)]


def _refusal(
    key: RefusalKind | tuple[RefusalKind, Role | bool],
    person: Person,
    *,
    blocking: bool = True,
    absence: Absence | None = None,
    **values: object,
) -> Refusal:
    """Return a reason with its words."""
    kind = key[0] if isinstance(key, tuple) else key
    words = _(_WORDS[key])
    common = words.format(name=OPEN_NAME, **values)
    named = words.format(name=person.name, **values)
    return Refusal(kind, person.id, named, blocking, absence, common)
