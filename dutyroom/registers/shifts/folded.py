"""A shift as its facts make it, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dutyroom.registers.folding import REVISION, SubjectRows, stamp
from dutyroom.registers.shifts import facts
from dutyroom.registers.shifts.kinds import CORRECTABLE, Answering, LeaderMode
from dutyroom.registers.shifts.tables import (
    CHILDREN,
    OfficerAway,
    PostAbsence,
    Presence,
    Shift,
    ShiftCorrection,
    ShiftLeader,
    ShiftOfficer,
    ShiftOverride,
    ShiftResponsible,
)
from dutyroom.registers.values import choice, flag, moment, text, whole, words
from dutyroom.store.facts import Fact


class Folded(SubjectRows):
    """The rows of one shift."""

    def __init__(self, shift: str, seq: int) -> None:
        """Begin with nothing known.

        Args:
            shift: Id of the shift.
            seq: Number of the first of its facts in the journal.
        """
        super().__init__(Shift, shift, children=CHILDREN, key="shift", seq=seq, unit="")

    def take(self, fact: Fact) -> None:
        """Take the next fact."""
        stamp(self.row, fact)
        _STEPS[fact.kind](self, fact)


def order(fact: Fact) -> tuple[Any, ...]:
    """Order the facts of a shift by revision, then by time; a beginning comes before the rest."""
    revision = whole(fact, REVISION) or 0
    return (revision, fact.occurred_at, list(_STEPS).index(fact.kind), str(fact.id))


def _begun(shift: Folded, fact: Fact) -> None:
    """It began; what is said later about its beginning changes nothing."""
    row = shift.row
    if row["begun_at"] is not None:
        return
    row["begun_at"] = fact.occurred_at
    row["seat"] = fact.place.seat
    row["officer"] = text(fact, "officer") or fact.actor
    row["officer_id"] = words(fact, "officer_id")
    row["slot"] = words(fact, "slot")
    row["relieves"] = words(fact, "relieves")
    row["fit"] = bool(flag(fact, "fit"))
    row |= {name: moment(fact, name) for name in ("arrived_at", "planned_start", "planned_end")}
    if text(fact, "leader") or words(fact, "leader_id"):
        _leader(shift, fact)
    else:
        row["phone"] = text(fact, "phone")
    _set_aside(shift, fact)


def _set_aside(shift: Folded, fact: Fact, suffix: str = "") -> None:
    """Reasons set something aside; with a suffix they stand beside those of the beginning."""
    codes = fact.body.get("overrides")
    for code in sorted({str(each) for each in codes} if isinstance(codes, list) else ()):
        reason = text(fact, f"{facts.OVERRIDE}{code}")
        shift.add(ShiftOverride, code=f"{code}{suffix}", reason=reason)


def _another(shift: Folded, fact: Fact) -> None:
    """Another leads from now on; what stood against them was set aside for the n-th leader."""
    _leader(shift, fact)
    _set_aside(shift, fact, f"/{len(shift.children[ShiftLeader])}")


def _leader(shift: Folded, fact: Fact) -> None:
    """Somebody leads from now on."""
    mode = choice(LeaderMode, words(fact, "mode")) or ""
    name, phone, person = text(fact, "leader"), text(fact, "phone"), words(fact, "leader_id")
    shift.add(
        ShiftLeader,
        person=person,
        name=name,
        phone=phone,
        mode=mode,
        named_at=fact.occurred_at,
        named_by=fact.actor,
    )
    shift.row |= {"leader": name, "phone": phone, "leader_id": person, "leader_mode": mode}
    shift.row["leader_acknowledged_at"] = None


def _acknowledged(shift: Folded, fact: Fact) -> None:
    """The leader said so; the first time counts, the last mode."""
    leader = shift.find(ShiftLeader)
    if leader is None:
        return
    mode = choice(LeaderMode, words(fact, "mode")) or leader["mode"]
    leader["mode"] = shift.row["leader_mode"] = mode
    if leader["acknowledged_at"] is None:
        leader["acknowledged_at"] = shift.row["leader_acknowledged_at"] = fact.occurred_at
        leader["attested_by"] = text(fact, "attested_by")
        leader["call"] = words(fact, "call")


def _joined(shift: Folded, fact: Fact) -> None:
    """Another officer serves, too; what stood against the n-th of them was set aside."""
    person = words(fact, "person")
    if shift.find(ShiftOfficer, person=person, left_at=None) is None:
        shift.add(
            ShiftOfficer,
            person=person,
            name=text(fact, "name"),
            post=text(fact, "post"),
            phone=text(fact, "phone"),
            arrived_at=moment(fact, "arrived_at"),
            joined_at=fact.occurred_at,
        )
        _set_aside(shift, fact, f"+{len(shift.children[ShiftOfficer])}")


def _left(shift: Folded, fact: Fact) -> None:
    """Another officer's service ends."""
    officer = shift.find(ShiftOfficer, person=words(fact, "person"), left_at=None)
    if officer is not None:
        officer["left_at"] = fact.occurred_at


