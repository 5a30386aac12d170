"""What the form of sign-on says of the desk, and of a password that is not right."""

from __future__ import annotations

from textual.content import Content

from dutyroom.desk.desk import DeskError
from dutyroom.desk.sign_on import Beginning
from dutyroom.i18n import _
from dutyroom.registers.accounts.errors import TooSoon, WrongSecret
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown


def whose(refused: DeskError) -> str:
    """Return the id of whose password is not right; empty where it is not about one."""
    cause = refused.__cause__
    return cause.person if isinstance(cause, (WrongSecret, TooSoon)) else ""


def head(known: Beginning, *, absent: bool) -> Content:
    """Return whom the sign-on relieves, and whether that needs a signature.

    Args:
        known: What is known before anybody types.
        absent: The outgoing officer is noted as absent.
    """
    title = Content.styled(_("Sign-on"), "bold $accent")
    current = known.current
    if current is None:
        return Content.assemble(title, "  ", _("Nobody is in charge yet."))
    words = _("relieves {name}, in charge since {since}").format(
        name=shown(current.officer, limit=12).plain, since=minute(current.begun_at)
    )
    signs = _("who signs by password") if known.outgoing_signs else _("who has no account")
    told = _("noted as absent") if absent else signs
    return Content.assemble(title, "  ", words, _("; "), told)
