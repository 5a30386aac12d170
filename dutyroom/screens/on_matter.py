"""What can be done to one matter, from its own screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual import work

from dutyroom.commands.host import host_of
from dutyroom.screens import doors, matter_questions
from dutyroom.screens.asking_again import ask_and_do
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.matter_officer import officer_of

if TYPE_CHECKING:
    from dutyroom.registers.matters.detail import MatterDetail
    from dutyroom.screens.filling import Filling
    from dutyroom.screens.matter_questions import Asked

Result = TypeVar("Result")


class OnMatter(DutyScreen[Result]):
    """A screen on which one matter is shown in full."""

    @property
    def detail(self) -> MatterDetail | None:
        """The matter; None before it was read."""
        raise NotImplementedError

    def do_note_matter(self) -> None:
        """Write what was done."""
        from dutyroom.screens.matter_forms import noting  # noqa: PLC0415 - when it is wanted

        self._fill(lambda detail: noting(detail.row, officer_of(self)))

    def do_instruct(self) -> None:
        """Note a leader's instruction."""
        from dutyroom.screens.matter_forms import ordering  # noqa: PLC0415 - when it is wanted

        clock = host_of(self).clock
        self._fill(lambda detail: ordering(detail.row, officer_of(self), clock))

    def do_close_matter(self) -> None:
        """Close it with its result."""
        from dutyroom.screens.matter_closing import closing  # noqa: PLC0415 - when it is wanted

        self._fill(lambda detail: closing(detail, officer_of(self)))

    def do_correct_matter(self) -> None:
        """Correct what was written."""
        from dutyroom.screens.matter_forms import correcting  # noqa: PLC0415 - when it is wanted

        now = host_of(self).clock.now()
        self._fill(lambda detail: correcting(detail.row, officer_of(self), now))

    def do_convey(self) -> None:
        """Note to whom an instruction was passed on."""
        self._ask(matter_questions.convey)

    def do_receipt(self) -> None:
        """Note a receipt."""
        self._ask(matter_questions.receipt)

    def do_settle_instruction(self) -> None:
        """Note what came of an instruction."""
        self._ask(matter_questions.settle)

    def do_transfer(self) -> None:
        """Ask somebody else to take it over."""
        self._ask(matter_questions.transfer)

    def do_accept_transfer(self) -> None:
        """Take it over."""
        self._ask(matter_questions.accept)

    def do_decline_transfer(self) -> None:
        """Decline to take it over."""
        self._ask(matter_questions.decline)

    def do_withdraw_transfer(self) -> None:
        """Take the offer back."""
        self._ask(matter_questions.withdraw)

    def do_reopen_matter(self) -> None:
        """Reopen it."""
        self._ask(matter_questions.reopen)

    def do_attach(self) -> None:
        """Keep a file with it."""
        settings, places = host_of(self).desk.settings, host_of(self).desk.places
        largest = settings.matters.largest_attachment * 2**20
        self._ask(lambda d, o: matter_questions.attach(d, o, places.attachments, largest))

    @work(exclusive=True, group="question")
    async def do_save_attached(self) -> None:
        """Save a copy of a file that is kept with it."""
        if (detail := self.detail) is not None:
            await doors.matter_file(self.app, detail)

    def do_link_matter(self) -> None:
        """Link it to another matter or to a call."""
        self._ask(matter_questions.link)

    def do_matter_sheet(self) -> None:
        """Print or save its sheet; that goes on when this screen is left."""
        if (detail := self.detail) is not None:
            self.app.run_worker(doors.matter_sheet(self.app, detail.row), group="paper")

    def _fill(self, form: Callable[[MatterDetail], Filling]) -> None:
        """Open a form about the matter as it stands."""
        if (detail := self.detail) is not None:
            self.app.push_screen(doors.form(form(detail)))

    @work(exclusive=True, group="question")
    async def _ask(self, asked: Callable[..., Asked]) -> None:
        """Ask about the matter as it stands, and do it; what is refused is asked anew, as typed."""
        detail = self.detail
        if detail is None:
            return
        made = asked(detail, officer_of(self))
        await ask_and_do(self.app, made.question, lambda r, answer: made.act(r.access(), answer))
