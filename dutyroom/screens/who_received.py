"""Who received a call, where several are at the post: it can never be changed, so it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.shifts.reading import were_present
from dutyroom.screens.asking import Blank, Question
from dutyroom.standard.at_post import AtPost
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.calls.detail import CallDetail

RECEIVER: Final = "receiver"
"""Name of the blank."""


def receiver(present: Sequence[AtPost], acting: AtPost | None) -> Blank:
    """Return the blank in which the first receiver is chosen (article 14).

    Args:
        present: Who is, or was, at the post.
        acting: Who sits at the keyboard, and stands there at first; None: nobody does.
    """
    choices = [(shown(each.name, limit=20).plain, each.key) for each in present]
    usual = acting.key if acting is not None and acting in present else ""
    return Blank(RECEIVER, _("First receiver"), usual, required=True, choices=choices)


def who_received(present: Sequence[AtPost], acting: AtPost | None) -> Question:
    """Return the question who takes a call.

    Args:
        present: Who is at the post.
        acting: Who sits at the keyboard.
    """
    words = _("The first receiver is never changed afterwards.")
    title = _("Who takes this call?")
    return Question(title, Content(words), _("Take call"), (receiver(present, acting),))


async def unsure(host: Host, detail: CallDetail) -> tuple[AtPost, ...]:
    """Return who may have received an answered call of which nobody knows it; nobody where it is.

    Args:
        host: The program.
        detail: The call.
    """
    at = detail.answered_at
    if at is None or detail.first_receiver or detail.row.direction != "in":
        return ()
    try:
        there = await host.desk.read(lambda session: were_present(session, at))
    except DeskError:
        return ()  # the strip says so already
    return there if len(there) > 1 else ()


def named(present: Sequence[AtPost], key: str) -> str:
    """Return the name of somebody at the post.

    Args:
        present: Who is, or was, at the post.
        key: Theirs.
    """
    return next(each.name for each in present if each.key == key)
