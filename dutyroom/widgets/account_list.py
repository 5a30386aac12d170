"""The accounts as a list, and one account in full."""

from __future__ import annotations

from textual.content import Content

from dutyroom.desk.staffing import AccountLine
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.accounts.reading import Account
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

_WIDTHS = (12, 18, 30, 16)


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
        return in_columns([*texts, Content(roles), _state(row.account)], _WIDTHS)


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
    lines = [Content.assemble(head, said_roles(account), "  ", _state(account))]
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
    return Content("\n").join(lines)


def _state(account: Account | None) -> Content:
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
