"""Let in, refuse, let out, correct: each checked, each a fact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.noting import Noted
from dutyroom.registers.values import iso
from dutyroom.registers.visitors import facts
from dutyroom.registers.visitors.facts import Visit
from dutyroom.registers.visitors.kinds import FIELD_LABELS, TIMES, VisitState
from dutyroom.registers.visitors.reading import VisitorRow, get
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


class VisitRefused(PlainError):  # noqa: N818 - it says what happened
    """What was asked for is not so, or not allowed; nothing was changed."""


def let_in(access: Access, visit: Visit, moment: datetime, *, actor: str) -> str:
    """Let somebody in.

    Args:
        access: The door.
        visit: Who, and why.
        moment: When.
        actor: Who lets them in.

    Returns:
        Id of the new visit.

    Raises:
        VisitRefused: Nobody is named, or the time has not come.
        StoreError: The database cannot be written; nothing was recorded.
    """
    _refuse_nobody(visit)
    _refuse_future(access, moment)
    visitor = facts.new_id()
    access.ledger.record(facts.let_in(visitor, _noted(access, actor), visit, moment))
    return visitor


def refuse(access: Access, visit: Visit, moment: datetime, why: str, *, actor: str) -> str:
    """Note that somebody was not let in, and why.

    Returns:
        Id of the new visit.

    Raises:
        VisitRefused: Nobody is named, no reason is given, or the time has not come.
        StoreError: The database cannot be written; nothing was recorded.
    """
    _refuse_nobody(visit)
    _refuse_future(access, moment)
    if not why.strip():
        raise VisitRefused(_("Say why. Nothing was changed."))
    visitor = facts.new_id()
    access.ledger.record(facts.refused(visitor, _noted(access, actor), visit, moment, why.strip()))
    return visitor


def let_out(access: Access, visitor: str, moment: datetime, *, actor: str) -> None:
    """Note that a visitor has gone.

    Raises:
        VisitRefused: They are not in, or the time cannot be.
        StoreError: The database cannot be written; nothing was changed.
    """
    _refuse_future(access, moment)

    def gone(row: VisitorRow) -> Fact:
        if not row.inside:
            raise VisitRefused(_("This visitor is not in. Nothing was changed."))
        if moment < _minute(row.came_at):
            raise VisitRefused(_("That is before they came. Nothing was changed."))
        noted = _noted(access, actor)
        return facts.let_out(visitor, noted, max(moment, row.came_at), revision=row.revision + 1)

    _change(access, visitor, gone)


def correct(access: Access, visitor: str, *, name: str, new: str, why: str, actor: str) -> None:
    """Correct a field; what stood there stays readable.

    Args:
        access: The door.
        visitor: Id of the visit.
        name: One of `kinds.FIELD_LABELS`.
        new: What is right; a time as ISO 8601; an empty `left_at`: they are still in.
        why: The reason.
        actor: Who corrects it.

    Raises:
        VisitRefused: It cannot be changed, or not like this.
        StoreError: The database cannot be written; nothing was changed.
    """

    def other(row: VisitorRow) -> Fact:
        if name not in correctable(row):
            raise VisitRefused(_("This cannot be changed. Nothing was changed."))
        if not why.strip():
            raise VisitRefused(_("Say why. Nothing was changed."))
        if name in TIMES:
            _refuse_times(access, row, name, new)
        elif name in {"name", "refused_why"} and not new.strip():
            raise VisitRefused(_("That may not be empty. Nothing was changed."))
        held = getattr(row, name)
        old = iso(held) if name in TIMES else held
        if new.strip() == old:
            raise VisitRefused(_("Nothing has been changed."))
        return facts.corrected(
            visitor,
            _noted(access, actor),
            revision=row.revision + 1,
            name=name,
            old=old,
            new=new.strip(),
            why=why.strip(),
        )

    _change(access, visitor, other)


def void(access: Access, visitor: str, why: str, *, actor: str) -> None:
    """Note that a visit was entered by mistake: it stays readable and counts no more.

    Raises:
        VisitRefused: No reason is given, or it is void already.
        StoreError: The database cannot be written; nothing was changed.
    """

    def never_was(row: VisitorRow) -> Fact:
        if not why.strip():
            raise VisitRefused(_("Say why. Nothing was changed."))
        if row.state is VisitState.VOID:
            raise VisitRefused(_("This visit is void already. Nothing was changed."))
        noted = _noted(access, actor)
        return facts.voided(visitor, noted, revision=row.revision + 1, why=why.strip())

    _change(access, visitor, never_was)


def correctable(row: VisitorRow) -> list[str]:
    """Return the fields of a visit that a correction may change."""
    absent = {
        VisitState.VOID: set(FIELD_LABELS),
        VisitState.INSIDE: {"left_at", "refused_why"},
        VisitState.LEFT: {"refused_why"},
        VisitState.REFUSED: {"left_at"},
    }
    never = absent.get(row.state, TIMES) if row.state is not None else TIMES
    return [name for name in FIELD_LABELS if name not in never]


def _change(access: Access, visitor: str, made: Callable[[VisitorRow], Fact]) -> None:
    """Record what changes a visit, unless somebody else has changed it meanwhile.

    Raises:
        VisitRefused: There is no such visit, or it was changed.
    """
    with access.store.read() as session:
        row = get(session, visitor)
    if row is None:
        raise VisitRefused(_("There is no such visitor. Nothing was changed."))
    held = row.revision

    def still_so(session: Session) -> None:
        now = get(session, visitor)
        if now is None or now.revision != held:
            raise VisitRefused(_("Somebody else has just changed this. Look again."))

    access.ledger.record(made(row), provided=still_so)


def _refuse_nobody(visit: Visit) -> None:
    """Refuse a visit without a visitor.

    Raises:
        VisitRefused: Nobody is named.
    """
    if not visit.name.strip():
        raise VisitRefused(_("Say who comes. Nothing was recorded."))


def _refuse_future(access: Access, moment: datetime) -> None:
    """Refuse a time that has not come.

    Raises:
        VisitRefused: It has not.
    """
    if moment > access.clock.now():
        raise VisitRefused(_("That time has not come yet. Nothing was changed."))


def _refuse_times(access: Access, row: VisitorRow, name: str, new: str) -> None:
    """Refuse another time that cannot be.

    Raises:
        VisitRefused: It cannot.
    """
    if name == "left_at" and not new:
        return
    moment = datetime.fromisoformat(new)
    _refuse_future(access, moment)
    came, went = (moment, row.left_at) if name == "came_at" else (row.came_at, moment)
    if went is not None and went < _minute(came):
        raise VisitRefused(_("Nobody goes before they come. Nothing was changed."))


def _minute(moment: datetime) -> datetime:
    """Return a time to the minute: what is typed has no seconds."""
    return moment.replace(second=0, microsecond=0)


def _noted(access: Access, actor: str) -> Noted:
    """Return where and by whom something is noted now."""
    return Noted(access.clock.now(), access.place, actor)
