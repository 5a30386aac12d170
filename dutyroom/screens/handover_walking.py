"""The walk through a handover: item by item the relief accepts, asks back or declines.

Nobody waits between two items: the next one is shown while the last is being recorded, in the
order in which the keys came.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from textual import work

from dutyroom.commands.command import Command
from dutyroom.commands.handover import Accept
from dutyroom.commands.host import host_of
from dutyroom.desk.questions import Registers
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.handover import acts
from dutyroom.screens import handover_asking as asking
from dutyroom.screens.acting import done
from dutyroom.screens.asking import Question
from dutyroom.screens.asking_again import Answers, SetAside, ask_and_do, reasons_against
from dutyroom.screens.handover_ending import Step
from dutyroom.screens.handover_signing import HandoverSigning
from dutyroom.standard.handover.values import Decision
from dutyroom.standard.handover.walking import TO_EXPLAIN, Standing, after
from dutyroom.widgets.handover_list import HandoverList, ItemRow

_SAID: Final = frozenset({Standing.ACCEPTED, Standing.DONE})
"""Standings in which there is nothing to accept."""


class HandoverWalking(HandoverSigning):
    """What the relief does on the handover's screen.

    Attributes:
        next: Where the cursor goes once everything is collected anew.
        recording: Keys of items whose acceptance is on its way.
        recorded: Those of them that are recorded, but not collected anew.
    """

    def __init__(self) -> None:
        """Begin with nothing decided."""
        super().__init__()
        self.next: Callable[[str], str] | None = None
        self.recording: set[str] = set()
        self.recorded: set[str] = set()

    def hurried(self, command: type[Command]) -> None:
        """Say that a key that is held or hurried accepted nothing."""
        if command is Accept:
            host_of(self).tell(_("Too quick: one press, one item. Look at it, then press again."))

    def read(self) -> object:
        """Collect everything anew."""
        raise NotImplementedError

    async def ask(
        self,
        question: Question,
        act: Step,
        *,
        explaining: bool | None = None,
        set_aside: SetAside = reasons_against,
    ) -> bool:
        """Ask, and do a step, begun before where nothing is; then go on to the next item."""
        officer, ends = self.actor, self.looked.ends

        def step(registers: Registers, answers: Answers) -> bool:
            access = registers.access()
            acts.begin(access, actor=officer, planned_end=ends)
            act(access, answers)
            return True

        went = await ask_and_do(self.app, question, step, set_aside) is not None
        if went and explaining is not None:
            self.next = partial(self.following, explaining=explaining)
        self.read()
        return went

    def following(self, key: str, *, explaining: bool) -> str:
        """Return the key of the item that is next."""
        held = self.looked.held
        if held is None:
            return key
        walk = held.walk
        return after(walk.items, walk, key, explaining=explaining, besides=self.recording)

    def do_accept_item(self) -> None:
        """Accept the chosen item; what nobody explained needs a reason."""
        row = self.chosen
        if row is None or row.id in self.recording or row.standing in _SAID:
            return
        if row.standing in TO_EXPLAIN:
            self._accept_unexplained(row)
            return
        self.recording.add(row.id)
        self._go_to(self.following(row.id, explaining=False))
        self.app.run_worker(self._accept(row), group="decision")  # also when this is left

    async def _accept(self, row: ItemRow) -> None:
        """Record that an item was accepted, behind those accepted before."""
        key, digest = row.id, row.item.digest
        try:
            await done(
                host_of(self),
                lambda access: acts.decide(access, key, Decision.ACCEPTED, digest=digest),
            )
        finally:
            self.recorded.add(key)
        if self.is_attached:
            self.read()

    def _go_to(self, key: str) -> None:
        """Move the cursor to an item."""
        listed = self.query_one(HandoverList)
        listed.cursor = next(i for i, row in enumerate(listed.rows) if row.id == key)

    @work(exclusive=True, group="question")
    async def _accept_unexplained(self, row: ItemRow) -> None:
        """Ask why an item that nobody explained is accepted, and record it."""
        title, label = _("Nobody explained this item"), _("Why it is accepted all the same")
        question = asking.reason(row.item, title, label, _("Accept"))
        await self._decide(row, Decision.ACCEPTED, question)

    @work(exclusive=True, group="question")
    async def do_ask_back(self) -> None:
        """Ask something about the chosen item."""
        if (row := self.chosen) is not None:
            title, label = _("Ask back"), _("What you want to know")
            await self._decide(row, Decision.ASKED, asking.reason(row.item, title, label, title))

    @work(exclusive=True, group="question")
    async def do_decline_item(self) -> None:
        """Decline the chosen item with a reason."""
        if (row := self.chosen) is not None:
            title, label = _("Decline this item?"), _("Why it stays with the outgoing officer")
            question = asking.reason(row.item, title, label, _("Decline"))
            await self._decide(row, Decision.DECLINED, question)

    async def _decide(self, row: ItemRow, decision: Decision, question: Question) -> None:
        """Ask for a reason, and record a decision on the item as it was shown."""
        key, digest = row.id, row.item.digest

        def act(access: Access, answers: Answers) -> None:
            acts.decide(access, key, decision, digest=digest, reason=answers["reason"])

        # what is asked back is answered first
        await self.ask(question, act, explaining=None if decision is Decision.ASKED else False)
