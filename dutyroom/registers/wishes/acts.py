"""Wish, withdraw: each checked, each a fact."""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.noting import Noted
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.wishes import facts, rules
from dutyroom.registers.wishes.errors import WishRefused
from dutyroom.registers.wishes.facts import Wish
from dutyroom.registers.wishes.reading import get
from dutyroom.registers.wishes.sparing import refuse_too_much
from dutyroom.store.session import Session


def ask(access: Access, wish: Wish, planning: Planning, *, actor: str, sitting: str = "") -> str:
    """Enter a wish, of whoever sits here or on the word of whoever wishes.

    Args:
        access: The door.
        wish: What is wished.
        planning: How the unit rosters.
        actor: Who enters it.
        sitting: Id of the session that a password opened; empty: none is open.

    Returns:
        Id of the new wish.

    Raises:
        WishRefused: It cannot be wished, or is not theirs to enter; nothing was recorded.
        StoreError: The database cannot be written; nothing was recorded.
    """
    now = access.clock.now()
    rules.refuse_days(wish, planning, planning.rules.duty_day(now))

    def fits(session: Session) -> None:
        rules.refuse_others(session, wish.person, sitting)
        rules.refuse_person(session, wish, planning)
        rules.refuse_clash(session, wish)
        refuse_too_much(session, wish, planning)

    made = facts.new_id()
    access.ledger.record(facts.asked(made, Noted(now, access.place, actor), wish), provided=fits)
    return made


def withdraw(
    access: Access, wish_id: str, why: str, planning: Planning, *, actor: str, sitting: str = ""
) -> None:
    """Withdraw a wish; it stays readable, and counts no more.

    Args:
        access: The door.
        wish_id: Id of the wish.
        why: The reason.
        planning: How the unit rosters.
        actor: Who notes it.
        sitting: Id of the session that a password opened; empty: none is open.

    Raises:
        WishRefused: It is withdrawn or over, no reason is given, or it is not theirs to withdraw.
        StoreError: The database cannot be written; nothing was changed.
    """
    now = access.clock.now()
    today = planning.rules.duty_day(now)
    if not why.strip():
        raise WishRefused(_("Say why. Nothing was changed."))
    with access.store.read() as session:
        held = get(session, wish_id)
    if held is None:
        raise WishRefused(_("There is no such wish. Nothing was changed."))

    def still_so(session: Session) -> None:
        rules.refuse_others(session, held.person, sitting)
        row = get(session, wish_id)
        if row is None or not row.stands:
            raise WishRefused(_("This wish is withdrawn already. Nothing was changed."))
        if row.last < today:
            raise WishRefused(_("The days of this wish are over. Nothing was changed."))

    noted = Noted(now, access.place, actor)
    fact = facts.withdrawn(wish_id, noted, revision=held.revision + 1, why=why.strip())
    access.ledger.record(fact, provided=still_so)
