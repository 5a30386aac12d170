"""Fairness in figures: what each one serves against their share, carried over the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dutyroom.standard.roster.counters import Counter, Counts, amounts, counts
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Roster, Slot


@dataclass(frozen=True, slots=True)
class Share:
    """One person's part in one burden.

    Attributes:
        person: Id of the person.
        counter: Which burden.
        carried: How much more than their share they served in earlier years; may be negative.
        count: How much they serve in this span.
        expected: How much would be their share now, what is carried over set off.
        deviation: `count` - `expected`: above 0 they serve too much.
    """

    person: str
    counter: Counter
    carried: float
    count: float
    expected: float

    @property
    def deviation(self) -> float:
        """How much more than their share they serve."""
        return self.count - self.expected

    @property
    def after(self) -> float:
        """What is carried over to the next span."""
        return self.deviation


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier year.

    Attributes:
        year: Which.
        served: What each one actually served.
        availability: What their shares are in proportion to; see `availability`.
    """

    year: int
    served: Counts
    availability: Counts


def availability(slots: Sequence[Slot], setting: Setting) -> dict[tuple[str, Counter], float]:
    """Return what everybody's fair shares are in proportion to.

    It is the part of a burden that somebody may serve at all, times their part
    of full time: who is on leave for half of the weekends and works half time
    has a quarter of a full share of weekends.

    Raises:
        YearWithoutData: What a day is is not known.
    """
    total: dict[Counter, float] = {}
    open_to: dict[tuple[str, Counter], float] = {}
    for slot in slots:
        counted = amounts(slot, setting.calendar, setting.rules)
        able = [person for person in setting.people if setting.eligibility.may(person, slot)]
        for counter, amount in counted.items():
            total[counter] = total.get(counter, 0.0) + amount * slot.required
            for person in able:
                key = person.id, counter
                weight = amount * slot.required * person.part
                open_to[key] = open_to.get(key, 0.0) + weight
    return {key: value / total[key[1]] for key, value in open_to.items() if total[key[1]]}


def expected_shares(
    total: Counts, available: Counts, carried: Counts
) -> dict[tuple[str, Counter], float]:
    """Return everybody's share of what a span takes.

    What was served in excess earlier is set off, so a share may be below 0.

    Args:
        total: What the span takes, under the person `""`.
        available: Of everybody; see `availability`.
        carried: What everybody served in excess of their shares so far.
    """
    weights: dict[Counter, float] = {}
    owed: dict[Counter, float] = {}
    for (person, counter), weight in available.items():
        weights[counter] = weights.get(counter, 0.0) + weight
        owed[counter] = owed.get(counter, 0.0) + carried.get((person, counter), 0.0)
    return {
        (person, counter): weight
        / weights[counter]
        * (total.get(("", counter), 0.0) + owed[counter])
        - carried.get((person, counter), 0.0)
        for (person, counter), weight in available.items()
        if weights[counter]
    }


def taken(slots: Iterable[Slot], setting: Setting) -> dict[tuple[str, Counter], float]:
    """Return what a span takes of everybody together, under the person `""`."""
    found: dict[tuple[str, Counter], float] = {}
    for slot in slots:
        for counter, amount in amounts(slot, setting.calendar, setting.rules).items():
            key = "", counter
            found[key] = found.get(key, 0.0) + amount * slot.required
    return found


def shares(roster: Roster, setting: Setting, carried: Counts | None = None) -> list[Share]:
    """Return everybody's part in every burden of a roster, by counter and person.

    Args:
        roster: A draft or a version.
        setting: People, calendar and rules.
        carried: What everybody served in excess of their shares so far; see `carried_over`.

    Raises:
        YearWithoutData: What a day is is not known.
    """
    before = carried or {}
    served = counts(roster.duties, setting.calendar, setting.rules)
    expected = expected_shares(
        taken(roster.slots, setting), availability(roster.slots, setting), before
    )
    keys = sorted(expected.keys() | served.keys(), key=lambda key: (key[1], key[0]))
    return [
        Share(
            person,
            counter,
            before.get((person, counter), 0.0),
            served.get((person, counter), 0.0),
            expected.get((person, counter), 0.0),
        )
        for person, counter in keys
    ]


def carried_over(years: Iterable[Past]) -> dict[tuple[str, Counter], float]:
    """Return what everybody served in excess of their shares, year upon year.

    A newcomer starts at 0: nobody has to catch up on years before their time.
    """
    balance: dict[tuple[str, Counter], float] = {}
    for past in sorted(years, key=lambda past: past.year):
        total: dict[tuple[str, Counter], float] = {}
        for (_person, counter), amount in past.served.items():
            total["", counter] = total.get(("", counter), 0.0) + amount
        expected = expected_shares(total, past.availability, balance)
        for key in past.served.keys() | past.availability.keys():
            excess = past.served.get(key, 0.0) - expected.get(key, 0.0)
            balance[key] = excess if key in expected else balance.get(key, 0.0) + excess
    return balance


def spread(found: Iterable[Share], counter: Counter) -> tuple[float, float]:
    """Return how unevenly a burden lies: the largest deviation, and the mean of all, both >= 0."""
    sizes = [abs(share.deviation) for share in found if share.counter is counter]
    return (max(sizes), sum(sizes) / len(sizes)) if sizes else (0.0, 0.0)
