"""What is said of a leader's instructions when their matter is closed (articles 14 and 16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dutyroom.i18n import _, ngettext
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.matters.detail import InstructionRow, MatterDetail
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.instruction_facts import left, settled
from dutyroom.store.facts import Fact


@dataclass(frozen=True, slots=True)
class Said:
    """What is said at the end of a matter of instructions without an outcome, by their ids.

    Attributes:
        outcomes: What came of some.
        left: Why it is closed all the same, of others.
    """

    outcomes: Mapping[str, str] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)


def ended(access: Access, found: MatterDetail, said: Said, by: Officer) -> list[Fact]:
    """Return what is recorded of the instructions of a matter that is closed.

    Args:
        access: Gives clock and place.
        found: The matter.
        said: What is said of them.
        by: Who closes it.

    Raises:
        MatterRefused: Nothing is said of one that has no outcome, or something of one whose outcome
            somebody noted meanwhile.
    """
    matter, at, place = found.row.id, access.clock.now(), access.place
    made, silent = [], 0
    for each in found.instructions:
        outcome, why = (known.get(each.id, "").strip() for known in (said.outcomes, said.left))
        if each.settled_at is not None:
            _same(each, outcome or why)
        elif outcome:
            made.append(
                settled(matter, at, place, actor=by.name, instruction=each.id, outcome=outcome)
            )
        elif why:
            made.append(left(matter, at, place, actor=by.name, instruction=each.id, why=why))
        else:
            silent += 1
    if silent:
        words = ngettext(
            "{count} instruction of a leader has no outcome: write it, or say why the matter is "
            "closed all the same. Nothing was changed.",
            "{count} instructions of leaders have no outcome: write it, or say why the matter is "
            "closed all the same. Nothing was changed.",
            silent,
        )
        raise MatterRefused(words.format(count=silent))
    return made


def _same(row: InstructionRow, said: str) -> None:
    """See that nothing else is said of an instruction than what stands as its outcome.

    Raises:
        MatterRefused: It is; the first outcome counts, and no words are dropped in silence.
    """
    if said and said != row.outcome:
        raise MatterRefused(
            _(
                "The outcome of {name}'s instruction was noted meanwhile: “{outcome}”. Empty what "
                "you wrote of it, or add it to the result. Nothing was changed."
            ).format(name=row.given_by, outcome=row.outcome)
        )
