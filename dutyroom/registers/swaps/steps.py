"""What each act on a swap begins with, and what it looks at once more when it is written."""

from __future__ import annotations

from collections.abc import Callable

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.swaps.errors import SwapNotPossible
from dutyroom.registers.swaps.facts import Step
from dutyroom.registers.swaps.reading import SwapRow, get
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


def step_of(access: Access, row: SwapRow, actor: str) -> Step:
    """Return the next step of a swap."""
    return Step(row.id, row.revision, access.clock.now(), access.place, actor)


def record(
    access: Access, row: SwapRow, fact: Fact, provided: Callable[[Session], None] | None = None
) -> None:
    """Record the next step of a swap as it was read, if it is still so when it is written.

    Args:
        access: The door.
        row: The swap as it was read.
        fact: The step.
        provided: Looks, in the same transaction, at what else it rests on.

    Raises:
        SwapNotPossible: Another console was quicker; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """

    def still_so(session: Session) -> None:
        refuse_changed(session, row)
        if provided is not None:
            provided(session)

    access.ledger.record(fact, provided=still_so)


def refuse_changed(session: Session, row: SwapRow) -> None:
    """Refuse where another console was quicker.

    Args:
        session: The transaction that writes.
        row: The swap as it was read.

    Raises:
        SwapNotPossible: It was.
    """
    current = get(session, row.id)
    if current is None or current.revision != row.revision:
        raise SwapNotPossible(_("The roster or the swap has just been changed. Look again."))


def known(access: Access, swap_id: str) -> SwapRow:
    """Return a swap that is there.

    Raises:
        SwapNotPossible: There is none.
    """
    with access.store.read() as session:
        row = get(session, swap_id)
    if row is None:
        raise SwapNotPossible(_("There is no such swap."))
    return row
