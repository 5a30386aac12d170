"""Who is let in on the page of the accounts, and which leaders' words wait for review."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from dutyroom.desk.staffing import Staffing
from dutyroom.i18n import _, ngettext
from dutyroom.registers.accounts.reviewing import REVIEWERS
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.widgets.shown import shown


def head(known: Staffing) -> Content:
    """Return who is let in here, and what waits."""
    if not known.founded:
        return Content(_("This desk works without accounts. F4 sets them up."))
    parts = [_let_in(known), *_tries(known)]
    if waiting := len(known.unreviewed):
        words = ngettext("{count} word to review", "{count} words to review", waiting)
        parts.append(Content.styled(words.format(count=waiting), "bold $warning"))
    line = Content("   ").join(parts)
    return Content("\n").join([line, *_held_back(known)])


def _let_in(known: Staffing) -> Content:
    """Return who has signed in, and as what."""
    name = shown(known.name, limit=12).plain
    if AccountRole.ADMINISTRATOR in known.rights:
        return Content(_("Administrator: {name}").format(name=name))
    if known.rights & REVIEWERS:
        return Content(_("Leader: {name}, to review").format(name=name))
    return Content(_("To look only. F4: sign in as administrator."))


def _tries(known: Staffing) -> Iterator[Content]:
    """Yield how many wrong tries there were before an administrator came in."""
    if known.wrong_tries and AccountRole.ADMINISTRATOR in known.rights:
        words = ngettext(
            "{count} wrong try before", "{count} wrong tries before", known.wrong_tries
        )
        yield Content.styled(words.format(count=known.wrong_tries), "$warning")


def _held_back(known: Staffing) -> Iterator[Content]:
    """Yield why an administrator has no rights yet, and what leads out of it."""
    if known.held_back is None:
        return
    leader = shown(known.held_back.given_name, limit=12).plain
    if known.stuck:
        words = _(
            "The word of {leader} is not reviewed, and nobody here could: F3 lets a leader in."
        )
    else:
        words = _("No administrator's rights before the word of {leader} is reviewed and upheld.")
    yield Content.styled(words.format(leader=leader), "$warning")
