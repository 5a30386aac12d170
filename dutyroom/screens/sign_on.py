"""Take charge of the desk: one form for the first sign-on and for every relief."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.signing import SIGN_ON
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.desk.sign_on import begin
from dutyroom.i18n import _
from dutyroom.registers.accounts.errors import MustChange
from dutyroom.registers.calls.numbered import numbered
from dutyroom.registers.equipment.at_sign_on import at_sign_on
from dutyroom.registers.handover.closing import ABSENT
from dutyroom.registers.shifts import signing
from dutyroom.registers.shifts.blockers import Blocked, Blocker, Checks, SigningOn
from dutyroom.registers.shifts.checklist import ALL_CHECKS
from dutyroom.registers.shifts.signing import Signed, Signs
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.secrets import ask_own_password, ask_vouching
from dutyroom.screens.sign_on_words import head, whose
from dutyroom.widgets.blocker_list import NOTHING_SAID, BlockerList
from dutyroom.widgets.open_faults import OpenFaults
from dutyroom.widgets.person_pick import PersonPick
from dutyroom.widgets.pick import Pick
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.sign_on_fields import SignOnFields

if TYPE_CHECKING:
    from datetime import datetime

    from dutyroom.store.session import Session

Outcome: TypeAlias = Signed | MustChange | Blocked
Act: TypeAlias = Callable[[Registers], Outcome]
Settles: TypeAlias = Callable[[DeskError], Awaitable[bool | None]]
"""Sees to what stood against signing: whether that is settled; None: it is not its business."""

PAUSE = 0.2
"""Seconds without a key after which it is looked at what stands against it."""


class SignOnScreen(DutyScreen[Signed | None]):
    """Dismissed with what signing on made, or with None."""

    OFFERS: ClassVar = SIGN_ON
    BINDINGS: ClassVar = bindings(SIGN_ON)

    DEFAULT_CSS = """
    SignOnScreen #head { height: auto; max-height: 2; padding: 0 1; background: $surface; }
    SignOnScreen #said { height: auto; max-height: 2; padding: 0 1; color: $error;
        text-style: bold; }
    """

    def __init__(
        self,
        *,
        officer: str = "",
        arrived: datetime | None = None,
        signs: Signs | None = None,
        checks: Checks | None = None,
        settles: Settles | None = None,
        said: Mapping[str, str] = NOTHING_SAID,
    ) -> None:
        """Sign somebody on.

        Args:
            officer: Id of whoever wants to; empty: the roster, or whoever is typed.
            arrived: When they came, as it was noted already; None: it is asked.
            signs: What is done with both passwords; by default sign-on alone.
            checks: What is looked at before that; by default all there is.
            settles: Sees to what changed while the form was filled in; what was typed stays.
            said: Reasons that were given before, by the code of what they set aside.
        """
        super().__init__()
        self._wanted, self._arrived = officer, arrived
        self._signs = signs or signing.sign_on
        self._checks = checks or ALL_CHECKS
        self._settles, self._said = settles, said
        self._timer: Timer | None = None
        self.arriving = True

    def compose_body(self) -> ComposeResult:
        """Lay out head, fields, what stands against it, and what is said."""
        yield Prose("", id="head")
        yield OpenFaults(id="faults")
        yield SignOnFields()
        yield Prose("", id="said")
        yield BlockerList(self._said)

    def on_mount(self) -> None:
        """Read what is known before anybody types."""
        self._begin()
        self.watch(self.app, "edition", self._again, init=False)

    def on_screen_resume(self) -> None:
        """Read again who has an account: somebody may have been given one in a room above."""
        if not self.arriving:
            self._come_back()

    @property
    def _now(self) -> datetime:
        return host_of(self).clock.now()

    @work(exclusive=True, group="begin")
    async def _begin(self) -> None:
        """Fill the form."""
        now = self._now
        try:
            known = await host_of(self).desk.read(lambda session: begin(session, now))
        except DeskError as error:
            self._say(str(error))
            return
        finally:
            self.arriving = False
        fields = self.query_one(SignOnFields)
        fields.fill(known, now, self._wanted, self._arrived)
        self.query_one("#head", Prose).update(head(known, absent=ABSENT in self._said))
        self.query_one(OpenFaults).show(known.equipment)
        fields.look(now)
        empty = fields.officer is None
        entry = fields.query_one("#officer Input" if empty else "#sober")
        entry.focus()
        self._look()

    @work(exclusive=True, group="begin")
    async def _come_back(self) -> None:
        """Offer whom the register has by now; all that was typed stays."""
        now, fields = self._now, self.query_one(SignOnFields)
        try:
            fields.offer(await host_of(self).desk.read(lambda session: begin(session, now)))
        except DeskError as error:
            self._say(str(error))

    @on(PersonPick.Changed)
    @on(Pick.Changed)
    @on(Input.Changed)
    def _again(self) -> None:
        """Look at it again once the keys rest."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._look)

    @on(Input.Submitted)
    @on(Pick.Submitted)
    def _next(self, event: Message) -> None:
        """Go on with Enter, as one fills in a paper form."""
        event.stop()
        self.focus_next()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """Show what stands against it now."""
        fields, now = self.query_one(SignOnFields), self._now
        fields.look(now)
        fields.offer_call(now)
        try:
            equipment = await host_of(self).desk.read(at_sign_on)
            await self._hear(fields)
            against = await self._against(fields, now)
        except DeskError as error:
            self._say(str(error))
            return
        self.query_one(OpenFaults).show(equipment)
        await self.query_one(BlockerList).show(against)

    async def _hear(self, fields: SignOnFields) -> None:
        """Look up the call in which the leader is said to have been heard."""
        typed = fields.call_typed
        call = await host_of(self).desk.read(lambda s: numbered(s, typed)) if typed else None
        fields.heard_in(call)

    def _asked(self, fields: SignOnFields, now: datetime) -> SigningOn | None:
        """Return what stands in the form, with what the unit has chosen; None: nobody is named."""
        asked, chosen = fields.asked(now), host_of(self).desk.settings
        if asked is None:
            return None
        return replace(asked, equipment=chosen.equipment, planning=chosen.roster)

    async def _against(self, fields: SignOnFields, now: datetime) -> list[Blocker]:
        """Return what stands against what is in the form; nothing while nobody is named."""
        asked = self._asked(fields, now)
        if asked is None:
            return []

        def against(session: Session) -> list[Blocker]:
            return signing.standing_against(session, asked, now, self._checks)

        return await host_of(self).desk.read(against)

    @work(exclusive=True, group="sign")
    async def do_sign_on(self) -> None:
        """Take charge, or say what is missing."""
        fields, now = self.query_one(SignOnFields), self._now
        try:
            await self._hear(fields)
        except DeskError as error:
            self._say(str(error))
            return
        if (missing := fields.missing(now)) is not None:
            sentence, entry = missing
            self._say(sentence)
            entry.focus()
            return
        asked = self._asked(fields, now)
        if asked is not None and await self._may(fields, now):
            await self._sign(asked, fields)

    async def _may(self, fields: SignOnFields, now: datetime) -> bool:
        """Return whether nothing stands against it without a reason; go there otherwise."""
        listed = self.query_one(BlockerList)
        try:
            changed = await listed.show(await self._against(fields, now))
        except DeskError as error:
            self._say(str(error))
            return False
        if changed and listed.first_without_reason() is None:
            self._say(_("What stands against it has just changed. Look at it, then sign again."))
            return False
        left = listed.first_without_reason()
        if left is None:
            return True
        if left.blocker.overridable:
            self._say(_("Something stands against it: see to it, or give the reason."))
        else:
            self._say(left.blocker.words)
        left.focus_reason()
        return False

    async def _sign(self, asked: SigningOn, fields: SignOnFields) -> None:
        """Check both passwords and record the relief, in the writing thread."""
        reasons = self.query_one(BlockerList).reasons
        own, outgoing, signs = fields.password, fields.outgoing_password, self._signs

        def act(registers: Registers) -> Outcome:
            try:
                return signs(
                    registers.access(),
                    asked,
                    password=own,
                    outgoing_password=outgoing,
                    reasons=reasons,
                )
            except (MustChange, Blocked) as refused:
                return refused

        self._say(_("The passwords are being checked."))
        done = await self._written(act, fields)
        if done is None:
            return
        if isinstance(done, Signed):
            host_of(self).signed_on(done.session.person, done.session.id)
            self.dismiss(done)
        elif isinstance(done, MustChange):
            changed = await ask_own_password(self.app, done.person, done.name)
            self._say(_("Sign on with the new password.") if changed else str(done))
            fields.forget_passwords(done.person)
        else:
            self._say(str(done))

    async def _written(self, act: Act, fields: SignOnFields) -> Outcome | None:
        """Do it; what came meanwhile is settled first; None: it was refused."""
        while True:
            try:
                return await host_of(self).desk.write(act)
            except DeskError as error:
                settled = await self._settles(error) if self._settles is not None else None
                if settled:
                    continue
                self._say(str(error))
                if settled is None:  # else nothing was wrong with what was typed
                    fields.forget_passwords(whose(error))
                return None

    @work(exclusive=True, group="sign")
    async def do_forgotten(self) -> None:
        """Let a leader vouch for somebody."""
        fields, now = self.query_one(SignOnFields), self._now
        meant = fields.meant
        if await ask_vouching(self.app, meant.id if meant is not None else ""):
            fields.offer(await host_of(self).desk.read(lambda session: begin(session, now)))
            self._say(_("Sign on with the new password."))

    def _say(self, sentence: str) -> None:
        """Say something below the form."""
        self.query_one("#said", Prose).update(Content(sentence))
