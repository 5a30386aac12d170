"""Who of those at the post sits at the keyboard: in their name everything is recorded."""

from __future__ import annotations

from typing import Any

from textual.app import App

from dutyroom.commands.host import Commander
from dutyroom.i18n import _
from dutyroom.standard.at_post import AtPost, sits
from dutyroom.widgets.shown import shown


class WhoActs(Commander, App[int]):
    """An app that knows in whose name it records.

    The officer in charge acts, or whoever stands in while they are away from the post. Where
    several serve, the one who was chosen last acts, and the strip says who that is.
    """

    standing: Any  # a reactive of the app: Standing

    def __init__(self) -> None:
        """Begin with nobody chosen, and no session."""
        super().__init__()
        self._sits = ""
        self._sat = ("", "")

    def tell(self, sentence: str, *, wrong: bool = False) -> None:
        """Tell the officer something that needs no answer."""
        raise NotImplementedError

    @property
    def at_post(self) -> tuple[AtPost, ...]:
        """Who is at the post."""
        present: tuple[AtPost, ...] = self.standing.at_post
        return present

    @property
    def acting(self) -> AtPost | None:
        """Who sits here; None: nobody is on duty."""
        return sits(self.at_post, self._sits)

    @property
    def officer(self) -> str:
        """Name of whoever sits here; the actor of every fact."""
        acting = self.acting
        return acting.name if acting is not None else ""

    @property
    def session(self) -> str:
        """Id of the session that whoever sits here opened by password; empty: none."""
        person, session = self._sat
        acting = self.acting
        return "" if acting is not None and acting.person != person else session

    def sat_down(self, person: str, session: str) -> None:
        """Take in who has shown by password or PIN that they sit here.

        Args:
            person: Their id.
            session: Id of their open session.
        """
        self._sits, self._sat = person, (person, session)

    def now_acts(self, key: str) -> None:
        """Let somebody else of those at the post act from now on, and show it.

        Args:
            key: Theirs.
        """
        self._sits = key
        self.mutate_reactive(type(self).standing)

    def do_other_officer(self) -> None:
        """Let the next of those at the post act, and say who that is."""
        keys = [each.key for each in self.at_post]
        acting = self.acting
        if acting is None:
            return
        self.now_acts(keys[(keys.index(acting.key) + 1) % len(keys)])
        name = shown(self.officer, limit=20).plain
        self.tell(_("From now on this is recorded in the name of {name}.").format(name=name))
