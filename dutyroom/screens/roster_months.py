"""The months of the roster that were read, so that turning a page waits for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from dutyroom.desk.desk import Desk
from dutyroom.registers.roster.picture import Judged, RosterPicture, judged, picture
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.publishing import period_of
from dutyroom.standard.roster.rules import ONE_DAY

if TYPE_CHECKING:
    from dutyroom.store.session import Session

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Seen:
    """A period as it was read.

    Attributes:
        picture: The period.
        judged: What is shown of it first: the draft where there is one, with what is wrong.
        read_at: When it was read.
    """

    picture: RosterPicture
    judged: Judged
    read_at: datetime

    def has(self, day: date) -> bool:
        """Tell whether a day is of the period."""
        return self.picture.first <= day <= self.picture.last


class Months:
    """What was read of some periods, as long as nobody has written anything since."""

    def __init__(self, desk: Desk, planning: Planning) -> None:
        """Begin without any.

        Args:
            desk: Reads them.
            planning: How the unit rosters.
        """
        self._desk = desk
        self._planning = planning
        self._edition = -1
        self._seen: dict[Span, Seen] = {}

    def kept(self, first: date, last: date, edition: int) -> Seen | None:
        """Return a period that was read; None: it was not, or something was written since.

        Args:
            first: First day.
            last: Last day, included.
            edition: Counts what the console has seen written.
        """
        return self._seen.get((first, last)) if edition == self._edition else None

    def forget(self) -> None:
        """Have everything read again: this console has written a draft or a version."""
        self._seen = {}  # what is being read just now falls into the old one

    async def read(self, first: date, last: date, edition: int) -> Seen:
        """Read a period and judge it, both off the event loop.

        Raises:
            DeskError: It cannot be read now.
        """
        if edition != self._edition:
            self._edition, self._seen = edition, {}
        shelf, now = self._seen, self._desk.clock.now()
        found = await self._desk.read(lambda session: self._look(session, first, last, now))
        shelf[first, last] = found
        return found

    async def read_beside(self, first: date, last: date, edition: int) -> tuple[Seen, ...]:
        """Return the months on both sides of a period, each once; read are those not known yet.

        Raises:
            DeskError: They cannot be read now.
        """
        found = []
        for beside in dict.fromkeys((period_of(last + ONE_DAY), period_of(first - ONE_DAY))):
            kept = self.kept(*beside, edition)
            found.append(kept if kept is not None else await self.read(*beside, edition))
        return tuple(found)

    def _look(self, session: Session, first: date, last: date, now: datetime) -> Seen:
        """Read a period and judge its draft or what is in force; unpublished, its empty slots."""
        found = picture(session, first, last, self._planning, now)
        if found.draft is not None:
            return Seen(found, judged(found, found.draft.roster), now)
        return Seen(found, judged(found, found.in_force), now)
