"""Who may publish a roster and submit it; whoever may not says on whose word they do.

At night there may be nobody of the roles; so nobody is locked out, but it is written down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import PersonRole
from dutyroom.registers.roster.reading import waivers
from dutyroom.store.session import Session

ISSUERS: Final = frozenset({PersonRole.LEADER, PersonRole.HEAD_OF_UNIT, PersonRole.HEAD_OF_ROOM})
"""Roles in the register of people that issue a roster."""
_RIGHTS: Final = frozenset({AccountRole.LEADER, AccountRole.ADMINISTRATOR})
"""Roles of an account that issue one too."""
KIND: Final = "issuer"
"""What stands for this among the faults that a version was published with."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a roster.

    Attributes:
        session: Id of the session that a password opened; empty: none is open.
        word_of: On whose word, where the role is missing.
        reason: Why it cannot wait for somebody of the role.
    """

    session: str
    word_of: str = ""
    reason: str = ""

    @property
    def excused(self) -> bool:
        """Whether it is said on whose word and why."""
        return bool(self.word_of.strip() and self.reason.strip())

    @property
    def said(self) -> str:
        """On whose word and why, in a line."""
        return _("on the word of {name}: {reason}").format(name=self.word_of, reason=self.reason)


def lacking(session: Session, sitting: str) -> str:
    """Return why whoever sits here may not issue a roster; empty where they may.

    At a desk without accounts names are typed and roles are nobody's.

    Args:
        session: A transaction that reads.
        sitting: Id of the session that a password opened; empty: none is open.
    """
    if not accounts.founded(session) or accounts.rights(session, sitting) & _RIGHTS:
        return ""
    sat = accounts.sitting(session, sitting)
    if sat is None or sat.closed_at is not None:
        return _("Nobody has signed in here with the right to publish or submit a roster.")
    person = people.get(session, sat.person)
    if person is not None and ISSUERS & set(person.roles):
        return ""
    words = _(
        "A roster is published and submitted by a leader, the head of the unit or of the duty "
        "room, or an administrator; {name} is none of these."
    )
    return words.format(name=sat.name)


def on_word(session: Session, version: str) -> str:
    """Return on whose word a version was published, and why; empty: whoever did it may.

    Args:
        session: A transaction that reads.
        version: Id of the version.
    """
    return next((each.reason for each in waivers(session, version) if each.kind == KIND), "")
