"""What is asked about accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from textual.content import Content

from dutyroom.desk.staffing import AccountLine, Staffing
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.accounts.reading import Vouching
from dutyroom.registers.accounts.reviewing import REVIEWERS, may_review
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.people.person import Person
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import twice_wrong
from dutyroom.screens.secrets import new_password
from dutyroom.screens.shift_questions import NO, YES, named
from dutyroom.widgets.account_list import heard
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

_SETS: Final = (
    (AccountRole.OFFICER,),
    (AccountRole.LEADER,),
    (AccountRole.OFFICER, AccountRole.LEADER),
    (AccountRole.ADMINISTRATOR,),
    (AccountRole.ADMINISTRATOR, AccountRole.OFFICER),
    (AccountRole.ADMINISTRATOR, AccountRole.LEADER),
)
"""What an account may be."""


def roles_of(answers: Mapping[str, str]) -> list[AccountRole]:
    """Return the roles that were chosen."""
    return [AccountRole(code) for code in answers["roles"].split()]


def sign_in(administrators: Iterable[Person]) -> Question:
    """Return who signs in as administrator."""
    people = named(administrators)
    first = people[0][1] if len(people) == 1 else ""
    return Question(
        _("Administrator"),
        Content(_("Signed in until this page is left or the console locks.")),
        _("Sign in"),
        (
            Blank("person", _("Administrator"), first, required=True, choices=people),
            Blank("password", _("Password"), required=True, longest=128, secret=True),
        ),
    )


def give(line: AccountLine, *, only_leader: bool = False) -> Question:
    """Return which account somebody gets.

    Args:
        line: Who.
        only_leader: They are let in to review a word that nobody else could.
    """
    held = AccountRole.LEADER.value if only_leader else " ".join(_wanted(line.person))
    words = _("Hand the first password over in person; they choose another at first use.")
    if only_leader:
        then = _("Then they review the word here (Ctrl+N) with their own password.")
        words = f"{words}\n{then}"
    return Question(
        _("Account for {name}").format(name=shown(line.person.name, limit=20).plain),
        Content(words),
        _("Give"),
        (_roles(held), *new_password()),
        check=twice_wrong,
    )


def reset(line: AccountLine) -> Question:
    """Return which password somebody gets."""
    return Question(
        _("Password of {name}").format(name=shown(line.person.name, limit=20).plain),
        Content(_("Hand the first password over in person; they choose another at first use.")),
        _("Reset"),
        new_password(),
        check=twice_wrong,
    )


def reopen(line: AccountLine) -> Question:
    """Return why an account counts again."""
    return Question(
        _("Reopen the account of {name}").format(name=shown(line.person.name, limit=20).plain),
        Content(_("Hand the first password over in person; they choose another at first use.")),
        _("Open again"),
        (Blank("why", _("Reason"), required=True), *new_password()),
        check=twice_wrong,
    )


def roles(line: AccountLine) -> Question:
    """Return what an account is to be."""
    held = line.account.roles if line.account is not None else frozenset()
    code = " ".join(role.value for role in AccountRole if role in held)
    return Question(
        _("Roles of {name}").format(name=shown(line.person.name, limit=20).plain),
        Content(""),
        _("Change"),
        (_roles(code), Blank("why", _("Reason"), required=True)),
    )


def close(line: AccountLine) -> Question:
    """Return why an account is closed."""
    return Question(
        _("Close the account of {name}?").format(name=shown(line.person.name, limit=20).plain),
        Content(_("It opens nothing any more, and its passwords are deleted. It can be reopened.")),
        _("Close account"),
        (Blank("why", _("Reason"), required=True),),
    )


def which(known: Staffing) -> Question:
    """Return which word is reviewed, and what is found of it; who reviews, where nobody may yet."""
    choices = [(_line(word), word.id) for word in known.unreviewed]
    upheld = ((_("it was right"), YES), (_("it was not"), NO))
    return Question(
        _("Review"),
        Content(_("Ask the leader and whoever it was for. Both answers stay on record.")),
        _("Confirm"),
        (
            Blank("word", _("Word of a leader"), choices[0][1], required=True, choices=choices),
            Blank("upheld", _("Finding"), required=True, choices=upheld, line=True),
            Blank("finding", _("What was found"), required=True),
            *_reviewer(known),
        ),
    )


def _reviewer(known: Staffing) -> Iterator[Blank]:
    """Yield the blanks of who reviews with which password; nothing where whoever sits here may."""
    if known.rights & REVIEWERS and all(
        may_review(word, known.holder) for word in known.unreviewed
    ):
        return
    able = named(
        line.person
        for line in known.lines
        if _may_review(line) and any(may_review(word, line.id) for word in known.unreviewed)
    )
    first = able[0][1] if len(able) == 1 else ""
    yield Blank("reviewer", _("Who reviews"), first, required=True, choices=able)
    yield Blank("password", _("Password"), required=True, longest=128, secret=True)


def _may_review(line: AccountLine) -> bool:
    """Tell whether somebody has an account that reviews."""
    account = line.account
    return account is not None and account.usable and not account.roles.isdisjoint(REVIEWERS)


def _line(word: Vouching) -> str:
    """Return a leader's word in a line."""
    at = minute(word.given_at) if word.given_at is not None else ""
    names = _("{leader} for {name}").format(
        leader=shown(word.given_name, limit=10).plain, name=shown(word.name, limit=10).plain
    )
    return f"{at} {names} {heard(word)}  {shown(word.reason, limit=40).plain}"


def _roles(code: str) -> Blank:
    """Return the blank for the roles of an account."""
    choices = [
        (listed(role.label for role in each), " ".join(role.value for role in each))
        for each in _SETS
    ]
    return Blank("roles", _("Roles"), code, required=True, choices=choices)


def _wanted(person: Person) -> list[str]:
    """Return what somebody's account would be by what they are in the register."""
    named_so = {role.value for role in person.roles}
    return [r.value for r in (AccountRole.OFFICER, AccountRole.LEADER) if r.value in named_so]
