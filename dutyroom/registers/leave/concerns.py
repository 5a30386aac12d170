"""What speaks against a leave without forbidding it: said first, and kept where it is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.phrases import sentences
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.facts import Wanted
from dutyroom.registers.leave.reading import overlapping
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import PersonRole
from dutyroom.registers.roster.departures import rostered_in, shifts_named
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.words import moment
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that speaks against a leave.

    Attributes:
        code: What, for programs.
        words: What, for the user.
    """

    code: str
    words: str


def concerns(session: Session, wanted: Wanted, now: datetime) -> list[Concern]:
    """Return what speaks against a leave.

    Args:
        session: A transaction that reads.
        wanted: The leave.
        now: The time.
    """
    found = [*_of_time(wanted, now), *_of_roster(session, wanted)]
    return [*found, *_of_deputy(session, wanted), *_of_heads(session, wanted)]


def said(found: Iterable[Concern], accepted: Iterable[Concern]) -> list[str]:
    """Return in words what speaks against a leave and was accepted, to be kept with it.

    Args:
        found: What speaks against it.
        accepted: What was said before.

    Raises:
        LeaveRefused: Something was not said before.
    """
    known, against = {concern.code for concern in accepted}, list(found)
    left = [concern for concern in against if concern.code not in known]
    if left:
        raise LeaveRefused(sentences(concern.words for concern in left))
    return [concern.words for concern in against]


def _of_time(wanted: Wanted, now: datetime) -> Iterator[Concern]:
    """A leave that began before anybody asked is shown as such."""
    if wanted.start < now:
        yield Concern("began", _("It begins before it was applied for."))


def _of_roster(session: Session, wanted: Wanted) -> Iterator[Concern]:
    """Nobody away can be rostered (articles 10 and 15): the duties are swapped first."""
    theirs = rostered_in(session, wanted.person, wanted.start, wanted.end)
    if theirs:
        words = _("{name} is rostered on {duties}: arrange a swap first.")
        said = words.format(name=wanted.name, duties=shifts_named(theirs))
        yield Concern("rostered", said)


def _of_deputy(session: Session, wanted: Wanted) -> Iterator[Concern]:
    """Article 10: head and deputy are not away at the same time."""
    if not wanted.deputy:
        return
    other = overlapping(session, wanted.deputy, wanted.start, wanted.end)
    if other is not None:
        words = _("The acting deputy {name} is away, too, from {start} to {end}.")
        yield Concern(
            "deputy-away",
            words.format(name=other.name, start=moment(other.start), end=moment(other.end)),
        )


def _of_heads(session: Session, wanted: Wanted) -> Iterator[Concern]:
    """Whoever stands in for a head of the unit who is away should stay."""
    for head in people.serving(session, local_date(wanted.start), PersonRole.HEAD_OF_UNIT):
        other = overlapping(session, head.id, wanted.start, wanted.end)
        if other is not None and other.deputy == wanted.person:
            words = _("{name} stands in for {head}, who is away from {start} to {end}.")
            yield Concern(
                "stands-in",
                words.format(
                    name=wanted.name,
                    head=other.name,
                    start=moment(other.start),
                    end=moment(other.end),
                ),
            )
