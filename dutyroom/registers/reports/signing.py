"""Who signs a daily report: at a desk with accounts by their own password, else by name."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.access import sign as by_password
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.reports.errors import ReportRefused
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Signer:
    """Who sits at the desk.

    Attributes:
        name: Their name.
        session: Id of the session that a password opened; empty: none is open.
        password: The password typed for this signature.
    """

    name: str
    session: str = ""
    password: str = ""


def signs_by_password(session: Session) -> bool:
    """Return whether a report is signed by password: this desk has accounts."""
    return accounts.founded(session)


def author_of(access: Access, signer: Signer) -> Assent:
    """Check a signature, and return whose it is.

    Args:
        access: The door.
        signer: Who signs.

    Raises:
        MustChange: Somebody else set the password.
        AccessRefused: The password is wrong.
        ReportRefused: Nobody is known to sit here.
    """
    with access.store.read() as session:
        founded = signs_by_password(session)
        sat = accounts.sitting(session, signer.session) if signer.session else None
    if not founded and signer.name.strip():
        return Assent(signer.name.strip())
    if sat is None or sat.closed_at is not None:
        raise ReportRefused(_("Nobody is signed in here. Nothing was signed."))
    person = access.person(sat.person)
    by_password(access, access.account(person), signer.password, name=person.name)
    return Assent(person.name, person.id)
