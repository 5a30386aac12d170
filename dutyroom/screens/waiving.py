"""A rule that stands against a swap is set aside only by a decision with reason and name."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.swaps.errors import WAIVABLE, SwapNotPossible
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import Answers
from dutyroom.standard.roster.swapping import Waiver
from dutyroom.widgets.shown import shown


class Waiving:
    """The decision about what stands against one swap, asked for when something does.

    It stays while the rest is asked anew, as after a wrong password. What comes up only then is
    shown below what it was about, and the words stand there for both.

    Attributes:
        decision: As it was given; None: nothing stood against the swap yet.
    """

    def __init__(self) -> None:
        """Begin without one."""
        self.decision: Waiver | None = None
        self._against: list[str] = []

    async def set_aside(self, app: App[Any], refused: DeskError) -> Answers | None:
        """Ask for a decision where only time or a rule stands against the swap.

        Args:
            app: The app, which is a `Host`; must run in a worker of it.
            refused: Why it was not done.

        Returns:
            Nothing beside the answers; None where no decision helps, or none is given.
        """
        host: Host = app  # type: ignore[assignment] # the app is the host of its screens
        cause = refused.__cause__
        if not isinstance(cause, SwapNotPossible) or cause.setback not in WAIVABLE:
            return None
        against = [*self._against, str(refused)]
        answer = await app.push_screen_wait(doors.question(self._in_spite(against, host)))
        if answer is None:
            return None
        decided = self.decision.named if self.decision is not None else frozenset()
        self.decision = Waiver(answer["reason"], answer["by"], decided | cause.named)
        self._against = against
        return {}

    def _in_spite(self, against: list[str], host: Host) -> Question:
        """Return the question whether rules are set aside."""
        shift, before = host.standing.shift, self.decision
        leader = shift.leader if shift is not None else ""
        body = Content.assemble(
            shown("\n".join(against), limit=1000, lines=True).stylize("bold $error"),
            "\n",
            _("A decision with reason and name sets that aside."),
        )
        reason, by = (before.reason, before.by) if before is not None else ("", leader)
        return Question(
            _("In spite of the rule?"),
            body,
            _("Do it all the same"),
            (
                Blank("reason", _("Reason"), reason, required=True),
                Blank("by", _("Who decides"), by, required=True, longest=40, named=True),
            ),
        )
