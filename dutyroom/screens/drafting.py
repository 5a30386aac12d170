"""A form with a draft: it gives way to where somebody goes, and no second one lies above it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.content import Content
from textual.timer import Timer

from dutyroom.commands.host import host_of
from dutyroom.desk.errors import DeskError
from dutyroom.i18n import _
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.secrecy import NoDraft
from dutyroom.widgets.prose import Prose

Result = TypeVar("Result")

PAUSE = 0.8
"""Seconds without a key after which the draft is saved."""


class DraftScreen(NoDraft, DutyScreen[Result]):
    """A form; what is typed in it is kept at every pause, and is there again later.

    Attributes:
        dirty: Something typed is not signed or saved.
    """

    drafted: ClassVar = True
    dirty: bool = False
    _timer: Timer | None = None
    _wrong = False
    _left_unkept = False

    @property
    def title_words(self) -> str:
        """What the form is called."""
        raise NotImplementedError

    @property
    def begun(self) -> str:
        """The form, where something typed is not signed or saved."""
        return self.title_words if self.dirty else ""

    async def keep(self) -> bool:
        """Save the draft now; return whether nothing that is typed would be lost."""
        raise NotImplementedError

    def typed(self) -> None:
        """Save the draft at the next pause."""
        self.dirty = True
        self._wrong = self._left_unkept = False
        self.rest()
        self._timer = self.set_timer(PAUSE, self.keep)
        self.warned()

    def rest(self) -> None:
        """Save nothing at the next pause."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    async def do_back(self) -> None:
        """Keep the draft and leave; where it could not be kept, only when asked once more."""
        if self.stays():
            return
        if await self.keep() or self._left_marked or self._left_unkept:
            self.dismiss()
            return
        self._left_unkept = True
        words = _("What you typed could not be kept as a draft. Press Esc again to leave it.")
        self.say(words, wrong=True)

    async def forget(self) -> None:
        """Throw the draft away: what it was for stands in the register, whatever becomes of it."""
        self.dirty = False
        self.rest()
        host, key = host_of(self), self.draft_key()
        try:
            await host.desk.write(lambda registers: registers.drop_draft(key))
        except DeskError:
            words = _(
                "It is entered. Only its draft could not be removed: where it comes up again, "
                "do not enter it a second time."
            )
            host.tell(words, wrong=True)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say something below the form."""
        said = self.query_one("#said", Prose)
        said.update(Content(sentence))
        said.set_class(wrong, "-wrong")
        self._wrong = wrong

    async def gives_way(self) -> bool:
        """Leave with the draft kept, and say so; stay where none could be kept."""
        begun = self.begun
        if begun and (self.warned() or not await self.keep()):
            return False
        self.dismiss()
        if begun:
            words = _("Kept as a draft: “{title}”. It goes on where it is opened again.")
            host_of(self).tell(words.format(title=begun))
        return True

    def is_open_below(self) -> bool:
        """Go back to the same form where it lies open below; return whether it does.

        Two of them would not know of each other: the older text would be signed, or kept, last.
        """
        key, stack = self.draft_key(), self.app.screen_stack
        same = [s for s in stack if isinstance(s, DraftScreen) and s.draft_key() == key]
        if same[:1] in ([], [self]):
            return False
        self.dismiss()
        self.app.call_later(host_of(self).back_to, same[0])
        return True
