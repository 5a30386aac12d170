"""Correct a leave: what was there stays readable, and the rules of applying hold again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.assenting import given
from dutyroom.registers.leave import facts
from dutyroom.registers.leave.concerns import Concern, concerns, said
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.facts import Step, Wanted
from dutyroom.registers.leave.kinds import CORRECTABLE, LeaveKind, LeaveState
from dutyroom.registers.leave.reading import LeaveRow
from dutyroom.registers.leave.rules import (
    refuse_decider,
    refuse_impossible,
    refuse_overlap,
    refuse_self,
)
from dutyroom.registers.leave.steps import known, record
from dutyroom.registers.people import reading as people
from dutyroom.registers.values import iso
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

DAYS: Final = frozenset({"start", "end"})
"""Fields that say when somebody is away."""
_OF_DEPUTY: Final = frozenset({"deputy-away"})
"""What may speak against another deputy."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise than it was.

    Attributes:
        name: One of `kinds.CORRECTABLE`.
        new: What is right; a time as ISO 8601.
        why: The reason.
        phone: Of another acting deputy: how they are reached; empty: as the register says.
    """

    name: str
    new: str
    why: str
    phone: str = ""


def against(session: Session, row: LeaveRow, change: Change, now: datetime) -> list[Concern]:
    """Return what speaks against a leave as it would be; of other places and reasons nothing does.

    Args:
        session: A transaction that reads.
        row: The leave as it is.
        change: What is otherwise.
        now: The time.
    """
    if change.name not in DAYS and change.name != "deputy_name":
        return []
    found = concerns(session, corrected(session, row, change), now)
    if change.name == "deputy_name":
        return [each for each in found if each.code in _OF_DEPUTY]
    return [each for each in found if each.code != "began" or change.name == "start"]


def corrected(session: Session, row: LeaveRow, change: Change) -> Wanted:
    """Return a leave as it would be; another deputy is found in the register by name.

    Args:
        session: A transaction that reads.
        row: The leave as it is.
        change: What is otherwise.
    """
    wanted = Wanted(
        person=row.person,
        name=row.name,
        kind=row.kind or LeaveKind.LEAVE,
        start=row.start,
        end=row.end,
        reason=row.reason,
        place=row.place,
        principal=row.principal,
        deputy=row.deputy,
        deputy_name=row.deputy_name,
        deputy_phone=row.deputy_phone,
    )
    if change.name in DAYS:
        when = datetime.fromisoformat(change.new)
        return replace(wanted, **{change.name: when})  # type: ignore[arg-type] # start or end
    if change.name == "deputy_name":
        same = people.named(session, change.new) if change.new.strip() else []
        deputy = same[0] if len(same) == 1 else None
        phone = change.phone.strip() or (deputy.phone if deputy else "")
        return replace(
            wanted,
            deputy=deputy.id if deputy else "",
            deputy_name=change.new,
            deputy_phone=phone if change.new.strip() else "",
        )
    text = {change.name: change.new}
    return replace(wanted, **text)  # type: ignore[arg-type] # what is left are texts


def correct(
    access: Access,
    leave_id: str,
    change: Change,
    *,
    actor: str,
    accepted: tuple[Concern, ...] = (),
    assent: Assent | None = None,
    password: str = "",
) -> None:
    """Correct a field; other days of an approved leave take the word of whoever decides.

    Another acting deputy comes with name, register entry and phone together.

    Args:
        access: The door.
        leave_id: Id of the leave.
        change: What is otherwise, and why.
        actor: Who enters it.
        accepted: What was said against it and accepted; another concern refuses it.
        assent: Who agrees, where days are changed.
        password: Their password.

    Raises:
        LeaveRefused: It cannot be changed, or not like this, or says something against it that
            nobody has accepted, or another console was quicker.
        AccessRefused: The word is not good.
        StoreError: The database cannot be written; nothing was changed.
    """
    row, now, word = known(access, leave_id), access.clock.now(), None
    _refuse_change(row, change)
    with access.store.read() as session:
        wanted = corrected(session, row, change)
        refuse_impossible(wanted)
        if change.name in DAYS:
            refuse_overlap(session, wanted, but=row.id)
        if change.name == "deputy_name":
            refuse_decider(session, row, wanted)
        aware = said(against(session, row, change, now), accepted)
        asked = change.name in DAYS and row.approved
        if asked:
            refuse_self(session, row, assent or Assent(""), now)
    if asked:
        word = given(access, assent or Assent(""), password)
    step = Step(row.id, row.revision, now, access.place, actor)
    fits = partial(refuse_overlap, wanted=wanted, but=row.id) if change.name in DAYS else None
    made = _facts(step, row, wanted, change, aware=aware, word=word)
    record(access, row, *made, provided=fits)


def _refuse_change(row: LeaveRow, change: Change) -> None:
    """Refuse what cannot be changed.

    Raises:
        LeaveRefused: It cannot.
    """
    if change.name not in CORRECTABLE or row.state in {LeaveState.CANCELLED, LeaveState.REFUSED}:
        raise LeaveRefused(_("This cannot be changed any more. Nothing was changed."))
    if not change.why.strip():
        raise LeaveRefused(_("Say why. Nothing was changed."))
    if change.name in DAYS and (why := days_fixed(row)):
        raise LeaveRefused(why)


def days_fixed(row: LeaveRow) -> str:
    """Return why the days of a leave cannot be changed, for the user; empty: they can."""
    if row.kind is LeaveKind.COMPENSATORY:
        return _(
            "The hours of compensatory leave stand for its days: have it rejected in its own "
            "ledger and apply anew. Nothing was changed."
        )
    if row.returned_at is not None:
        return _("They are back: the days cannot be changed any more.")
    return ""


def _facts(
    step: Step,
    row: LeaveRow,
    wanted: Wanted,
    change: Change,
    *,
    aware: list[str],
    word: Assent | None,
) -> list[Fact]:
    """Return the facts of a correction: one for each field that is otherwise."""
    names = [change.name]
    if change.name == "deputy_name" and wanted.deputy_phone != row.deputy_phone:
        names.append("deputy_phone")
    return [
        facts.corrected(
            replace(step, revision=step.revision + place),
            name=name,
            old=_text(getattr(row, name)),
            new=_text(getattr(wanted, name)),
            why=change.why,
            deputy=wanted.deputy if name == "deputy_name" else None,
            aware=aware if name == change.name else (),
            assent=word,
        )
        for place, name in enumerate(names)
    ]


def _text(value: object) -> str:
    """Return a field as it stands in a fact."""
    return iso(value) if isinstance(value, datetime) else str(value)
