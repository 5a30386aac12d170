"""A level marking that is typed is said at once, kept nowhere and saved nowhere (article 18)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.standard.secrecy import marking


def marked(texts: Iterable[str]) -> str:
    """Return what is said of a level marking among some texts; empty: there is none."""
    found = next(filter(None, map(marking, texts)), "")
    if not found:
        return ""
    return _(
        "Level marking “{marking}”: nothing classified on this machine. No draft is kept and "
        "nothing is saved until it is gone; enter the document by its number alone."
    ).format(marking=found)


class NoDraft:
    """What a form does about a level marking; mixed into the screens that keep drafts."""

    _left_marked = False

    def texts(self) -> Mapping[str, str]:
        """Return what stands in the form."""
        raise NotImplementedError

    def draft_key(self) -> str:
        """Return the key of the draft."""
        raise NotImplementedError

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say something below the form."""
        raise NotImplementedError

    def warned(self) -> bool:
        """Say so where a level marking stands in the form; return whether one does."""
        said = marked(self.texts().values())
        if said:
            self.say(said, wrong=True)
        else:
            self._left_marked = False
        return bool(said)

    async def drop_marked(self, host: Host) -> bool:
        """Forget the draft where a level marking stands in the form.

        What was kept before the marking was typed goes as well: it belongs to the same text.

        Args:
            host: The program.

        Returns:
            Whether a marking stands there; then no draft is to be kept.
        """
        if not self.warned():
            return False
        key = self.draft_key()
        try:
            await host.desk.write(lambda registers: registers.drop_draft(key))
        except DeskError as error:
            self.say(str(error), wrong=True)
        return True

    def stays(self) -> bool:
        """Return whether Esc is to be pressed again, because what stands there would be lost."""
        if not self.warned() or self._left_marked:
            return False
        self._left_marked = True
        self.say(
            _("A level marking: what you typed is not kept. Press Esc again to leave it."),
            wrong=True,
        )
        return True
