"""What a search for a roster came to, in words and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dutyroom.documents.roster_lines import proposed_lines
from dutyroom.documents.wish_lines import count_words, unmet_lines
from dutyroom.i18n import _
from dutyroom.standard.roster.solver import Proposal
from dutyroom.standard.roster.values import Roster
from dutyroom.standard.roster.wishes import Outcome


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a search came to.

    Attributes:
        proposal: What the solver says.
        roster: The roster, empty where there is none.
        names: Everybody's name, by id.
        labels: What each kind of shift is called.
        since: First day that was asked for; those before it stand as they were.
        base: Id of the version that it begins from; empty: nothing is published.
        wishes: What becomes of the wishes for and against duty.
    """

    proposal: Proposal
    roster: Roster
    names: dict[str, str]
    labels: Mapping[str, str]
    since: date
    base: str = ""
    wishes: tuple[Outcome, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield it in words: the roster by slot, or the requirements that clash."""
        said = self.proposal
        yield _("{status}, {seconds} s").format(
            status=said.status.label, seconds=f"{said.seconds:.1f}"
        )
        if said.gap:
            yield _("At most {percent} % from the best possible.").format(
                percent=f"{said.gap * 100:.1f}"
            )
        if self.roster.assignments:
            yield from proposed_lines(self.roster, self.since, self.labels, self.names)
            yield from self._wishes()
        if said.clashes and not said.refused:
            yield _("These requirements cannot be kept together:")
        yield from (f"- {words}" for words in said.told)
        if said.clashes and not (said.irreducible or said.refused):
            yield _("The time was not enough to leave out all that has no part in it.")
        if said.advice:
            yield said.advice

    def plain(self) -> dict[str, object]:
        """Return it for programs."""
        said = self.proposal
        return {
            "status": said.status.value,
            "seconds": round(said.seconds, 3),
            "gap": said.gap,
            "assignments": [
                {"slot": item.slot, "person": item.person, "name": self.names.get(item.person, "")}
                for item in said.assignments
            ],
            "clashes": [{"key": clash.key, "words": clash.words} for clash in said.clashes],
            "irreducible": said.irreducible,
            "wishes": [self._wish(each) for each in self.wishes],
        }

    def _wishes(self) -> Iterator[str]:
        """Yield how many wishes are met, and each that is not; nothing where nobody wished."""
        if self.wishes:
            yield count_words(self.wishes)
        for line in unmet_lines(self.wishes, self.labels, self.names):
            yield f"- {line}"

    def _wish(self, found: Outcome) -> dict[str, object]:
        """Return what becomes of a wish, for programs."""
        wish = found.request
        return {
            "person": wish.person,
            "name": self.names.get(wish.person, ""),
            "wanted": wish.wanted,
            "first": wish.first.isoformat(),
            "last": wish.last.isoformat(),
            "shifts": sorted(wish.shifts),
            "strong": wish.strong,
            "met": found.met,
            "slots": [slot.id for slot in found.slots],
        }
