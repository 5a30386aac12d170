"""The facts of fault tickets; each step stays readable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.registers.folding import REVISION
from dutyroom.registers.values import iso
from dutyroom.standard.equipment.items import Item, State
from dutyroom.store.facts import Fact, JsonValue, Place

PREFIX: Final = "equipment.fault_"


class Step(StrEnum):
    """What happened to a fault; the kind of its fact is `equipment.fault_` and this."""

    OPENED = "opened"
    BYPASSED = "bypassed"
    FOUND_AGAIN = "found_again"
    REPORTED = "reported"
    REMINDED = "reminded"
    REPAIRED = "repaired"
    REJECTED = "rejected"
    VERIFIED = "verified"
    CLOSED = "closed"

    @property
    def kind(self) -> str:
        """The kind of its fact."""
        return PREFIX + self.value

    @property
    def label(self) -> str:
        """What happened, in words."""
        return _(_STEPS[self])


_STEPS: Final = {
    Step.OPENED: N_("noted"),
    Step.BYPASSED: N_("workaround"),
    Step.FOUND_AGAIN: N_("found again"),
    Step.REPORTED: N_("reported"),
    Step.REMINDED: N_("reminded"),
    Step.REPAIRED: N_("repaired"),
    Step.REJECTED: N_("not repaired after all"),
    Step.VERIFIED: N_("verified and closed"),
    Step.CLOSED: N_("closed without repair"),
}

FAULT_KINDS: Final = frozenset(step.kind for step in Step)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a step.

    Attributes:
        words: What was done or said.
        whom: Who was told, or who repaired it.
        how: The way: telephone, in person, a work order.
        due: When it is promised for; None: nothing was promised.
        happened: When it was so; None: at the moment it is noted.
        state: How a later check found the item; None: none did.
        workaround: How the desk does without it, as that check says; empty: it says nothing new.
        gone: Whether that check says that the workaround no longer holds.
        shift: Id of the shift at whose beginning it was said; empty: at another time.
        check: Id of the check that counted for that beginning; empty: none did.
    """

    words: str = ""
    whom: str = ""
    how: str = ""
    due: datetime | None = None
    happened: datetime | None = None
    state: State | None = None
    workaround: str = ""
    gone: bool = False
    shift: str = ""
    check: str = ""


def fault_opened(
    fault: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    item: Item,
    state: State,
    words: str,
    workaround: str = "",
    sheet: str = "",
    noticed: datetime | None = None,
) -> Fact:
    """Something is not in order.

    Args:
        fault: Id of the new ticket.
        at: When it was noted.
        place: Unit and seat.
        actor: Who noted it.
        item: The item, as the list has it now.
        state: How it was found.
        words: What is wrong.
        workaround: How the desk does without it; empty: nobody has said.
        sheet: Id of the sheet that it was noted on; empty: by hand.
        noticed: When it was noticed; None: when it was noted.
    """
    body: dict[str, JsonValue] = {
        REVISION: 0,
        "item": item.key,
        "critical": item.critical,
        "state": state.value,
        "sheet": sheet,
        "happened": iso(noticed),
    }
    texts = {"words": words, "workaround": workaround, "zh": item.zh, "en": item.en}
    return _fact(Step.OPENED, fault, at, place, actor=actor, body=body, texts=texts)


def fault_went_on(
    step: Step, fault: str, at: datetime, place: Place, *, actor: str, revision: int, told: Told
) -> Fact:
    """A fault went a step on.

    Args:
        step: What happened.
        fault: Id of the ticket.
        at: When.
        place: Unit and seat.
        actor: Who notes it.
        revision: The ticket's revision, plus one.
        told: What is said of it.
    """
    body: dict[str, JsonValue] = {
        REVISION: revision,
        "due": iso(told.due),
        "happened": iso(told.happened),
    }
    if told.state is not None:
        body |= {"state": told.state.value, "gone": told.gone}
    if told.shift:
        body |= {"shift": told.shift, "check": told.check}
    texts = {"words": told.words, "whom": told.whom, "how": told.how}
    texts["workaround"] = told.workaround
    return _fact(step, fault, at, place, actor=actor, body=body, texts=texts)


def _fact(
    step: Step,
    fault: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    body: dict[str, JsonValue],
    texts: Mapping[str, str],
) -> Fact:
    """Return the fact of a step."""
    said = {key: text for key, text in texts.items() if text}
    return Fact(step.kind, fault, at, place, actor, body=body, texts=said)
