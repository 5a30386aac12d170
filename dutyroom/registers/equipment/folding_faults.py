"""From the facts of a fault ticket to its rows."""

from __future__ import annotations

from typing import Any

from dutyroom.registers.equipment.fault_facts import PREFIX, Step
from dutyroom.registers.folding import REVISION
from dutyroom.registers.values import choice, flag, moment, text, whole, words
from dutyroom.standard.equipment.items import State
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry

_TEXTS = (
    "unit seat item zh en state words sheet workaround opened_by reported_to reported_how "
    "repaired_by repair verified_by closed_by closed_why"
)
_TIMES = "noticed_at opened_at reported_at due_at reminded_at repaired_at closed_at"


class FoldedFault:
    """A ticket while its facts are read one after the other.

    Attributes:
        row: The row of the ticket.
        steps: The rows of its steps.
    """

    def __init__(self, fault: str) -> None:
        """Begin with nothing known.

        Args:
            fault: Id of the ticket.
        """
        self.row: dict[str, Any] = dict.fromkeys(_TEXTS.split(), "")
        self.row |= dict.fromkeys(_TIMES.split())
        self.row |= {"id": fault, "seq": 0, "critical": False, "revision": 0}
        self.steps: list[dict[str, Any]] = []

    def take(self, entry: Entry) -> None:
        """Bring the rows up to date with the next fact."""
        fact = entry.fact
        step = choice(Step, fact.kind.removeprefix(PREFIX))
        if step is None:
            return
        row = self.row
        row["seq"] = min(row["seq"] or entry.seq, entry.seq)
        row["revision"] = max(row["revision"], whole(fact, REVISION) or 0)
        row["unit"] = row["unit"] or fact.place.unit
        self._note(step, fact)
        if row["closed_at"] is None:
            row.update(_changes(step, fact, row))

    def _note(self, step: Step, fact: Fact) -> None:
        """Write the step down."""
        self.steps.append({
            "fault": self.row["id"],
            "position": len(self.steps),
            "step": step,
            "at": fact.occurred_at,
            "by": fact.actor,
            "words": text(fact, "words"),
            "whom": text(fact, "whom"),
            "how": text(fact, "how"),
            "due_at": moment(fact, "due"),
            "happened_at": moment(fact, "happened"),
            "state": choice(State, words(fact, "state")) or "",
            "workaround": text(fact, "workaround"),
            "gone": flag(fact, "gone") is True,
        })  # fmt: skip


def _changes(step: Step, fact: Fact, row: dict[str, Any]) -> dict[str, Any]:
    """Return what a step changes in the row of an open ticket."""
    at, said = fact.occurred_at, text(fact, "words")
    whom, due = text(fact, "whom"), moment(fact, "due")
    closed = {"closed_at": at, "closed_by": fact.actor}
    happened = moment(fact, "happened") or at
    reported = {"reported_at": happened, "reported_to": whom, "reported_how": text(fact, "how")}
    changes: dict[Step, dict[str, Any]] = {
        Step.OPENED: _opened(fact) if row["opened_at"] is None else {},
        Step.BYPASSED: {"workaround": said},
        Step.FOUND_AGAIN: _found(fact, row),
        Step.REPORTED: reported | {"due_at": due or row["due_at"]},
        Step.REMINDED: {"reminded_at": at, "due_at": due or row["due_at"]},
        Step.REPAIRED: {"repaired_at": happened, "repaired_by": whom, "repair": said},
        Step.REJECTED: {"repaired_at": None, "repaired_by": "", "repair": ""} | _found(fact, row),
        Step.VERIFIED: closed | {"verified_by": fact.actor},
        Step.CLOSED: closed
        | {"closed_why": said, "workaround": text(fact, "workaround") or row["workaround"]},
    }
    return changes[step]


def _found(fact: Fact, row: dict[str, Any]) -> dict[str, Any]:
    """Return what a later check says; nothing where no check said it."""
    state = choice(State, words(fact, "state"))
    if state is None:
        return {}
    gone = flag(fact, "gone") is True
    return {
        "state": state,
        "words": text(fact, "words") or row["words"],
        "workaround": text(fact, "workaround") or ("" if gone else row["workaround"]),
    }


def _opened(fact: Fact) -> dict[str, Any]:
    """Return what the first fact says."""
    return {
        "unit": fact.place.unit,
        "seat": fact.place.seat,
        "item": words(fact, "item"),
        "zh": text(fact, "zh"),
        "en": text(fact, "en"),
        "critical": flag(fact, "critical") is True,
        "state": choice(State, words(fact, "state")) or State.FAULTY,
        "words": text(fact, "words"),
        "sheet": words(fact, "sheet"),
        "workaround": text(fact, "workaround"),
        "noticed_at": moment(fact, "happened") or fact.occurred_at,
        "opened_at": fact.occurred_at,
        "opened_by": fact.actor,
    }
