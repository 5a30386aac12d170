"""How much of a stretch of time a line could be reached in (article 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dutyroom.registers.lines.facts import Part
from dutyroom.registers.lines.register import outages
from dutyroom.standard.clocks import covered
from dutyroom.store import journal
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Reachability:
    """How long a line could be reached.

    Attributes:
        line: Its name.
        seconds: Length of the time that counts, in seconds.
        down: Seconds of it in which a call would not have been noticed.
        outages: How often that began or went on.
    """

    line: str
    seconds: float
    down: float
    outages: int

    @property
    def share(self) -> float:
        """The share of the time in which the line was up, from 0 to 1."""
        return 1.0 - self.down / self.seconds if self.seconds > 0 else 1.0


def reachability(
    session: Session,
    line: str,
    start: datetime,
    end: datetime,
    now: datetime,
    *,
    boxed: bool = True,
) -> Reachability:
    """Return how long a line could be reached in a stretch of time.

    Lost sound alone leaves a line with a box reachable: the box still tells of calls. What lies
    before the first entry of the journal or in the future does not count.

    Args:
        session: A transaction.
        line: Name of the line.
        start: The beginning.
        end: The end.
        now: The present.
        boxed: A box tells of its calls; without one only their sound does.
    """
    first = journal.first(session)
    start = max(start, min(first.fact.occurred_at, now)) if first is not None else start
    end = max(min(end, now), start)
    rows = [
        row for row in outages(session, start, end, line) if not boxed or row.what != Part.SOUND
    ]
    down = covered(((row.lost_at, row.found_at or end) for row in rows), start, end)
    return Reachability(line, (end - start).total_seconds(), down, len(rows))


def of_lines(
    session: Session, lines: Mapping[str, bool], start: datetime, end: datetime, now: datetime
) -> list[Reachability]:
    """Return the same of several lines, in their order; each name says whether it has a box."""
    return [
        reachability(session, line, start, end, now, boxed=boxed) for line, boxed in lines.items()
    ]
