"""The facts of a shift: it begins when somebody sits down and ends when they are relieved.

A desk without accounts knows only `begun` and `ended`; sign-on says more in the same facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.folding import REVISION
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.registers.values import iso
from dutyroom.standard.roster.responsibility import Responsible
from dutyroom.store.facts import Fact, JsonValue, Place

BEGUN: Final = "shift.begun"
ENDED: Final = "shift.ended"
LEADER_NAMED: Final = "shift.leader_named"
LEADER_ACKNOWLEDGED: Final = "shift.leader_acknowledged"
OFFICER_JOINED: Final = "shift.officer_joined"
OFFICER_LEFT: Final = "shift.officer_left"
POST_LEFT: Final = "shift.post_left"
POST_TAKEN_AGAIN: Final = "shift.post_taken_again"
OFFICER_AWAY: Final = "shift.officer_away"
OFFICER_BACK: Final = "shift.officer_back"
PRESENCE_CONFIRMED: Final = "shift.presence_confirmed"
PRESENCE_MISSED: Final = "shift.presence_missed"
RESPONSIBLE: Final = "shift.responsible"
ANSWERS: Final = "shift.answers"
CORRECTED: Final = "shift.corrected"

OVERRIDE: Final = "override."
"""What stands before the code of a blocker whose override a fact gives the reason of."""


def new_id() -> str:
    """Return an id for a new shift, or for a time away from the post."""
    return str(uuid4())


def after(fact: Fact, revision: int) -> Fact:
    """Return a fact as the one that follows a revision: a clock that is set back reorders nothing.

    Args:
        fact: A fact of a shift that has begun.
        revision: How often the shift had been changed before.
    """
    return replace(fact, body={**fact.body, REVISION: revision + 1})


@dataclass(frozen=True, slots=True)
class Planned:
    """What the roster says of a shift that begins by name, and when its officer came.

    Attributes:
        slot: Id of the roster's slot.
        start: When the roster lets the shift begin; None: not rostered.
        end: When the roster lets it end; None: not rostered.
        arrived_at: When the officer came; None: nobody noted it.
    """

    slot: str = ""
    start: datetime | None = None
    end: datetime | None = None
    arrived_at: datetime | None = None

    def body(self) -> dict[str, JsonValue]:
        """Return the plain values of the fact; nobody declared anything."""
        times = (("arrived_at", self.arrived_at), ("planned_start", self.start))
        values = {name: iso(at) for name, at in (*times, ("planned_end", self.end)) if at}
        return {**({"slot": self.slot} if self.slot else {}), **values}


@dataclass(frozen=True, slots=True)
class SignedOn:
    """What sign-on adds to the beginning of a shift.

    Attributes:
        officer: Id of the officer.
        leader: Id of the leader on duty; empty: somebody outside the register, or none.
        mode: Where the leader is.
        arrived_at: When the officer came (article 17: 10 minutes early).
        slot: Id of the roster's slot; empty: not rostered.
        planned_start: When the roster lets the shift begin.
        planned_end: When the roster lets it end.
        relieves: Id of the shift that ends by it.
        overrides: The reason for each blocker that was set aside, by code.
    """

    officer: str
    arrived_at: datetime
    leader: str = ""
    mode: LeaderMode | None = None
    slot: str = ""
    planned_start: datetime | None = None
    planned_end: datetime | None = None
    relieves: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, JsonValue]:
        """Return the plain values of the fact; the declaration of fitness was made."""
        return {
            "officer_id": self.officer,
            "leader_id": self.leader,
            "mode": self.mode.value if self.mode else "",
            "arrived_at": iso(self.arrived_at),
            "slot": self.slot,
            "planned_start": iso(self.planned_start),
            "planned_end": iso(self.planned_end),
            "relieves": self.relieves,
            "fit": True,
            "overrides": [*sorted(self.overrides)],
        }


def begun(
    shift: str,
    at: datetime,
    place: Place,
    *,
    officer: str,
    leader: str = "",
    phone: str = "",
    signed: SignedOn | None = None,
    planned: Planned | None = None,
    overrides: Mapping[str, str] | None = None,
) -> Fact:
    """An officer sits down; whoever sat at this seat before has left.

    Args:
        shift: Id of the new shift.
        at: Since when.
        place: Unit and seat.
        officer: The duty officer's name.
        leader: The leader on duty (article 5), if named.
        phone: How the leader is reached.
        signed: What sign-on knows besides; None: a desk without accounts.
        planned: What a desk without accounts knows besides; None: nothing.
        overrides: Reasons at a desk without accounts, by the code of what they set aside.
    """
    aside = (signed.overrides if signed is not None else overrides) or {}
    texts = {"officer": officer, "leader": leader, "phone": phone}
    given = {key: value for key, value in texts.items() if value}
    given |= {f"{OVERRIDE}{code}": reason for code, reason in aside.items()}
    if signed is not None:
        return Fact(BEGUN, shift, at, place, officer, body=signed.body(), texts=given)
    body = planned.body() if planned is not None else {}
    if aside:
        body["overrides"] = [*sorted(aside)]
    return Fact(BEGUN, shift, at, place, officer, body=body, texts=given)


def ended(shift: str, at: datetime, place: Place, *, actor: str, relief: str = "") -> Fact:
    """The officer leaves; `relief` is the id of the shift that goes on from there."""
    body: dict[str, JsonValue] = {"relief": relief} if relief else {}
    return Fact(ENDED, shift, at, place, actor, body=body)


def leader_named(
    shift: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    leader: str,
    phone: str = "",
    person: str = "",
    mode: LeaderMode | None = None,
    overrides: Mapping[str, str] | None = None,
) -> Fact:
    """Another leader leads from now on (article 5: one at every instant).

    Args:
        shift: Id of the shift.
        at: From when on.
        place: Unit and seat.
        actor: Who noted it.
        leader: The leader's name.
        phone: How they are reached.
        person: Their id; empty: somebody outside the register.
        mode: Where they are.
        overrides: Why they lead all the same, by the code of what stands against it.
    """
    body: dict[str, JsonValue] = {"leader_id": person, "mode": mode.value if mode else ""}
    texts = {"leader": leader, "phone": phone}
    explain(body, texts, overrides)
    return Fact(LEADER_NAMED, shift, at, place, actor, body=body, texts=texts)


def leader_acknowledged(
    shift: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    mode: LeaderMode,
    attested_by: str = "",
    call: str = "",
) -> Fact:
    """The leader on duty says that they lead, and from where (article 5).

    Args:
        shift: Id of the shift.
        at: When.
        place: Unit and seat.
        actor: The leader's name.
        mode: Where they are; at a holiday at post means at post, not merely listed.
        attested_by: Who heard it by phone; empty: the leader signed by password.
        call: Id of the call; empty: none.
    """
    body: dict[str, JsonValue] = {"mode": mode.value, "call": call}
    texts = {"attested_by": attested_by} if attested_by else {}
    return Fact(LEADER_ACKNOWLEDGED, shift, at, place, actor, body=body, texts=texts)


def officer_joined(
    shift: str,
    at: datetime,
    place: Place,
    *,
    who: Responsible,
    arrived_at: datetime,
    overrides: Mapping[str, str] | None = None,
) -> Fact:
    """Another officer serves, too, and declared to be fit; the post stays the first one's.

    Args:
        shift: Id of the shift.
        at: From when on.
        place: Unit and seat.
        who: The officer.
        arrived_at: When they came.
        overrides: Why they serve all the same, by the code of what stands against it.
    """
    body: dict[str, JsonValue] = {"person": who.id, "arrived_at": iso(arrived_at), "fit": True}
    texts = {"name": who.name, "post": who.post, "phone": who.phone}
    explain(body, texts, overrides)
    return Fact(OFFICER_JOINED, shift, at, place, who.name, body=body, texts=texts)


def officer_left(shift: str, at: datetime, place: Place, *, actor: str, person: str) -> Fact:
    """Another officer's service ends; `person` is their id."""
    return Fact(OFFICER_LEFT, shift, at, place, actor, body={"person": person})


def explain(
    body: dict[str, JsonValue], texts: dict[str, str], overrides: Mapping[str, str] | None
) -> None:
    """Add to a fact why somebody comes all the same, by the code of what stands against it.

    Args:
        body: The plain values of the fact.
        texts: Its free texts.
        overrides: The reasons; empty or None: nothing stands against it.
    """
    if overrides:
        body["overrides"] = [*sorted(overrides)]
        texts |= {f"{OVERRIDE}{code}": reason for code, reason in overrides.items()}
