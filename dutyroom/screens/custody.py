"""The documents by number: what the unit has, what is lent, and what happens to the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content

from dutyroom.commands import custody as words
from dutyroom.commands.command import bindings
from dutyroom.commands.custody import CUSTODY
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.custody import acts, reading
from dutyroom.registers.custody.kinds import CustodyFilter
from dutyroom.registers.custody.reading import DocumentRow, StepRow
from dutyroom.screens import custody_asking as asking
from dutyroom.screens import doors
from dutyroom.screens.asking import Question
from dutyroom.screens.asking_again import ask_and_do
from dutyroom.screens.register_list import RegisterListScreen
from dutyroom.standard.handover.values import ItemKind
from dutyroom.widgets.custody_list import CustodyFilters, CustodyList, document_explained

if TYPE_CHECKING:
    from dutyroom.store.session import Session

Said = Mapping[str, str]


class CustodyScreen(RegisterListScreen[DocumentRow]):
    """Which documents the unit keeps, by number alone (article 18)."""

    OFFERS: ClassVar = CUSTODY
    BINDINGS: ClassVar = bindings(CUSTODY)
    BAR: ClassVar = CustodyFilters
    LIST: ClassVar = CustodyList
    KIND: ClassVar = ItemKind.DOCUMENT

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._steps: dict[str, list[StepRow]] = {}

    def rows(self, session: Session, which: str, query: str, most: int) -> list[DocumentRow]:
        """Return the documents of a filter, and keep what happened to them."""
        found = reading.listed(session, CustodyFilter(which), query=query, limit=most)
        self._steps = reading.steps(session, [row.id for row in found])
        return found

    def counts(self, session: Session) -> dict[str, int]:
        """Return how many the unit has, and how many are lent."""
        return reading.counts(session)

    def described(self, row: DocumentRow) -> Content:
        """Return everything about a document."""
        return document_explained(row, self._steps.get(row.id, []))

    def empty(self) -> str:
        """Return that nothing is listed."""
        return _("  No documents here.")

    def hint(self) -> str:
        """Return what can be searched for."""
        return _("/ search number, custodian, borrower")

    def situation(self) -> Situation:
        """Return what can be done with the chosen document."""
        row, here = self.chosen, set[str]()
        if row is not None:
            tests = {words.CHOSEN: True, words.KEPT: row.kept, words.OUT: row.out}
            here = {word for word, holds in tests.items() if holds}
        return replace(super().situation(), here=frozenset(here))

    @work(exclusive=True, group="question")
    async def do_receive_document(self) -> None:
        """Ask which document is taken in."""
        actor = host_of(self).officer
        made = await ask_and_do(
            self.app,
            asking.receiving(actor),
            lambda r, said: acts.receive(r.access(), asking.document_of(said), actor=actor),
        )
        self.go_to(made)

    def do_lend_document(self) -> None:
        """Ask to whom the chosen document is lent."""
        host, row = host_of(self), self.chosen
        if row is not None:
            now, actor = host.clock.now(), host.officer
            self._ask(
                asking.lending(row, now),
                lambda access, said: acts.lend(
                    access, row.id, said["whom"], asking.due_of(said, now), actor=actor
                ),
            )

    def do_return_document(self) -> None:
        """Ask who has given the chosen document back."""
        if (row := self.chosen) is not None:
            actor = host_of(self).officer
            self._ask(
                asking.giving_back(row),
                lambda access, said: acts.take_back(access, row.id, said["whom"], actor=actor),
            )

    def do_entrust_document(self) -> None:
        """Ask who keeps the chosen document from now on."""
        if (row := self.chosen) is not None:
            actor = host_of(self).officer
            self._ask(
                asking.entrusting(row),
                lambda access, said: acts.entrust(access, row.id, said["whom"], actor=actor),
            )

    def do_send_document(self) -> None:
        """Ask to whom the chosen document went through the confidential channel."""
        if (row := self.chosen) is not None:
            actor = host_of(self).officer
            self._ask(
                asking.sending(row),
                lambda access, said: acts.send(
                    access, row.id, said["whom"], said["receipt"], actor=actor
                ),
            )

    def do_destroy_document(self) -> None:
        """Ask who approved and who saw that the chosen document was destroyed."""
        if (row := self.chosen) is not None:
            actor = host_of(self).officer
            self._ask(
                asking.destroying(row),
                lambda access, said: acts.destroy(
                    access, row.id, said["whom"], said["witness"], actor=actor
                ),
            )

    @work(exclusive=True, group="question")
    async def do_correct_document(self) -> None:
        """Ask what is wrong about the chosen entry, what is right, and why."""
        row, actor = self.chosen, host_of(self).officer
        if row is None:
            return
        answer = await self.app.push_screen_wait(doors.question(asking.which_field(row)))
        if answer is None:
            return
        name = answer["field"]
        await ask_and_do(
            self.app,
            asking.new_value(row, name),
            lambda r, said: acts.correct(
                r.access(), row.id, name=name, new=said["new"], why=said["why"], actor=actor
            ),
        )

    @work(exclusive=True, group="question")
    async def _ask(self, asked: Question, act: Callable[[Access, Said], None]) -> None:
        """Ask, and carry out what was answered."""
        await ask_and_do(self.app, asked, lambda r, said: act(r.access(), said))

    def do_documents_held(self) -> None:
        """Show what the unit has."""
        self.show(CustodyFilter.HELD)

    def do_documents_out(self) -> None:
        """Show what is lent."""
        self.show(CustodyFilter.OUT)

    def do_documents_all(self) -> None:
        """Show every document."""
        self.show(CustodyFilter.ALL)
