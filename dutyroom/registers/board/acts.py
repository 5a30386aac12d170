"""Put a unit on the board, take it off, note its report of a day: each checked, each a fact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.board import facts
from dutyroom.registers.board.reading import BoardRow, names, of_unit
from dutyroom.registers.noting import Noted
from dutyroom.standard.clocks import local_date
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


class BoardRefused(PlainError):  # noqa: N818 - it says what happened
    """What was asked for is not so, or not allowed; nothing was changed."""


def add(access: Access, name: str, *, actor: str) -> str:
    """Put a unit on the board.

    Args:
        access: The door.
        name: Its name.
        actor: Who does it.

    Returns:
        Its id on the board.

    Raises:
        BoardRefused: It has no name, or is there already.
        StoreError: The database cannot be written; nothing was recorded.
    """
    wanted = name.strip()
    if not wanted:
        raise BoardRefused(_("Give the name of the unit. Nothing was changed."))

    def new(session: Session) -> None:
        if wanted in names(session):
            raise BoardRefused(_("This unit is on the board already. Nothing was changed."))

    reporter, noted = facts.new_id(), _noted(access, actor)
    access.ledger.record(facts.added(reporter, noted, wanted), provided=new)
    return reporter


def remove(access: Access, reporter: str, why: str, *, actor: str) -> None:
    """Take a unit off the board; what was received of it stays.

    Raises:
        BoardRefused: No reason is given, or it is not there.
        StoreError: The database cannot be written; nothing was changed.
    """
    _refuse_no_reason(why)

    def gone(row: BoardRow) -> Fact:
        noted = _noted(access, actor)
        return facts.removed(reporter, noted, revision=row.revision + 1, why=why.strip())

    _change(access, reporter, local_date(access.clock.now()), gone)


def receive(access: Access, reporter: str, day: date, *, actor: str) -> None:
    """Note that the report of a unit has come.

    Raises:
        BoardRefused: It was noted already, the day is to come, or the unit is not there.
        StoreError: The database cannot be written; nothing was changed.
    """

    def come(row: BoardRow) -> Fact:
        if not row.missing:
            raise BoardRefused(_("This report is noted as received already."))
        if day > local_date(access.clock.now()):
            raise BoardRefused(_("That day has not come yet. Nothing was recorded."))
        return facts.received(reporter, _noted(access, actor), day, revision=row.revision + 1)

    _change(access, reporter, day, come)


def take_back(access: Access, reporter: str, day: date, why: str, *, actor: str) -> None:
    """Note that the report of a unit has not come after all.

    Raises:
        BoardRefused: No reason is given, or nothing was noted.
        StoreError: The database cannot be written; nothing was changed.
    """
    _refuse_no_reason(why)

    def not_come(row: BoardRow) -> Fact:
        if row.missing:
            raise BoardRefused(_("No report of this unit is noted for that day."))
        noted, revision = _noted(access, actor), row.revision + 1
        return facts.taken_back(reporter, noted, day, revision=revision, why=why.strip())

    _change(access, reporter, day, not_come)


def _change(access: Access, reporter: str, day: date, made: Callable[[BoardRow], Fact]) -> None:
    """Record what changes a unit, unless somebody else has changed it meanwhile.

    Raises:
        BoardRefused: There is no such unit, or it was changed.
    """
    with access.store.read() as session:
        row = of_unit(session, reporter, day)
    if row is None:
        raise BoardRefused(_("This unit is not on the board. Nothing was changed."))

    def still_so(session: Session) -> None:
        if of_unit(session, reporter, day) != row:
            raise BoardRefused(_("Somebody else has just changed this. Look again."))

    access.ledger.record(made(row), provided=still_so)


def _refuse_no_reason(why: str) -> None:
    """Refuse to do something without a reason.

    Raises:
        BoardRefused: There is none.
    """
    if not why.strip():
        raise BoardRefused(_("Say why. Nothing was changed."))


def _noted(access: Access, actor: str) -> Noted:
    """Return where and by whom something is noted now."""
    return Noted(access.clock.now(), access.place, actor)
