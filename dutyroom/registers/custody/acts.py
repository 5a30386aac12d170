"""Take in, lend, take back, entrust, send, destroy, correct: each checked, each a fact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.custody import facts
from dutyroom.registers.custody.facts import Document, Next
from dutyroom.registers.custody.kinds import FIELD_LABELS, CustodyState
from dutyroom.registers.custody.reading import DocumentRow, get, held_by_number
from dutyroom.registers.noting import Noted
from dutyroom.registers.values import choice
from dutyroom.standard.secrecy import Level, is_number
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

MOST_COPIES = 9999
"""More copies of one document than any unit keeps."""


class CustodyRefused(PlainError):  # noqa: N818 - it says what happened
    """What was asked for is not so, or not allowed; nothing was changed."""


def receive(access: Access, what: Document, *, actor: str) -> str:
    """Take a document in.

    Args:
        access: The door.
        what: The document; never what it says.
        actor: Who takes it in.

    Returns:
        Its id.

    Raises:
        CustodyRefused: The number is none or held already, a name or the copies are missing.
        StoreError: The database cannot be written; nothing was recorded.
    """
    _refuse_number(what.number)
    _refuse_copies(what.copies)
    _said(what.received_from, what.custodian)
    document = facts.new_id()
    noted = Noted(access.clock.now(), access.place, actor)

    def not_held(session: Session) -> None:
        _refuse_twice(session, what.number)

    access.ledger.record(facts.received(document, noted, what), provided=not_held)
    return document


def lend(
    access: Access, document: str, whom: str, due: datetime | None = None, *, actor: str
) -> None:
    """Lend a document to somebody.

    Raises:
        CustodyRefused: It is not there, nobody is named, or it would be due before now.
        StoreError: The database cannot be written; nothing was changed.
    """
    _said(whom)
    if due is not None and due <= access.clock.now():
        raise CustodyRefused(_("It is to be given back after now. Nothing was changed."))
    _change(access, document, actor, lambda row, step: _there(row, facts.lent(step, whom, due)))


def take_back(access: Access, document: str, whom: str, *, actor: str) -> None:
    """Note that somebody has given a document back.

    Raises:
        CustodyRefused: It is not lent, or nobody is named.
        StoreError: The database cannot be written; nothing was changed.
    """
    _said(whom)

    def back(row: DocumentRow, step: Next) -> Fact:
        if not row.out:
            raise CustodyRefused(_("This document is not lent. Nothing was changed."))
        return facts.returned(step, whom)

    _change(access, document, actor, back)


def entrust(access: Access, document: str, whom: str, *, actor: str) -> None:
    """Have somebody else keep a document.

    Raises:
        CustodyRefused: The unit does not have it, nobody is named, or they keep it already.
        StoreError: The database cannot be written; nothing was changed.
    """
    _said(whom)

    def other(row: DocumentRow, step: Next) -> Fact:
        if not (row.kept or row.out):
            raise CustodyRefused(_("The unit no longer has this document. Nothing was changed."))
        if row.custodian == whom:
            raise CustodyRefused(_("Nothing has been changed."))
        return facts.entrusted(step, whom)

    _change(access, document, actor, other)


def send(access: Access, document: str, whom: str, receipt: str, *, actor: str) -> None:
    """Note that a document went through the confidential channel; there is no other one.

    Raises:
        CustodyRefused: It is not there, or receiver or receipt is missing.
        StoreError: The database cannot be written; nothing was changed.
    """
    _said(whom, receipt)
    _change(access, document, actor, lambda row, step: _there(row, facts.sent(step, whom, receipt)))


def destroy(access: Access, document: str, approved_by: str, witness: str, *, actor: str) -> None:
    """Note that a document was destroyed, approved by one and seen by another.

    Raises:
        CustodyRefused: It is not there, or the two are not two.
        StoreError: The database cannot be written; nothing was changed.
    """
    _said(approved_by, witness)
    if approved_by == witness:
        raise CustodyRefused(
            _("Who approves it and who sees it are two persons. Nothing was changed.")
        )
    _change(
        access,
        document,
        actor,
        lambda row, step: _there(row, facts.destroyed(step, approved_by, witness)),
    )


def correct(access: Access, document: str, *, name: str, new: str, why: str, actor: str) -> None:
    """Correct a field; what stood there stays readable.

    Args:
        access: The door.
        document: Its id.
        name: One of `kinds.FIELD_LABELS`.
        new: What is right; level and state as codes.
        why: The reason.
        actor: Who corrects it.

    Raises:
        CustodyRefused: It cannot be changed, or not like this.
        StoreError: The database cannot be written; nothing was changed.
    """
    new, why = new.strip(), why.strip()

    def other(row: DocumentRow, step: Next) -> Fact:
        _said(why, new)
        if name not in correctable(row) or (name == "state" and new != other_state(row)):
            raise CustodyRefused(_("This cannot be changed. Nothing was changed."))
        _refuse_value(name, new)
        old = str(getattr(row, name) or "")
        if new == old:
            raise CustodyRefused(_("Nothing has been changed."))
        return facts.corrected(step, name=name, old=old, new=new, why=why)

    def still_free(session: Session) -> None:
        if name == "number" or (name == "state" and new == CustodyState.KEPT):
            row = get(session, document)
            _refuse_twice(session, new if name == "number" else row.number if row else "")

    _change(access, document, actor, other, still_free)


def correctable(row: DocumentRow) -> list[str]:
    """Return the fields of a document that a correction may change."""
    return [name for name in FIELD_LABELS if name != "state" or other_state(row) is not None]


def other_state(row: DocumentRow) -> CustodyState | None:
    """Return the state that a correction may give; None: what is lent is given back instead."""
    if row.out or row.state is None:
        return None
    return CustodyState.VOID if row.kept else CustodyState.KEPT


def _change(
    access: Access,
    document: str,
    actor: str,
    made: Callable[[DocumentRow, Next], Fact],
    look: Callable[[Session], None] = lambda _session: None,
) -> None:
    """Record what changes a document, unless somebody else has changed it meanwhile.

    Raises:
        CustodyRefused: There is no such document, or it was changed.
    """
    with access.store.read() as session:
        row = get(session, document)
    if row is None:
        raise CustodyRefused(_("There is no such document. Nothing was changed."))
    step = Next(document, row.revision + 1, Noted(access.clock.now(), access.place, actor))
    held = row.revision

    def still_so(session: Session) -> None:
        now = get(session, document)
        if now is None or now.revision != held:
            raise CustodyRefused(_("Somebody else has just changed this. Look again."))
        look(session)

    access.ledger.record(made(row, step), provided=still_so)


def _there(row: DocumentRow, made: Fact) -> Fact:
    """Return what happens to a document that is there.

    Raises:
        CustodyRefused: It is not.
    """
    if row.out:
        raise CustodyRefused(_("This document is lent: have it given back first."))
    if not row.kept:
        raise CustodyRefused(_("The unit no longer has this document. Nothing was changed."))
    return made


def _said(*texts: str) -> None:
    """Refuse what lacks a name.

    Raises:
        CustodyRefused: It does.
    """
    if not all(text.strip() for text in texts):
        raise CustodyRefused(_("Something is missing. Nothing was changed."))


def _refuse_number(number: str) -> None:
    """Refuse what is no number.

    Raises:
        CustodyRefused: It is a title, or has no digit.
    """
    if not is_number(number):
        raise CustodyRefused(
            _("That is not a number: write no title and nothing of what the document says.")
        )


def _refuse_copies(copies: int) -> None:
    """Refuse copies that nobody has.

    Raises:
        CustodyRefused: There is none, or too many.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise CustodyRefused(_("The number of copies lies between 1 and 9999."))


def _refuse_twice(session: Session, number: str) -> None:
    """Refuse a number that the unit has already.

    Raises:
        CustodyRefused: It does.
    """
    if held_by_number(session, number.strip()) is not None:
        raise CustodyRefused(
            _(
                "The unit has a document of this number. For copies that go different ways write "
                "the number of the copy behind it."
            )
        )


def _refuse_value(name: str, new: str) -> None:
    """Refuse a value that a field cannot have.

    Raises:
        CustodyRefused: It cannot.
    """
    if name == "number":
        _refuse_number(new)
    elif name == "copies":
        _refuse_copies(int(new) if new.isdecimal() and len(new) < 6 else 0)
    elif name == "level" and choice(Level, new) is None:
        raise CustodyRefused(_("This cannot be changed. Nothing was changed."))
