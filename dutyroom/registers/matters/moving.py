"""Pass a matter on: only whoever accepts it becomes its handler (articles 14 and 17).

Functions that take a password belong into a thread.
"""

from __future__ import annotations

from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.access import Access, sign
from dutyroom.registers.matters import facts
from dutyroom.registers.matters.acting import known, needed, record, still_open
from dutyroom.registers.matters.detail import MatterDetail, TransferRow
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.line import MatterRow
from dutyroom.store.facts import Fact, Place


def ask_transfer(access: Access, matter: str, to: Officer, why: str, *, by: Officer) -> str:
    """Ask somebody else to take a matter over; until they accept it stays where it is.

    Returns:
        Id of the transfer.

    Raises:
        MatterRefused: Nobody is named, they have it, no reason is given, the matter is
            closed, or somebody was asked before and has not answered.
        StoreError: The database cannot be written; nothing was changed.
    """
    found = still_open(access, matter)
    needed(to.name, _("Write who is to take it over. Nothing was changed."))
    reason = needed(why, _("A transfer takes a reason. Nothing was changed."))
    if to.same(found.row.holder):
        raise MatterRefused(
            _("{name} handles this matter already. Nothing was changed.").format(name=to.name)
        )
    if found.asked is not None:
        raise MatterRefused(
            _(
                "{name} was asked before and has not answered: take that offer back first. "
                "Nothing was changed."
            ).format(name=found.asked.offered_to)
        )
    identity = facts.new_id()
    fact = facts.transfer_asked(
        matter,
        access.clock.now(),
        access.place,
        actor=by.name,
        transfer=identity,
        to=to,
        why=reason,
    )
    record(access, found.row, fact)
    return identity


def accept_transfer(access: Access, matter: str, *, by: Officer, password: str = "") -> None:
    """Take a matter over, as one was asked to; from now on it is theirs.

    Args:
        access: Gives database, clock and place.
        matter: Id of the matter.
        by: Whoever was asked, and nobody else.
        password: Their password; not needed of somebody who has no account.

    Raises:
        MatterRefused: Nobody was asked, or somebody else was.
        AccessRefused: The password is wrong; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    found, offer = _offered(access, matter)
    asked = Officer(offer.offered_to, offer.offered_to_id)
    if not by.same(asked):
        raise MatterRefused(
            _("Only {name}, who was asked, can accept. Nothing was changed.").format(
                name=asked.name
            )
        )
    _signs(access, by.id or asked.id, password)
    _answer(access, found, offer, kind=facts.TRANSFER_ACCEPTED, actor=by.name)


def decline_transfer(
    access: Access, matter: str, why: str, *, by: Officer, password: str = ""
) -> None:
    """Decline to take a matter over; it stays where it was.

    Args:
        access: Gives database, clock and place.
        matter: Id of the matter.
        why: The reason.
        by: Whoever was asked, and nobody else.
        password: Their password; not needed of somebody who has no account.

    Raises:
        MatterRefused: Nobody was asked, somebody else was, or no reason is given.
        AccessRefused: The password is wrong; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    found, offer = _offered(access, matter)
    asked = Officer(offer.offered_to, offer.offered_to_id)
    if not by.same(asked):
        raise MatterRefused(
            _("Only {name}, who was asked, can decline. Nothing was changed.").format(
                name=asked.name
            )
        )
    reason = needed(why, _("Declining takes a reason. Nothing was changed."))
    _signs(access, by.id or asked.id, password)
    _answer(access, found, offer, kind=facts.TRANSFER_DECLINED, actor=by.name, words=reason)


def withdraw_transfer(
    access: Access, matter: str, *, by: Officer, why: str = "", password: str = ""
) -> None:
    """Take an offer back that nobody has answered.

    Args:
        access: Gives database, clock and place.
        matter: Id of the matter.
        by: Whoever asked, or the handler, and nobody else.
        why: The reason.
        password: Their password; not needed of somebody who has no account.

    Raises:
        MatterRefused: Nobody was asked, or somebody else asked.
        AccessRefused: The password is wrong; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    found, offer = _offered(access, matter)
    holder = found.row.holder
    if not (by.same(holder) or by.same(Officer(offer.offered_by))):
        raise MatterRefused(
            _("Only {name}, who asked, or the handler takes it back. Nothing was changed.").format(
                name=offer.offered_by
            )
        )
    _signs(access, by.id or (holder.id if by.same(holder) else ""), password)
    _answer(access, found, offer, kind=facts.TRANSFER_WITHDRAWN, actor=by.name, words=why.strip())


def handing_over(
    row: MatterRow,
    to: Officer,
    handover: str,
    *,
    at: datetime,
    place: Place,
    words: str = "",
) -> Fact:
    """Return the fact by which a handover moves a matter, to be recorded with its signatures.

    Args:
        row: The matter as it stands.
        to: The incoming officer, who accepted it.
        handover: Id of the handover.
        at: When.
        place: Unit and seat.
        words: What the outgoing officer explained.

    Raises:
        MatterRefused: It is closed and no leader waits for anything, or nobody is named.
    """
    if not (row.open or row.unsettled):
        raise MatterRefused(_("This matter is closed: reopen it first. Nothing was changed."))
    needed(to.name, _("Write who is to take it over. Nothing was changed."))
    fact = facts.handed_over(
        row.id, at, place, actor=to.name, to=to, handover=handover, words=words
    )
    return facts.after(fact, row.revision)


def keeping(
    row: MatterRow, handover: str, *, by: str, at: datetime, place: Place, words: str
) -> Fact:
    """Return the fact that a matter was declined at a handover, to be recorded with its signatures.

    Args:
        row: The matter as it stands; its handler keeps it.
        handover: Id of the handover.
        by: The incoming officer, who declined it.
        at: When.
        place: Unit and seat.
        words: Why.
    """
    fact = facts.kept(row.id, at, place, actor=by, handover=handover, words=words)
    return facts.after(fact, row.revision)


def _offered(access: Access, matter: str) -> tuple[MatterDetail, TransferRow]:
    """Return a matter that somebody was asked to take over, and the offer.

    Raises:
        MatterRefused: Nobody was.
    """
    found = known(access, matter)
    if found.asked is None:
        raise MatterRefused(_("Nobody has been asked to take it over. Nothing was changed."))
    return found, found.asked


def _answer(
    access: Access,
    found: MatterDetail,
    offer: TransferRow,
    *,
    kind: str,
    actor: str,
    words: str = "",
) -> None:
    """Record the answer to an offer."""
    fact = facts.transfer_answered(
        found.row.id,
        access.clock.now(),
        access.place,
        kind=kind,
        actor=actor,
        transfer=offer.id,
        words=words,
    )
    record(access, found.row, fact)


def _signs(access: Access, person: str, password: str) -> None:
    """Check the password of whoever accepts; somebody without an account has none.

    Raises:
        MustChange: Somebody else set it.
        AccessRefused: It is wrong.
    """
    with access.store.read() as session:
        account = accounts.account(session, person) if person else None
    if account is not None and account.usable:
        sign(access, account, password, name=access.person(person).name)
