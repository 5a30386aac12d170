"""What the solver answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.phrases import clauses, listed, sentences
from dutyroom.standard.roster.eligibility import OVERRIDABLE
from dutyroom.standard.roster.fairness import Share
from dutyroom.standard.roster.values import Assignment
from dutyroom.standard.roster.words import OPEN_NAME


class Status(StrEnum):
    """How the search ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    CANCELLED = "cancelled"
    TIME_OUT = "time-out"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The end in words."""
        return _(_WORDS[self])


_WORDS: Final = {
    Status.OPTIMAL: N_("the best roster there is"),
    Status.FEASIBLE: N_("a roster that keeps all rules; a better one may exist"),
    Status.INFEASIBLE: N_("no roster can keep all rules"),
    Status.CANCELLED: N_("stopped on request"),
    Status.TIME_OUT: N_("the time was not enough to find a roster"),
    Status.REFUSED: N_("what was found breaks a rule and is not offered; please report this"),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """One requirement of a set that cannot be kept together.

    Attributes:
        key: Unique among the requirements of the problem.
        words: The requirement in words: `two officers on 2027-02-06`.
        people: Ids of the people concerned.
        slots: Ids of the slots concerned.
        common: The rule with `OPEN_NAME` in place of the name, as several may share it; else empty.
        name: The name of the one person whom it is about, where there is `common`.
        detail: What is true of that person alone, as from when until when; empty: nothing.
    """

    key: str
    words: str
    people: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    common: str = ""
    name: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A roster, or why there is none.

    Attributes:
        status: How the search ended. A cancelled search may still bring a roster.
        assignments: In order of slots and people; empty where there is no roster.
        gap: Relative distance to the best possible, 0 when optimal; None without a roster.
        cost: What the soft rules add up to; None without a roster.
        bound: No roster costs less; None without a roster.
        seconds: How long it took.
        shares: Everybody's part in every burden, with what was carried over before and after.
        changes: Assignments of the published roster that are given up.
        clashes: Of an infeasible problem: requirements that cannot be kept together. Of a refused
            roster: the rules that the checker found broken.
        irreducible: Whether keeping all of `clashes` but any one would be possible; False where
            time ran out on the way there.
    """

    status: Status
    assignments: tuple[Assignment, ...] = ()
    gap: float | None = None
    cost: float | None = None
    bound: float | None = None
    seconds: float = 0.0
    shares: tuple[Share, ...] = ()
    changes: tuple[Assignment, ...] = ()
    clashes: tuple[Clash, ...] = ()
    irreducible: bool = False

    @property
    def refused(self) -> bool:
        """Whether `clashes` are rules that a roster broke, and no requirements of the problem."""
        return self.status is Status.REFUSED

    @property
    def told(self) -> list[str]:
        """`clashes` in words, those of one rule in a line with everybody's name."""
        rules: dict[str, list[Clash]] = {}
        for clash in self.clashes:
            rules.setdefault(clash.common or clash.words, []).append(clash)
        return [_together(common, some) for common, some in rules.items()]

    @property
    def advice(self) -> str:
        """What to do about pins and ineligible people among the clashes; empty: none is there."""
        rules = {clash.key.partition(":")[0] for clash in self.clashes}
        said = []
        if "pin" in rules:
            said.append(
                _(
                    "What is set by hand stays, even where its fault was accepted when it was "
                    "published: unpin that shift on the roster (Space), or leave its day out."
                )
            )
        if not self.refused and rules & OVERRIDABLE:
            said.append(
                _(
                    "Somebody whose kind of post or training stands against it may be specially "
                    "admitted for stated days, with a reason (roster: m)."
                )
            )
        return sentences(said)


def _together(common: str, clashes: list[Clash]) -> str:
    """Return requirements of one rule in a line."""
    if len(clashes) == 1:
        return clashes[0].words
    details: dict[str, list[str]] = {}
    for clash in clashes:
        details.setdefault(clash.detail, []).append(clash.name)
    parts = (f"{listed(names)} {detail}".strip() for detail, names in details.items())
    return common.replace(OPEN_NAME, clauses(parts))
