"""Check somebody's word: their own password at the desk, or somebody who attests it."""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.registers.accounts import reading
from dutyroom.registers.accounts.access import Access, sign
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.roles import Channel


def signs(access: Access, person: str) -> bool:
    """Return whether somebody at the desk signs by password: they have a usable account."""
    with access.store.read() as session:
        held = reading.account(session, person) if person else None
    return held is not None and held.usable


def given(access: Access, assent: Assent, password: str = "") -> Assent:
    """Check a word, and return it as it is kept; takes a tenth of a second, in a thread.

    Args:
        access: The door.
        assent: The word.
        password: Their own password, where they are here and have an account.

    Raises:
        MustChange: Somebody else set the password.
        AccessRefused: Nobody is named, the password is wrong, or nobody attests it.
        StoreError: The database cannot be used.
    """
    if not assent.name.strip():
        raise AccessRefused(_("Say who decides. Nothing was changed."))
    if assent.channel is Channel.PRESENT and signs(access, assent.person):
        leader = access.person(assent.person)
        sign(access, access.account(leader), password, name=leader.name)
        return Assent(assent.name, assent.person)
    if not assent.attested_by.strip() or assent.attested_by == assent.name:
        raise AccessRefused(
            _("A word without a password is attested by somebody else. Nothing was changed.")
        )
    return assent
