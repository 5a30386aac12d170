"""The facts of a shift's course: the post left, presence, corrections, and who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dutyroom.registers.shifts.facts import (
    ANSWERS,
    CORRECTED,
    OFFICER_AWAY,
    OFFICER_BACK,
    POST_LEFT,
    POST_TAKEN_AGAIN,
    PRESENCE_CONFIRMED,
    PRESENCE_MISSED,
    RESPONSIBLE,
    explain,
)
from dutyroom.registers.shifts.kinds import Answering
from dutyroom.registers.values import iso
from dutyroom.standard.at_post import AtPost
from dutyroom.standard.roster.responsibility import Responsible, Snapshot
from dutyroom.store.facts import Fact, JsonValue, Place


def post_left(
    shift: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    absence: str,
    reason: str,
    substitute: str,
    substitute_id: str = "",
    overrides: Mapping[str, str] | None = None,
) -> Fact:
    """The officer leaves the post for a while, and somebody stands in (article 15).

    Args:
        shift: Id of the shift; it stays in charge.
        at: When.
        place: Unit and seat.
        actor: Who notes it.
        absence: Id of this time away.
        reason: Why.
        substitute: Name of whoever stands in.
        substitute_id: Their id; empty: somebody outside the register.
        overrides: Why they stand in all the same, by the code of what stands against it.
    """
    body: dict[str, JsonValue] = {"absence": absence, "substitute_id": substitute_id}
    texts = {"reason": reason, "substitute": substitute}
    explain(body, texts, overrides)
    return Fact(POST_LEFT, shift, at, place, actor, body=body, texts=texts)


def post_taken_again(shift: str, at: datetime, place: Place, *, actor: str, absence: str) -> Fact:
    """The officer is back at the post, as somebody there notes."""
    return Fact(POST_TAKEN_AGAIN, shift, at, place, actor, body={"absence": absence})


def officer_away(
    shift: str, at: datetime, place: Place, *, actor: str, absence: str, who: AtPost, reason: str
) -> Fact:
    """Another officer leaves the post for a while; the others stay there (article 15).

    Args:
        shift: Id of the shift.
        at: When.
        place: Unit and seat.
        actor: Who notes it.
        absence: Id of this time away.
        who: The officer.
        reason: Why.
    """
    body: dict[str, JsonValue] = {"absence": absence, "person": who.person}
    texts = {"name": who.name, "reason": reason}
    return Fact(OFFICER_AWAY, shift, at, place, actor, body=body, texts=texts)


def officer_back(shift: str, at: datetime, place: Place, *, actor: str, absence: str) -> Fact:
    """Another officer is back at the post, as somebody there notes."""
    return Fact(OFFICER_BACK, shift, at, place, actor, body={"absence": absence})


def presence_confirmed(
    shift: str, at: datetime, place: Place, *, actor: str, due_at: datetime
) -> Fact:
    """The officer confirms to be at the post, as was due at a time."""
    return Fact(PRESENCE_CONFIRMED, shift, at, place, actor, body={"due_at": iso(due_at)})


def presence_missed(shift: str, at: datetime, place: Place, *, due_at: datetime) -> Fact:
    """Nobody confirmed in time. A lead, not a finding: a call may have been more pressing."""
    return Fact(PRESENCE_MISSED, shift, at, place, body={"due_at": iso(due_at)})


def responsible(place: Place, actor: str, taken: Snapshot) -> Fact:
    """Who answers for the shift, as it stood when it began (article 25); never rewritten."""
    first = Answering.FIRST_ON_LEAVE if taken.first in taken.on_leave else Answering.FIRST
    people = [
        *([(first, taken.first)] if taken.first else []),
        *((Answering.ACTING, each) for each in taken.acting),
        *([(Answering.MAIN, taken.main)] if taken.main else []),
        *(
            (Answering.DIRECT_ON_LEAVE if each in taken.on_leave else Answering.DIRECT, each)
            for each in taken.direct
        ),
    ]
    listed: list[JsonValue] = []
    texts: dict[str, str] = {}
    for number, (kind, who) in enumerate(people):
        listed.append({"kind": kind.value, "person": who.id})
        texts |= {
            f"{number}.name": who.name,
            f"{number}.post": who.post,
            f"{number}.phone": who.phone,
        }
    body: dict[str, JsonValue] = {
        "version": taken.version,
        "people": listed,
        "missing": [*taken.missing],
    }
    return Fact(RESPONSIBLE, taken.subject, taken.taken_at, place, actor, body=body, texts=texts)


def answers(
    shift: str, at: datetime, place: Place, *, actor: str, kind: Answering, who: Responsible
) -> Fact:
    """Somebody answers for the shift from now on, beside whom it began with (article 25).

    Args:
        shift: Id of the shift.
        at: From when on.
        place: Unit and seat.
        actor: Who noted it.
        kind: What they answer for.
        who: They, as they are now.
    """
    body: dict[str, JsonValue] = {"kind": kind.value, "person": who.id}
    texts = {"name": who.name, "post": who.post, "phone": who.phone}
    return Fact(ANSWERS, shift, at, place, actor, body=body, texts=texts)


def corrected(
    shift: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    name: str,
    old: str,
    new: str,
    why: str,
) -> Fact:
    """A field was wrong; both values are shown from now on.

    Args:
        shift: Id of the shift.
        at: When it was corrected.
        place: Unit and seat.
        actor: Who did it.
        name: One of `CORRECTABLE`.
        old: What stood there.
        new: What is right; a time as ISO 8601.
        why: The reason.
    """
    texts = {"old": old, "new": new, "why": why}
    return Fact(CORRECTED, shift, at, place, actor, body={"field": name}, texts=texts)
