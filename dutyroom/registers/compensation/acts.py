"""The lines of the ledger: each checked by the arithmetic, each a fact, none ever changed.

Acts that take a password belong into a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.phrases import sentences
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.assenting import given
from dutyroom.registers.compensation import facts
from dutyroom.registers.compensation.facts import Step, line
from dutyroom.registers.compensation.reading import Statement, statement
from dutyroom.registers.compensation.serving import Proposal
from dutyroom.registers.compensation.taking import Applying, against, taken, too_little
from dutyroom.registers.leave import facts as leave
from dutyroom.registers.leave.concerns import Concern, said
from dutyroom.registers.leave.reading import LeaveRow, get
from dutyroom.registers.leave.rules import refuse_impossible, refuse_overlap, refuse_self
from dutyroom.registers.leave.steps import unchanged
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.compensation import (
    CompensationPack,
    Entry,
    EntryKind,
    LedgerRefused,
    post,
)
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


class CompensationRefused(PlainError):  # noqa: N818 - it says what happened
    """A line that cannot be added; nothing was recorded."""


def credit(access: Access, proposed: Proposal, *, actor: str) -> None:
    """Confirm what a shift earned: once for each shift and person.

    Raises:
        CompensationRefused: It is credited already.
        StoreError: The database cannot be written; nothing was recorded.
    """
    served, gain = proposed.served, proposed.earned
    known = _known(access, served.person, served.name)
    if known.credited(served.shift):
        raise CompensationRefused(_("This shift is credited already. Nothing was recorded."))
    entry = Entry(
        id=facts.credit_id(
            served.shift, served.person, served.role, known.times_credited(served.shift)
        ),
        kind=EntryKind.CREDIT,
        on=local_date(served.end),
        minutes=gain.minutes,
        expires_on=gain.expires_on,
        source=gain.pack,
        by=actor,
    )
    _record(access, known, entry, actor, shift=served.shift)


def advance(
    access: Access, person: str, minutes: int, reason: str, assent: Assent, *,
    name: str, actor: str, password: str = "",
) -> None:  # fmt: skip
    """Grant more than was earned, to be earned later.

    Raises:
        CompensationRefused: It has no reason.
        AccessRefused: The word of whoever grants it is not good.
        StoreError: The database cannot be written; nothing was recorded.
    """
    known = _known(access, person, name)
    today = local_date(access.clock.now())
    entry = Entry(
        facts.new_id(), EntryKind.ADVANCE, today, minutes, by=assent.name, reason=reason.strip()
    )
    _checked(known, entry)
    word = given(access, assent, password)
    _record(access, known, entry, actor, assent=word)


def apply(
    access: Access, asked: Applying, pack: CompensationPack, *, actor: str,
    accepted: tuple[Concern, ...] = (),
) -> str:  # fmt: skip
    """Apply for compensatory leave; it stands on the whereabouts board from now on.

    Args:
        access: The door.
        asked: The leave.
        pack: The unit's rules: what working time its days have.
        actor: Who enters it.
        accepted: What was said against it and accepted; another concern refuses it.

    Returns:
        Id of the application, which is the id of the leave, too.

    Raises:
        CompensationRefused: The hours do not buy the days, or the balance does not reach.
        LeaveRefused: It cannot be, touches another leave, or says something against it that
            nobody has accepted.
        StoreError: The database cannot be written; nothing was recorded.
    """
    known, now = _known(access, asked.person, asked.name), access.clock.now()
    refuse_impossible(asked.wanted)
    with access.store.read() as session:
        refuse_overlap(session, asked.wanted)
        needed = taken(session, asked.start, asked.end, pack)
        found = against(session, asked, needed, now)
    if short := too_little(asked, needed):
        raise CompensationRefused(short)
    identity, aware = facts.new_id(), said(found, accepted)
    entry = Entry(
        identity, EntryKind.APPLY, local_date(asked.start), asked.minutes, by=asked.name,
        source=asked.reason,
    )  # fmt: skip
    board = leave.applied(
        identity, now, access.place, actor=actor, wanted=asked.wanted, aware=aware
    )
    fits = partial(refuse_overlap, wanted=asked.wanted)
    _record(access, known, entry, actor, more=(board,), provided=fits)
    return identity


def decide(
    access: Access, person: str, application: str, *, approved: bool, assent: Assent,
    actor: str, password: str = "", remark: str = "",
) -> None:  # fmt: skip
    """Approve an application, or reject it and give back what was set aside.

    Raises:
        CompensationRefused: There is nothing to decide, or a refusal has no reason.
        LeaveRefused: The one who wants it decides.
        AccessRefused: The word is not good; nothing was recorded.
        StoreError: The database cannot be written; nothing was recorded.
    """
    known, now = _known(access, person), access.clock.now()
    if not approved and not remark.strip():
        raise CompensationRefused(_("A refusal takes a reason. Nothing was changed."))
    kind = EntryKind.APPROVE if approved else EntryKind.REJECT
    entry = Entry(
        facts.new_id(), kind, local_date(now), ref=application, by=assent.name, reason=remark
    )
    _checked(known, entry)
    row = _leave(access, application)
    if row is not None:
        if row.decided_at is not None and row.left_at is not None:
            raise CompensationRefused(_("They have left. Nothing was recorded."))
        with access.store.read() as session:
            refuse_self(session, row, assent, now)
    word = given(access, assent, password)
    more: tuple[Fact, ...] = ()
    if row is not None and row.decided_at is None:
        step = leave.Step(row.id, row.revision, now, access.place, actor)
        more = (leave.decided(step, approved=approved, assent=word, remark=remark),)
    elif row is not None and not approved and row.cancelled_at is None:
        step = leave.Step(row.id, row.revision, now, access.place, actor)
        more = (leave.cancelled(step, why=remark),)
    _record(access, known, entry, actor, assent=word, more=more, provided=_as_read(row))


def take(access: Access, person: str, application: str, *, actor: str) -> None:
    """Note that approved leave was taken.

    Raises:
        CompensationRefused: It is not approved, or not over yet.
        StoreError: The database cannot be written; nothing was recorded.
    """
    known, now = _known(access, person), access.clock.now()
    entry = Entry(facts.new_id(), EntryKind.TAKE, local_date(now), ref=application, by=actor)
    _checked(known, entry)
    row = _leave(access, application)
    if row is not None and row.start > now:
        raise CompensationRefused(_("That leave has not begun. Nothing was recorded."))
    more: tuple[Fact, ...] = ()
    if row is not None and row.returned_at is None and row.end <= now:
        step = leave.Step(row.id, row.revision, now, access.place, actor)
        more = (leave.returned(step, row.end),)
    _record(access, known, entry, actor, more=more, provided=_as_read(row))


def expire(access: Access, person: str, credit_of: str, *, actor: str) -> None:
    """Note that what is left of a credit has ended.

    Raises:
        CompensationRefused: It has not.
        StoreError: The database cannot be written; nothing was recorded.
    """
    known, today = _known(access, person), local_date(access.clock.now())
    lot = known.ledger.lots.get(credit_of)
    entry = Entry(
        facts.new_id(), EntryKind.EXPIRE, today, lot.left if lot else 0, ref=credit_of, by=actor
    )
    _record(access, known, entry, actor)


def reverse(access: Access, person: str, wrong: str, reason: str, *, actor: str) -> None:
    """Reverse a line that is wrong; it stays readable.

    Raises:
        CompensationRefused: It cannot be reversed, or no reason is given.
        StoreError: The database cannot be written; nothing was recorded.
    """
    known = _known(access, person)
    entry = Entry(
        facts.new_id(), EntryKind.REVERSAL, local_date(access.clock.now()), ref=wrong, by=actor,
        reason=reason.strip(),
    )  # fmt: skip
    _record(access, known, entry, actor)


def _record(
    access: Access, known: Statement, entry: Entry, actor: str, *,
    assent: Assent | None = None, shift: str = "", more: tuple[Fact, ...] = (),
    provided: Callable[[Session], None] | None = None,
) -> None:  # fmt: skip
    """Record a line that the rules allow, with what belongs to it, if nothing came between."""
    _checked(known, entry)
    now = access.clock.now()
    step = Step(known.person, known.name, known.revision, now, access.place, actor)
    fact = line(step, entry, assent=assent, shift=shift)
    access.ledger.record(fact, *more, provided=_unchanged(known, provided))


def _as_read(row: LeaveRow | None) -> Callable[[Session], None] | None:
    """Return what looks whether a leave is still as it was read; None: there is none."""
    return partial(unchanged, row=row) if row is not None else None


def _unchanged(
    known: Statement, provided: Callable[[Session], None] | None
) -> Callable[[Session], None]:
    """Return what looks whether a ledger is still as it was read, and at what else it rests on."""

    def look(session: Session) -> None:
        if statement(session, known.person).revision != known.revision:
            raise CompensationRefused(_("This ledger has just been changed. Look again."))
        if provided is not None:
            provided(session)

    return look


def _checked(known: Statement, entry: Entry) -> None:
    """Refuse a line that the rules do not allow.

    Raises:
        CompensationRefused: They do not.
    """
    try:
        post(known.ledger, entry)
    except LedgerRefused as error:
        words = _("Nothing was recorded.")
        raise CompensationRefused(sentences((str(error), words))) from error


def _known(access: Access, person: str, name: str = "") -> Statement:
    """Return where somebody stands."""
    with access.store.read() as session:
        return statement(session, person, name)


def _leave(access: Access, application: str) -> LeaveRow | None:
    """Return the leave of an application."""
    with access.store.read() as session:
        return get(session, application)