def _away(shift: Folded, fact: Fact) -> None:
    """The officer left the post, or is back; either may be known first."""
    absence = words(fact, "absence")
    row = shift.find(PostAbsence, id=absence) or shift.add(PostAbsence, id=absence)
    if fact.kind == facts.POST_TAKEN_AGAIN:
        row["in_at"] = row["in_at"] or fact.occurred_at
    elif row["out_at"] is None:
        row["out_at"] = fact.occurred_at
        row["reason"] = text(fact, "reason")
        row["substitute"] = text(fact, "substitute")
        row["substitute_id"] = words(fact, "substitute_id")
        _set_aside(shift, fact, f"~{len(shift.children[PostAbsence])}")


def _stepped(shift: Folded, fact: Fact) -> None:
    """Another officer left the post for a while, or is back; either may be known first."""
    absence = words(fact, "absence")
    row = shift.find(OfficerAway, id=absence) or shift.add(OfficerAway, id=absence)
    if fact.kind == facts.OFFICER_BACK:
        row["in_at"] = row["in_at"] or fact.occurred_at
    elif row["out_at"] is None:
        row["out_at"] = fact.occurred_at
        row["person"] = words(fact, "person")
        row |= {name: text(fact, name) for name in ("name", "reason")}


def _presence(shift: Folded, fact: Fact) -> None:
    """A confirmation was given, or missed; one that comes late stays missed."""
    due_at = moment(fact, "due_at")
    if due_at is None:
        return
    row = shift.find(Presence, due_at=due_at) or shift.add(Presence, due_at=due_at)
    if fact.kind == facts.PRESENCE_MISSED:
        row["missed"] = True
    elif row["confirmed_at"] is None:
        row["confirmed_at"] = fact.occurred_at
        row["confirmed_by"] = fact.actor


def _responsible(shift: Folded, fact: Fact) -> None:
    """Who answers for it is laid down once and for all (article 25)."""
    if shift.row["responsible_at"] is not None:
        return
    shift.row["responsible_at"] = fact.occurred_at
    shift.row["roster_version"] = whole(fact, "version") or 0
    missing, people = fact.body.get("missing"), fact.body.get("people")
    named = [str(each) for each in missing] if isinstance(missing, list) else []
    shift.row["responsible_missing"] = " ".join(named)
    for number, each in enumerate(people if isinstance(people, list) else ()):
        known = each if isinstance(each, dict) else {}
        shift.add(
            ShiftResponsible,
            kind=choice(Answering, str(known.get("kind"))) or "",
            person=str(known.get("person") or ""),
            **{name: text(fact, f"{number}.{name}") for name in ("name", "post", "phone")},
        )


def _answers(shift: Folded, fact: Fact) -> None:
    """Somebody answers for it from now on; nobody's line is taken away."""
    shift.add(
        ShiftResponsible,
        kind=choice(Answering, words(fact, "kind")) or "",
        person=words(fact, "person"),
        since=fact.occurred_at,
        **{name: text(fact, name) for name in ("name", "post", "phone")},
    )


def _corrected(shift: Folded, fact: Fact) -> None:
    """A field was wrong; one that cannot be changed is only noted."""
    name = words(fact, "field")
    shift.add(
        ShiftCorrection,
        field=name,
        by=fact.actor,
        at=fact.occurred_at,
        **{key: text(fact, key) for key in ("old", "new", "why")},
    )
    if name == "arrived_at":
        as_body = Fact("", "", fact.occurred_at, fact.place, body={name: text(fact, "new")})
        shift.row[name] = moment(as_body, name) or shift.row[name]
    elif name in CORRECTABLE and text(fact, "new"):
        shift.row[name] = text(fact, "new")


def _ended(shift: Folded, fact: Fact) -> None:
    """It ended; the first end counts."""
    if shift.row["ended_at"] is None:
        shift.row["ended_at"] = fact.occurred_at
        shift.row["ended_by"] = fact.actor
        shift.row["relief"] = words(fact, "relief")


_STEPS: Final[Mapping[str, Callable[[Folded, Fact], None]]] = {
    facts.BEGUN: _begun,
    facts.LEADER_NAMED: _another,
    facts.LEADER_ACKNOWLEDGED: _acknowledged,
    facts.OFFICER_JOINED: _joined,
    facts.OFFICER_LEFT: _left,
    facts.POST_LEFT: _away,
    facts.POST_TAKEN_AGAIN: _away,
    facts.OFFICER_AWAY: _stepped,
    facts.OFFICER_BACK: _stepped,
    facts.PRESENCE_MISSED: _presence,
    facts.PRESENCE_CONFIRMED: _presence,
    facts.RESPONSIBLE: _responsible,
    facts.ANSWERS: _answers,
    facts.CORRECTED: _corrected,
    facts.ENDED: _ended,
}
KINDS: Final = frozenset(_STEPS)
"""The kinds of facts that this version knows."""
