"""The facts of the ledger of compensatory leave: each is one line of somebody's ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4, uuid5

from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.folding import REVISION
from dutyroom.standard.roster.compensation import Entry, EntryKind
from dutyroom.store.facts import Fact, JsonValue, Place

PREFIX: Final = "compensation."
KINDS: Final = tuple(f"{PREFIX}{kind.value}" for kind in EntryKind)
"""Every kind of fact: one for each kind of line."""

_NAMESPACE: Final = UUID("0c6f54a7-5f0b-4a53-9a0b-6c1de1a0b0f4")


@dataclass(frozen=True, slots=True)
class Step:
    """Where the next line of somebody's ledger stands.

    Attributes:
        person: Whose ledger; its facts' subject.
        name: Their name.
        revision: How many lines it had before.
        at: When.
        place: Unit and seat.
        actor: Who entered it.
    """

    person: str
    name: str
    revision: int
    at: datetime
    place: Place
    actor: str


def new_id() -> str:
    """Return an id for a new line."""
    return str(uuid4())


def credit_id(shift: str, person: str, role: str, before: int) -> str:
    """Return the id of a credit: two who credit the same shift write one line, not two.

    Args:
        shift: Id of the shift.
        person: Id of whoever served.
        role: As what.
        before: How often it was credited and reversed before.
    """
    return str(uuid5(_NAMESPACE, f"{shift}/{person}/{role}/{before}"))


def line(step: Step, entry: Entry, *, assent: Assent | None = None, shift: str = "") -> Fact:
    """Return the fact of a line.

    Args:
        step: Where it stands.
        entry: The line.
        assent: Who decided, and how that is known.
        shift: Id of the shift that a credit is for.
    """
    body: dict[str, JsonValue] = {
        REVISION: step.revision + 1,
        "entry": entry.id,
        "on": entry.on.isoformat(),
        "minutes": entry.minutes,
        "ref": entry.ref,
        "expires_on": entry.expires_on.isoformat() if entry.expires_on else "",
        "shift": shift,
        **(assent.body() if assent else {}),
    }
    texts = {
        "name": step.name,
        "source": entry.source,
        "by": entry.by,
        "reason": entry.reason,
        **(assent.texts() if assent else {}),
    }
    given = {key: text for key, text in texts.items() if text}
    identity = UUID(entry.id) if shift else uuid4()
    return Fact(
        f"{PREFIX}{entry.kind.value}", step.person, step.at, step.place, step.actor,
        body=body, texts=given, id=identity,
    )  # fmt: skip
