"""A relief goes on with an open handover above the locked console.

The officer in charge was taken ill, or is gone: nobody unlocks. Whoever relieves shows by
password who they are, decides item by item, and signs; no handover is left half done, and
nothing of the registers is seen by anybody who has not shown who they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from textual.app import App, ComposeResult

from dutyroom.commands.command import bindings
from dutyroom.commands.everywhere import Help, Lock, TakeCall
from dutyroom.commands.handover import ALONE, SignHandover
from dutyroom.commands.host import Host, host_of
from dutyroom.commands.relieving import RELIEVING
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.desk.handover import Open, open_handover
from dutyroom.desk.questions import Registers
from dutyroom.registers.handover import acts
from dutyroom.screens import relief_asking
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.screens.base import Masthead
from dutyroom.screens.handover import HandoverScreen
from dutyroom.screens.secrets import ask_vouching, let_in
from dutyroom.screens.shift import meant
from dutyroom.widgets.key_bar import KeyBar


class RelievingScreen(HandoverScreen):
    """What the relief alone does at a handover; it stands above the lock."""

    OFFERS: ClassVar = RELIEVING
    BINDINGS: ClassVar = bindings(RELIEVING)
    relieves: ClassVar = True

    def __init__(self) -> None:
        """Begin with nothing looked at."""
        super().__init__()
        self._looked = False
        self._signing = False

    def compose(self) -> ComposeResult:
        """Lay the frame around the body, with the few keys that there are."""
        yield Masthead()
        yield KeyBar((Help, TakeCall, Lock, *RELIEVING))
        yield from self.compose_body()

    @property
    def actor(self) -> str:
        """The relief: the officer in charge is not here."""
        held = self.looked.held
        arrival = held.walk.arrival if held is not None else None
        return arrival.name if arrival is not None else ""

    def situation(self) -> Situation:
        """Return what can be done now, by the relief alone."""
        known = super().situation()
        return replace(known, here=known.here | {ALONE})

    def on_screen_resume(self) -> None:
        """Leave where the console was unlocked meanwhile, or the relief has signed."""
        if not host_of(self).locked and not self._signing and self.is_current:
            self.dismiss()

    async def collect(self) -> None:
        """Collect everything; where it is all decided at the first look, go on to sign."""
        await super().collect()
        first, self._looked = not self._looked, True
        if first and not SignHandover.why_not(self.situation()):
            self.do_sign_handover()

    async def signs(self) -> None:
        """Let both sign; it stays until the first look stands above it."""
        self._signing = True
        try:
            await super().signs()
        finally:
            self._signing = False


async def let_relieve(app: App[Any]) -> bool:
    """Have a relief show who they are, where a handover is open at the locked console.

    Args:
        app: The app, which is a `Host`; must run in a worker.

    Returns:
        Whether this is the way; no: a relief signs on without one.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now, settings = host.clock.now(), host.desk.settings
    try:
        found = await host.desk.read(lambda session: open_handover(session, now, settings))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return True
    if found is None:
        return False
    if not found.reliefs.able:  # nobody else has an account: a leader's word lets the relief in
        return not await ask_vouching(app, new=True) or await let_relieve(app)
    if await _shown(app, found):
        host.relieves()
    return True


async def _shown(app: App[Any], found: Open) -> bool:
    """Ask who relieves and for their password; return whether it was right."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now = host.clock.now()

    def act(registers: Registers, answers: Answers) -> bool:
        access = registers.access()
        acts.relieve(
            access,
            person=answers["who"],
            password=answers["password"],
            arrived_at=meant(answers.get("arrived", ""), access.clock),
            planned_end=found.ends,
        )
        return True

    question = relief_asking.relieving(found.reliefs, found.noted, found.outgoing, now)
    return bool(await ask_and_do(app, question, act, let_in))
