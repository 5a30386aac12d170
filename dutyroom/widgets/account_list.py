"""The accounts as a list, and one account in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.content import Content

from dutyroom.desk.staffing import AccountLine
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.accounts.reading import Account, Vouching
from dutyroom.registers.accounts.roles import Channel
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

_WIDTHS = (12, 18, 30, 16)
_WORDS: Final = 3
"""Words of leaders that are shown of one person, the newest of them."""


class AccountList(LineList[AccountLine]):
    """Everybody with their account, one a line."""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("Name"), _("Post"), _("Roles"), _("Account"))
        return in_columns([Content(title) for title in titles], _WIDTHS)

    def draw_row(self, row: AccountLine) -> Content:
        """Return one person."""
        roles = said_roles(row.account) if row.account is not None else _duties(row)
        texts = [shown(row.person.name, limit=30), shown(row.person.position, limit=40)]
        return in_columns([*texts, Content(roles), _state(row)], _WIDTHS)


def said_roles(account: Account) -> str:
    """Return what an account lets its holder do, in words."""
    return listed(role.label for role in sorted(account.roles))


def _duties(row: AccountLine) -> str:
    """Return what somebody without an account is in the duty room, in words."""
    return listed(role.label for role in sorted(row.person.roles))


def explained(row: AccountLine) -> Content:
    """Return everything about an account."""
    account = row.account
    head = Content.assemble(shown(row.person.name, limit=30).stylize("bold"), "  ")
    if account is None:
        return Content.assemble(head, _("no account"))
    lines = [Content.assemble(head, said_roles(account), "  ", _state(row))]
    if account.password_set_at is not None:
        words = _("password set {time} by {name}").format(
            time=minute(account.password_set_at),
            name=shown(account.password_set_by, limit=20).plain,
        )
        pin = _("has a PIN") if account.pin else _("no PIN")
        lines.append(Content(f"{words}  {pin}"))
    if account.closed_at is not None:
        why = shown(account.closed_why, limit=120)
        lines.append(
            Content.assemble(_("account closed"), " ", minute(account.closed_at), "  ", why)
        )
    for word in row.words[:_WORDS]:
        lines += _vouched(word)
    return Content("\n").join(lines)


def heard(word: Vouching) -> str:
    """Return how a leader's word is known, in words: who heard it, in which call."""
    how = word.channel.label if word.channel is not None else ""
    if word.channel is Channel.PRESENT:
        return how
    witness = shown(word.attested_name, limit=20).plain
    by = _("heard by nobody else") if word.self_attested else _("heard by {name}")
    call = _("call {number}").format(number=word.call) if word.call else ""
    return "  ".join(filter(None, (how, by.format(name=witness), call)))


def _vouched(word: Vouching) -> Iterator[Content]:
    """Yield a leader's word for a forgotten password, and what was found of it."""
    at = minute(word.given_at) if word.given_at is not None else ""
    said = f"{at} {word.given_name}  {heard(word)}  {word.reason}"
    yield Content.assemble((_("Word of a leader"), "$foreground 60%"), "  ", shown(said, limit=200))
    if word.used_at is None:
        yield Content.styled(_("No password was chosen on it."), "$warning")
    if word.reviewed_at is None:
        yield Content.styled(_("Nobody has reviewed this word yet."), "$warning")
        return
    found = _("it was right") if word.upheld else _("it was not")
    said = f"{minute(word.reviewed_at)} {word.reviewed_name}  {found}  {word.finding}"
    style = "$foreground" if word.upheld else "$warning"
    told = shown(said, limit=200).stylize(style)
    yield Content.assemble((_("Reviewed"), "$foreground 60%"), "  ", told)


def _state(row: AccountLine) -> Content:
    """Return how an account stands, and that its holder is retired: then it opens nothing."""
    state = _own_state(row.account)
    if row.person.retired_at is None:
        return state
    return Content.assemble((_("retired"), "$warning"), " ", state)


def _own_state(account: Account | None) -> Content:
    """Return how an account stands."""
    if account is None:
        return Content.styled(_("no account"), "$foreground 60%")
    if account.closed_at is not None:
        return Content.styled(_("account closed"), "$foreground 60%")
    if not account.password:
        return Content.styled(_("no password"), "$warning")
    if account.must_change:
        return Content.styled(_("first password"), "$warning")
    return Content(_("in use"))
