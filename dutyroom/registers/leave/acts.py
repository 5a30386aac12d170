"""Apply for leave, decide, leave, come back, cancel: each checked, each a fact.

Acts that take a password belong into a thread.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.assenting import given
from dutyroom.registers.leave import facts
from dutyroom.registers.leave.concerns import Concern, concerns, said
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.facts import Step, Wanted
from dutyroom.registers.leave.kinds import LeaveKind, LeaveState
from dutyroom.registers.leave.reading import LeaveRow
from dutyroom.registers.leave.rules import refuse_impossible, refuse_overlap, refuse_self
from dutyroom.registers.leave.steps import known, record
from dutyroom.standard.roster.words import moment as in_words


def apply(access: Access, wanted: Wanted, *, actor: str, accepted: tuple[Concern, ...] = ()) -> str:
    """Apply for leave; whether it touches another is looked at again when it is written.

    Args:
        access: The door.
        wanted: The leave.
        actor: Who enters it.
        accepted: What was said against it and accepted; another concern refuses it.

    Returns:
        Id of the new leave.

    Raises:
        LeaveRefused: It cannot be, or touches another leave, or says something against it
            that nobody has accepted; nothing was recorded.
        StoreError: The database cannot be written; nothing was recorded.
    """
    now = access.clock.now()
    refuse_impossible(wanted)
    with access.store.read() as session:
        refuse_overlap(session, wanted)
        against = concerns(session, wanted, now)
    leave, aware = facts.new_id(), said(against, accepted)
    access.ledger.record(
        facts.applied(leave, now, access.place, actor=actor, wanted=wanted, aware=aware),
        provided=partial(refuse_overlap, wanted=wanted),
    )
    return leave


def decide(
    access: Access,
    leave_id: str,
    *,
    approved: bool,
    assent: Assent,
    actor: str,
    password: str = "",
    remark: str = "",
) -> None:
    """Approve or refuse a leave, by the password of whoever decides or by attested word.

    Args:
        access: The door.
        leave_id: Id of the leave.
        approved: Whether it is approved.
        assent: Who decides, and how.
        actor: Who enters it.
        password: Their own password, where they are at the desk.
        remark: What they say with it; a refusal takes one.

    Raises:
        LeaveRefused: It is decided, the one who wants it decides, or another console was quicker.
        AccessRefused: The word is not good; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = _open(access, leave_id)
    _refuse_compensatory(row)
    if row.decided_at is not None:
        raise LeaveRefused(_("This leave has been decided already. Nothing was changed."))
    if not approved and not remark.strip():
        raise LeaveRefused(_("A refusal takes a reason. Nothing was changed."))
    may = partial(refuse_self, row=row, assent=assent, now=access.clock.now())
    with access.store.read() as session:
        may(session)
    word = given(access, assent, password)
    step = _step(access, row, actor)
    made = facts.decided(step, approved=approved, assent=word, remark=remark)
    record(access, row, made, provided=may)


def note_left(access: Access, leave_id: str, moment: datetime, *, actor: str) -> None:
    """Note that somebody has left; without approval that is noted just the same.

    Raises:
        LeaveRefused: They have left already, or the time is in the future.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = known(access, leave_id)
    refused = row.state is LeaveState.REFUSED
    if row.left_at is not None or (row.state not in _UNDER_WAY and not refused):
        raise LeaveRefused(_("That they left is noted, or this leave is over."))
    _not_future(access, moment)
    record(access, row, facts.left(_step(access, row, actor), moment))


def report_return(
    access: Access, leave_id: str, moment: datetime, *, actor: str, note: str = ""
) -> None:
    """Report somebody back, since a moment.

    Raises:
        LeaveRefused: They are back, were never away, or the time cannot be.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = _open(access, leave_id)
    if not row.counts:
        raise LeaveRefused(_("This leave is not approved and nobody left: cancel it instead."))
    _not_future(access, moment)
    began = row.left_at or row.start
    if moment < began:
        raise LeaveRefused(
            _("The leave began only at {start}. Nothing was changed.").format(start=in_words(began))
        )
    record(access, row, facts.returned(_step(access, row, actor), moment, note=note))


def cancel(access: Access, leave_id: str, *, why: str, actor: str) -> None:
    """Cancel a leave that is not over; who has left reports the return instead.

    Raises:
        LeaveRefused: It is over, they have left, or no reason is given.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = _open(access, leave_id)
    _refuse_compensatory(row)
    if row.left_at is not None:
        raise LeaveRefused(_("They have left: report the return instead. Nothing was changed."))
    if not why.strip():
        raise LeaveRefused(_("Say why. Nothing was changed."))
    record(access, row, facts.cancelled(_step(access, row, actor), why=why))


_UNDER_WAY = frozenset({LeaveState.APPLIED, LeaveState.APPROVED, LeaveState.LEFT})


def _refuse_compensatory(row: LeaveRow) -> None:
    """Refuse what the ledger of compensatory leave would not hear of.

    Raises:
        LeaveRefused: It is compensatory leave.
    """
    if row.kind is LeaveKind.COMPENSATORY:
        raise LeaveRefused(
            _("Compensatory leave is decided in its own ledger. Nothing was changed.")
        )


def _not_future(access: Access, moment: datetime) -> None:
    """Refuse a time that has not come.

    Raises:
        LeaveRefused: It has not.
    """
    if moment > access.clock.now():
        raise LeaveRefused(_("That time has not come yet. Nothing was changed."))


def _step(access: Access, row: LeaveRow, actor: str) -> Step:
    """Return the next step of a leave."""
    return Step(row.id, row.revision, access.clock.now(), access.place, actor)


def _open(access: Access, leave_id: str) -> LeaveRow:
    """Return a leave that is not over.

    Raises:
        LeaveRefused: It is.
    """
    row = known(access, leave_id)
    if row.state not in _UNDER_WAY:
        raise LeaveRefused(_("This leave is over. Nothing was changed."))
    return row
