"""A rule that stands against a swap is set aside only by a decision with reason and name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.swaps.errors import WAIVABLE, SwapNotPossible
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.standard.roster.swapping import Waiver


async def with_waiver(app: App[Any], act: Callable[[Access, Waiver | None], object]) -> bool:
    """Do something; where only time or a rule stands against it, ask for a decision and try again.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        act: Does it, with a decision or without.

    Returns:
        Whether it was done.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    waiver: Waiver | None = None
    for _try in range(2):
        decision = waiver
        try:
            await host.desk.write(lambda registers: act(registers.access(), decision))  # noqa: B023 - run before the next turn
        except DeskError as error:
            cause = error.__cause__
            against = cause if isinstance(cause, SwapNotPossible) else None
            if against is None or against.setback not in WAIVABLE or waiver is not None:
                host.tell(str(error), wrong=True)
                return False
            answer = await app.push_screen_wait(doors.question(_in_spite(str(error), host)))
            if answer is None:
                return False
            waiver = Waiver(answer["reason"], answer["by"], against.named)
        else:
            host.look_again()
            return True
    return False


def _in_spite(sentence: str, host: Host) -> Question:
    """Return the question whether a rule is set aside."""
    leader = host.standing.shift.leader if host.standing.shift else ""
    body = Content.assemble(
        (sentence, "bold $error"), "\n", _("A decision with reason and name sets that aside.")
    )
    return Question(
        _("In spite of the rule?"),
        body,
        _("Do it all the same"),
        (
            Blank("reason", _("Reason"), required=True),
            Blank("by", _("Who decides"), leader, required=True, longest=40, named=True),
        ),
    )
