"""What a handover consists of: items, what was explained, what was decided."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ItemKind(StrEnum):
    """From which register an item comes; the order is that of the walk-through."""

    STATE = "state"
    """A temporary state that is still in force."""
    MATTER = "matter"
    CALL = "call"
    CALL_OUT = "call_out"
    """A call that was made from here; it stands in the register of calls as well."""
    DRAFT = "draft"
    """A form that somebody began and has not signed."""
    ALARM = "alarm"
    FAULT = "fault"
    DOCUMENT = "document"
    """A document by number that is lent."""
    EQUIPMENT = "equipment"
    """What the check of the end found otherwise than that of the start."""
    VISITOR = "visitor"
    """Somebody who was let in and is still in."""
    NOTE = "note"
    """A note for the next shift."""
    ROSTER = "roster"
    """A change of the roster that concerns whoever comes next."""

    @property
    def register(self) -> str:
        """The register that the keys of its items name."""
        return ItemKind.CALL.value if self is ItemKind.CALL_OUT else self.value


class Decision(StrEnum):
    """What the incoming officer says of an item."""

    ACCEPTED = "accepted"
    ASKED = "asked"
    """Something is to be explained first; the item is undecided until it is decided anew."""
    DECLINED = "declined"
    """It stays with the outgoing officer, with the reason."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the handover list (值班记录事项一览表).

    Attributes:
        kind: The register it comes from.
        subject: Id of the call, matter, alarm … in that register.
        number: Its printed number; empty where it has none.
        at: When it came in.
        source: Where it comes from; foreign text.
        what: What it is about; foreign text.
        done: It is done; else it is pending and has to be explained and decided on.
        outcome: The result of what is done, the next step of what is pending.
        due: Until when; None: no time was set.
        contact: Whom to ask; foreign text.
        risk: What may happen; foreign text.
        handler: Who sees to it.
        urgent: It comes first.
        speaks: It says all there is to say of itself; nothing has to be explained.
        mark: What a decision depends on, where words of the interface stand among what is
            shown; empty: everything that is shown.
    """

    kind: ItemKind
    subject: str
    at: datetime
    what: str
    number: str = ""
    source: str = ""
    done: bool = False
    outcome: str = ""
    due: datetime | None = None
    contact: str = ""
    risk: str = ""
    handler: str = ""
    urgent: bool = False
    speaks: bool = False
    mark: str = ""

    @property
    def key(self) -> str:
        """What tells it from every other item of a handover."""
        return f"{self.kind.register}:{self.subject}"

    def overdue(self, now: datetime) -> bool:
        """Tell whether it is pending beyond its time."""
        return not self.done and self.due is not None and self.due <= now

    @property
    def digest(self) -> str:
        """A short hash of what was shown: a decision counts only for what it was made on."""
        due = self.due.isoformat() if self.due is not None else ""
        shown = (self.what, self.outcome, due, self.contact, self.risk, self.handler)
        said = (str(self.done), *((self.mark,) if self.mark else shown))
        return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Explained:
    """What the outgoing officer says of an item.

    Attributes:
        text: The words.
        at: When; of two the later revision counts.
        revision: How often the handover had been changed before.
        asked: The question that it answers; empty: none.
        before: What had been said when that was asked; None: nothing. An answer adds to it.
    """

    text: str
    at: datetime
    revision: int = 0
    asked: str = ""
    before: Explained | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What the incoming officer said of an item.

    Attributes:
        decision: The decision.
        digest: Of the item as it was shown.
        reason: The question, or why it is declined.
        at: When.
        revision: How often something had been said of the item before.
        by: Who: what another relief decided counts for nobody else.
    """

    decision: Decision
    digest: str
    at: datetime
    reason: str = ""
    revision: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The relief is here.

    Attributes:
        name: Their name.
        person: Their id; empty at a desk without accounts.
        at: When they came.
        margin: Seconds before the hour, below 0: late; None: no hour was planned.
            Article 17 wants 600.
    """

    name: str
    at: datetime
    person: str = ""
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """A handover that is under way.

    Attributes:
        items: Everything there is to hand over, collected this moment.
        explained: What was said of items, by key.
        decided: What was decided on items, by key.
        arrival: The relief; None: not here yet.
        unchecked: The check of the equipment at the end is needed and not signed.
        absent: The outgoing officer is recorded as absent, with the consent of a leader.
    """

    items: tuple[Item, ...] = ()
    explained: Mapping[str, Explained] = field(default_factory=dict)
    decided: Mapping[str, Decided] = field(default_factory=dict)
    arrival: Arrival | None = None
    unchecked: bool = False
    absent: bool = False
