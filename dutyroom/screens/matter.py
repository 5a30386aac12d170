"""One matter in full."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.matter import MATTER
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.matters import kept_files
from dutyroom.registers.matters.detail import MatterDetail, detail
from dutyroom.registers.matters.kept_files import Kept
from dutyroom.registers.matters.linked import names
from dutyroom.screens.on_matter import OnMatter
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.matter_detail import described
from dutyroom.widgets.prose import Prose

if TYPE_CHECKING:
    from dutyroom.store.session import Session


class MatterScreen(OnMatter[None]):
    """Everything that is known of one matter, and what can be done to it."""

    OFFERS: ClassVar = MATTER
    BINDINGS: ClassVar = bindings(MATTER)

    DEFAULT_CSS = "MatterScreen VerticalScroll { padding: 0 1; height: 1fr; }"

    def __init__(self, matter: str) -> None:
        """Show a matter.

        Args:
            matter: Its id.
        """
        super().__init__()
        self._matter = matter
        self._detail: MatterDetail | None = None
        self._kept: dict[str, Kept] = {}

    @property
    def detail(self) -> MatterDetail | None:
        """The matter; None before it was read."""
        return self._detail

    def compose_body(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll():
            yield Prose("", id="all")

    def on_mount(self) -> None:
        """Read the matter, and again whenever the registers change."""
        self.query_one(VerticalScroll).focus()
        self.watch(self.app, "edition", self._again)

    def situation(self) -> Situation:
        """Return what can be done to it."""
        situation = super().situation()
        found = self._detail
        if found is None:
            return situation
        holds = {
            "matter": True,
            "open": found.row.open,
            "asked": found.asked is not None,
            "ordered": bool(found.instructions),
            "attached": bool(found.attachments),
            "unsettled": found.row.unsettled > 0,
            "unconfirmed": any(each.receipt_at is None for each in found.conveyances),
        }
        here = situation.here | {word for word, so in holds.items() if so}
        return replace(situation, here=here)

    def _again(self) -> None:
        """Read it when the registers change."""
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        """Read everything about it."""
        host = host_of(self)
        matter = self._matter

        def read(session: Session) -> tuple[MatterDetail | None, Mapping[str, str]]:
            found = detail(session, matter)
            return found, names(session, found.links) if found is not None else {}

        try:
            found, known = await host.desk.read(read)
        except DeskError as error:
            self._show(Content(str(error)))
            return
        if found is None:
            self._show(Content(_("This matter is not in the register.")))
            return
        self._detail = found
        self._show(described(found, host.now, known, self._kept))
        self.query_one(KeyBar).refresh()
        if await self._looked_at_files(found):
            self._show(described(found, host.now, known, self._kept))

    async def _looked_at_files(self, found: MatterDetail) -> bool:
        """Look whether its attachments are what they were; return whether any was looked at.

        Once a file was found whole it is not read again while this stands here.
        """
        folder = host_of(self).desk.places.attachments
        known = (each.sha256 for each in found.attachments)
        new = [sha256 for sha256 in known if self._kept.get(sha256) is not Kept.WHOLE]
        for sha256 in new:
            self._kept[sha256] = await asyncio.to_thread(kept_files.found, folder, sha256)
        return bool(new)

    def _show(self, text: Content) -> None:
        """Show the text."""
        self.query_one("#all", Prose).update(text)
