"""Keep the picture of the desk true: by looking each second, and sooner when told to.

The keeper's hints make it quick; the look at the database makes it right, also
where the channel is blocked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date
from typing import Final, Protocol

from dutyroom.channel.client import Gone, Mismatch, News
from dutyroom.channel.messages import Answer, Changed, Greeting, KeeperState, Level, LineState
from dutyroom.desk.almanac import named
from dutyroom.desk.desk import Desk, DeskError
from dutyroom.desk.standing import Presence, Standing
from dutyroom.standard.clocks import local_date

LOOK_SECONDS: Final = 1.0
"""Longest time between two looks at the database."""


FIRST_ROWS: Final = 0.08
"""Seconds in which the first rows are read and painted before more is asked."""


class Keeper(Protocol):
    """The way to the line keeper."""

    def messages(self) -> AsyncIterator[News]:
        """Yield what the keeper says, for ever."""
        ...

    async def ask(self, command: str, line: str = "", **values: str) -> Answer:
        """Have the keeper do something."""
        ...


class Watch:
    """Reads registers and channel, and publishes a new picture whenever one differs.

    Attributes:
        standing: The picture as it was published last.
    """

    def __init__(
        self,
        desk: Desk,
        publish: Callable[[Standing], None],
        *,
        rows_changed: Callable[[], None],
        keeper_gone: Callable[[], None],
        heard: Callable[[Level], None] = lambda _level: None,
        starts: bool = False,
    ) -> None:
        """Prepare to watch a desk.

        Args:
            desk: The desk.
            publish: Takes each new picture.
            rows_changed: Called when the database was written to.
            keeper_gone: Called when the keeper cannot be reached.
            heard: Takes the loudness of a line, ten times a second.
            starts: A keeper is started where there is none.
        """
        self.standing = Standing(unit=desk.settings.unit.name)
        self._desk = desk
        self._publish = publish
        self._rows_changed = rows_changed
        self._keeper_gone = keeper_gone
        self._heard = heard
        self._day: date | None = None
        self._starts = starts
        self._look = asyncio.Event()
        self._force = False

    def look_again(self) -> None:
        """Read the registers now, whether or not the database says it changed."""
        self._force = True
        self._look.set()

    async def catch_up(self) -> None:
        """Read the registers, and return when the picture shows what they say."""
        self._force = True
        await self._look_now()

    async def registers(self) -> None:
        """Open the registers, then look at them for ever.

        Raises:
            DeskError: They cannot be opened and waiting does not help.
        """
        await self._open()
        await asyncio.sleep(FIRST_ROWS)
        self._force = True
        while True:
            if await self._look_now():
                self._day = None
            await self._name_day()
            await self._pause()

    async def keeper(self, keeper: Keeper) -> None:
        """Follow what the keeper says, for ever."""
        async for news in keeper.messages():
            self._take_in(news)

    async def _open(self) -> None:
        """Open the registers; a locked database is tried again."""
        while not self._desk.ready:
            try:
                await self._desk.open()
            except DeskError as error:
                if error.fatal:
                    raise
                self._show(replace(self.standing, trouble=str(error)))
                await self._pause()
        self._show(replace(self.standing, ready=True, trouble="", read_only=self._desk.read_only))

    async def _look_now(self) -> bool:
        """Read the registers anew where something was written; return whether that was so."""
        forced, self._force = self._force, False
        try:
            if not await self._desk.changed() and not forced:
                return False
            picture = await self._desk.ask(lambda registers: registers.picture())
        except DeskError as error:
            self._force = True
            self._show(replace(self.standing, trouble=str(error)))
            return False
        self._show(
            replace(
                self.standing,
                trouble="",
                known=True,
                calls=picture.calls,
                taken=picture.taken,
                history=picture.history,
                origins=picture.origins,
                alarms=picture.alarms,
                shift=picture.shift,
                at_post=picture.at_post,
                stepped_out=picture.stepped_out,
                pending=picture.pending,
                missed=picture.missed,
                accounts=picture.accounts,
                presence_due=picture.presence_due,
            )
        )
        self._rows_changed()
        return True

    async def _name_day(self) -> None:
        """Look up what the day is called, once a day and when something was written."""
        today = local_date(self._desk.clock.now())
        if today == self._day:
            return
        try:
            day = await self._desk.read(lambda session: named(session, today))
        except DeskError:
            return  # the next look says what the matter is
        self._day = today
        self._show(replace(self.standing, day=day))

    async def _pause(self) -> None:
        """Wait a second, or less when somebody says that something changed."""
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._look.wait()
        except TimeoutError:
            return
        finally:
            self._look.clear()

    def _take_in(self, news: News) -> None:
        """Bring the picture up to date with what the keeper said."""
        standing = self.standing
        match news:
            case Gone():
                gone = Presence.STARTING if self._starting() else Presence.GONE
                self._show(replace(standing, keeper=gone, keeper_state=None, lines={}))
                self._keeper_gone()
            case Mismatch():
                self._show(replace(standing, keeper=Presence.OTHER, keeper_state=None, lines={}))
            case Greeting():
                self._show(replace(standing, keeper=Presence.THERE))
                self.look_again()
            case LineState():
                lines = {**standing.lines, news.line: news}
                self._show(replace(standing, keeper=Presence.THERE, lines=lines))
            case KeeperState():
                self._show(replace(standing, keeper=Presence.THERE, keeper_state=news))
            case Changed():
                self._look.set()
            case Level():
                self._heard(news)
            case _:
                pass  # what only a keeper is told

    def _starting(self) -> bool:
        """Whether no keeper has been there yet and one is being started."""
        return self._starts and self.standing.keeper is Presence.STARTING

    def give_up_waiting(self) -> None:
        """Say that the keeper is gone, where the one being started has not come."""
        if self.standing.keeper is Presence.STARTING:
            self._show(replace(self.standing, keeper=Presence.GONE))

    def _show(self, standing: Standing) -> None:
        """Publish a picture that differs from the last one."""
        if standing != self.standing:
            self.standing = standing
            self._publish(standing)
