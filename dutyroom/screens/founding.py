"""The first administrator of a desk: from typed names to accounts with passwords."""

from __future__ import annotations

from typing import Any, Final

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.i18n import _
from dutyroom.registers.accounts import administration
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import LIST_SEPARATOR, Person, PersonRole
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import Answers, ask_and_do, twice_wrong
from dutyroom.screens.secrets import new_password
from dutyroom.store.session import Session

_ALSO: Final = {
    "none": (),
    "officer": ((PersonRole.OFFICER, AccountRole.OFFICER),),
    "leader": ((PersonRole.LEADER, AccountRole.LEADER),),
    "both": ((PersonRole.OFFICER, AccountRole.OFFICER), (PersonRole.LEADER, AccountRole.LEADER)),
}
"""What else the first administrator may be: roles of the person and of the account."""


async def ask_founding(app: App[Any], name: str = "") -> Person | None:
    """Have the first administrator choose their password.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        name: A name that was typed already.

    Returns:
        The administrator; None: the desk stays without accounts.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens

    def act(registers: Registers, answers: Answers) -> Person:
        pairs = _ALSO[answers["also"]]
        roles = LIST_SEPARATOR.join(person.value for person, _account in pairs)
        fields = {"name": answers["name"], "roles": roles, "mobile": answers["mobile"]}
        kept = {key: text for key, text in fields.items() if text}
        also = [account for _person, account in pairs]
        access = registers.access()
        made = administration.found(access, kept, answers["new"], also)
        return access.person(made.id)  # with the roles that were chosen

    try:
        also = await host.desk.read(lambda session: serves_as(session, name))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return None
    made = await ask_and_do(app, _question(name, also), act)
    if made is not None:
        host.tell(_("Accounts are set up. Give the others theirs under “Accounts” (Ctrl+W)."))
    return made


def serves_as(session: Session, name: str) -> str:
    """Return what stands there at first: what somebody of the register is already.

    Whoever accepts it must not become a duty officer by oversight, and be rostered as one: where
    nobody is named yet, and people are in the register, nothing stands there.

    Args:
        session: A transaction that reads.
        name: A name that was typed already; empty: none was.
    """
    known = people.named(session, name) if name else people.everybody(session)
    if not known:
        return "officer"
    if not name:
        return ""
    held = frozenset[PersonRole]().union(*(person.roles for person in known))
    serves = {role for pairs in _ALSO.values() for role, _account in pairs} & held
    return next(
        code for code, pairs in _ALSO.items() if {role for role, _account in pairs} == serves
    )


def _question(name: str, preset: str) -> Question:
    """Return what is asked.

    Args:
        name: A name that was typed already.
        preset: What else they are, as it stands there at first; empty: that has to be chosen.
    """
    also = (
        (_("nothing else"), "none"),
        (_("duty officer"), "officer"),
        (_("leader on duty"), "leader"),
        (_("duty officer and leader"), "both"),
    )
    return Question(
        _("Set up accounts"),
        Content(
            _(
                "The first administrator gives the others their accounts. There is no default "
                "password: choose one of 8 characters or more, and keep it to yourself."
            )
        ),
        _("Set up"),
        (
            Blank("name", _("Name"), name, required=True, longest=40, named=True),
            Blank("mobile", _("Mobile"), longest=40),
            Blank("also", _("Also serves as"), preset, required=True, choices=also),
            *new_password(),
        ),
        check=twice_wrong,
    )
