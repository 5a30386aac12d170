"""The equipment check: one item a keystroke, beside what the machine can say by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import equipment as commands
from dutyroom.commands.command import Command, bindings
from dutyroom.commands.equipment import EQUIPMENT, FOUND
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.equipment import checking, editing
from dutyroom.registers.equipment.facts import Check, new_id
from dutyroom.registers.equipment.newer import kept
from dutyroom.registers.equipment.picture import EquipmentPicture, picture
from dutyroom.screens import doors, equipment_asking
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.equipment_acting import ACTOR, acted, acting, among_people, naming
from dutyroom.screens.equipment_behind import BehindEquipment
from dutyroom.screens.equipment_lines import later_of, lines_of, progress_of
from dutyroom.screens.equipment_probes import ProbeRun
from dutyroom.screens.equipment_signing import signed
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.standard.equipment.room import least_area
from dutyroom.widgets.check_list import CheckList
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose


class EquipmentScreen(BehindEquipment, DutyScreen[None]):
    """The checklist, the check that is going on, and the probes."""

    OFFERS: ClassVar = EQUIPMENT
    BINDINGS: ClassVar = bindings(EQUIPMENT)

    DEFAULT_CSS = """
    EquipmentScreen #progress { height: 1; padding: 0 1; background: $surface; }
    EquipmentScreen #about { height: auto; min-height: 6; max-height: 10; padding: 0 1;
        background: $surface; }
    """

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._picture = EquipmentPicture()
        self._probes = ProbeRun(self, self._show, lambda: self._picture.items)
        self._checker = ""
        self._resumes = True
        self._hurried = False

    def compose_body(self) -> ComposeResult:
        """Lay out progress, list and explanation."""
        yield Prose("", id="progress")
        yield CheckList()
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the registers."""
        self.query_one(CheckList).focus()
        self.watch(self.app, "edition", self._again)
        self.watch(self.app, "standing", lambda now: self._probes.follow(now.lines))

    def _again(self) -> None:
        """Read the registers again."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Read how the equipment stands."""
        await self._look()

    async def _look(self) -> None:
        """Read how the equipment stands, and show it."""
        host = host_of(self)
        if not host.standing.ready:
            return
        settings, now, seat = host.desk.settings, host.clock.now(), host.desk.place().seat
        unit, limits = settings.unit, settings.equipment
        least = least_area(unit.profile, limits.area)
        try:
            self._picture = await host.desk.read(
                lambda s: picture(s, unit.code, seat, now, limits, least=least)
            )
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        self._show()
        if self._resumes:
            self._resumes = False
            self.resumed(going=self._picture.going is not None)

    def resumed(self, *, going: bool) -> None:
        """Go on with a check that is going on."""
        if going:
            self._next()
            self._probes.start()

    def _show(self) -> None:
        """Show what is known."""
        empty = Content(_("  The unit has no checklist yet: F3 takes one over."))
        self.query_one(CheckList).show_rows(
            lines_of(self._picture, self._probes.readings), more=False, empty=empty
        )
        self._show_progress()
        self.query_one(KeyBar).refresh()

    def _show_progress(self) -> None:
        """Show how far the check is; or why a key that is held has entered nothing more."""
        words = progress_of(self._picture, self._probes.readings, self.checker, host_of(self).now)
        if self._hurried:
            hint = _("Too quick: one press, one item. Look at it, then press again.")
            words = Content.styled(hint, "bold $warning")
        self.query_one("#progress", Prose).update(words)

    @property
    def due(self) -> SheetKind:
        """Which check is due, as far as the registers know."""
        return self._picture.due

    def signed(self) -> None:
        """A check was signed."""
        host_of(self).tell(_("The check is signed."))

    def situation(self) -> Situation:
        """Return what can be done here."""
        line = self.chosen
        held = {
            commands.LISTED: self._picture.checklist is not None,
            commands.GOING: self._picture.going is not None,
            commands.ASKED: line is not None and line.asked,
            commands.CHOSEN: line is not None,
            commands.SIGNED: self._picture.last is not None,
        }
        here = frozenset(word for word, so in held.items() if so)
        return replace(super().situation(), here=here)

    async def action_command(self, name: str) -> None:
        """Carry a command out; what was said of a hurried key is over."""
        self._hurried = False
        await super().action_command(name)

    def hurried(self, command: type[Command]) -> None:
        """Say that a key that is held or hurried entered nothing."""
        if command in FOUND:
            self._hurried = True
            self._show_progress()

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Explain the item under the cursor."""
        self.query_one("#about", Prose).update(self.told)
        self.query_one(KeyBar).refresh()

    @work(exclusive=True, group="begin")
    async def do_begin_check(self) -> None:
        """Take a list over where there is none; begin a check, or say who goes on with it."""
        host = host_of(self)
        if self._picture.checklist is None and not await self._adopt():
            return
        going = self._picture.going
        if going is not None:
            asked = equipment_asking.going_on_with(going, self.checker or host.officer)
        else:
            asked = equipment_asking.beginning(self.due, host.officer, self._picture.counts)
        asked = await among_people(host, asked)
        answer = await self.app.push_screen_wait(doors.question(asked))
        if answer is None:
            return
        self._checker = answer["checker"]
        if going is None:
            act, kind, sheet = acting(host, self._checker), SheetKind(answer["kind"]), new_id()
            if not await acted(host, lambda s: checking.begin(s, act, kind, sheet)):
                return
            self._probes.forget()
            await self._look()
            self.query_one(CheckList).action_ends(0)
            self._next()
        self._show()
        self._probes.start()

    async def _adopt(self) -> bool:
        """Offer the list that ships for the unit's profile; return whether it was taken."""
        host = host_of(self)
        profile = host.desk.settings.unit.profile
        asked = await among_people(host, naming(host, equipment_asking.adopting(profile)))
        answer = await self.app.push_screen_wait(doors.question(asked))
        if answer is None:
            return False
        act = acting(host, answer.get(ACTOR, ""))
        taken = await acted(host, lambda s: editing.adopt(s, act, profile))
        await self._look()
        return taken

    async def do_item_ok(self) -> None:
        """Enter that the item is in order."""
        line, going = self.chosen, self._picture.going
        if line is None or going is None:
            return
        told = kept(line.readings)
        if going.states.get(line.id) is State.OK:
            if (later := later_of(going, [line]).get(line.id)) is None:
                self._next()  # said already: a second entry would say nothing new
                return
            told = dict(later)
        await self._enter(Check(line.id, State.OK, evidence=told))

    def do_item_faulty(self) -> None:
        """Ask what is wrong, and enter it."""
        self._ask(State.FAULTY)

    def do_item_out_of_use(self) -> None:
        """Ask why it is out of use, and enter it."""
        self._ask(State.OUT_OF_USE)

    def do_item_missing(self) -> None:
        """Ask about it, and enter it."""
        self._ask(State.MISSING)

    @work(exclusive=True, group="ask")
    async def _ask(self, state: State) -> None:
        """Ask what is wrong with the item under the cursor, and enter it."""
        if (line := self.chosen) is None:
            return
        going = self._picture.going
        entry = going.found.get(line.id) if going is not None else None
        asked = equipment_asking.wrong_with(line.item, state, line.fault, entry, line.unrepaired)
        answer = await self.app.push_screen_wait(doors.question(asked))
        if answer is not None:
            around, told = answer.get("workaround", ""), kept(line.readings)
            await self._enter(Check(line.id, state, answer["note"], around, told))

    async def _enter(self, check: Check) -> None:
        """Record how an item was found, and go to the next that nobody has looked at."""
        going = self._picture.going
        if going is None:
            return
        act, sheet = acting(host_of(self), self.checker), going.row.id
        if await acted(host_of(self), lambda s: checking.look(s, act, sheet, check)):
            await self._look()
            self._next()

    def _next(self) -> None:
        """Move the cursor to the next item that the check asks for and nobody has looked at."""
        going, items = self._picture.going, self.query_one(CheckList)
        left = {item.key for item in going.left} if going is not None else set()
        places = [at for at, row in enumerate(items.rows) if row.id in left]
        behind = [at for at in places if at >= items.cursor]
        if places:
            items.cursor = (behind or places)[0]

    @work(exclusive=True, group="begin")
    async def do_sign_check(self) -> None:
        """Ask for the signature, then sign."""
        going, host = self._picture.going, host_of(self)
        if going is None:
            return
        if going.left:
            host.tell(checking.left_words(going.left))
            self._next()
            return
        tickets = [key for key, each in self._picture.faults.items() if each.repaired_at is None]
        later = later_of(going, self.query_one(CheckList).rows)
        if await signed(self.app, going, acting(host, self.checker), later, tickets):
            self._checker = ""
            await self._look()
            self.signed()

    @work(exclusive=True, group="begin")
    async def do_drop_check(self) -> None:
        """Ask why, then give the check up."""
        going, host = self._picture.going, host_of(self)
        if going is None:
            return
        answer = await self.app.push_screen_wait(doors.question(equipment_asking.giving_up()))
        if answer is not None:
            act, sheet = acting(host, self.checker), going.row.id
            if await acted(host, lambda s: checking.drop(s, act, sheet, why=answer["why"])):
                self._checker = ""
                await self._look()
