"""The write-up form of a call, and of the correction of one that is signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Label

from dutyroom.commands.command import bindings
from dutyroom.commands.forms import FORM
from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.stated_time import StatedTimeError, far_from_log, stated_time
from dutyroom.registers.calls.write_up import FIELDS
from dutyroom.screens import doors
from dutyroom.screens import who_received as asking
from dutyroom.screens.asking import Question
from dutyroom.screens.drafting import DraftScreen
from dutyroom.screens.prefilling import harmless, head, prefilled
from dutyroom.store.facts import Fact
from dutyroom.widgets.moments import minute
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown
from dutyroom.widgets.write_up_fields import WriteUpFields

if TYPE_CHECKING:
    from dutyroom.registers.calls.detail import CallDetail

_WHY = "why"


class WriteUpScreen(DraftScreen[None]):
    """One call's form; what is typed survives Esc, a crash and the next shift."""

    OFFERS: ClassVar = FORM
    BINDINGS: ClassVar = bindings(FORM)

    DEFAULT_CSS = """
    WriteUpScreen #head { height: auto; max-height: 2; padding: 0 1; background: $surface; }
    WriteUpScreen #reason { display: none; height: auto; padding: 0 1; }
    WriteUpScreen.-correcting #reason { display: block; }
    WriteUpScreen #reason Label {
        width: auto; min-width: 16; padding-right: 1; color: $text-muted; }
    WriteUpScreen #why { width: 1fr; margin-right: 1; background: $panel; }
    WriteUpScreen #said { height: auto; max-height: 2; padding: 0 1; color: $text-muted; }
    WriteUpScreen #said.-wrong { color: $error; text-style: bold; }
    """

    def __init__(self, call: str) -> None:
        """Write up a call.

        Args:
            call: Its id.
        """
        super().__init__()
        self._call = call
        self._detail: CallDetail | None = None
        self.arriving = True

    @property
    def subject(self) -> str:
        """Id of the call that is written up."""
        return self._call

    @property
    def _key(self) -> str:
        """The key of the draft; a correction has one of its own."""
        kind = "correct" if self._correcting else "write_up"
        return f"{kind}:{self._call}"

    def draft_key(self) -> str:
        """Return the key of the draft."""
        return self._key

    @property
    def title_words(self) -> str:
        """Which call is written up."""
        number = self._detail.row.label if self._detail is not None else ""
        return _("Write-up {call}").format(call=number).strip()

    @property
    def _correcting(self) -> bool:
        """Whether the call is written up already."""
        return self._detail is not None and self._detail.row.written_up

    def compose_body(self) -> ComposeResult:
        """Lay out head, fields and what is said below."""
        yield Prose("", id="head")
        with Horizontal(id="reason"):
            yield Label(Content(_("Reason for the correction") + " *"))
            yield Input(id="why", compact=True)
        yield WriteUpFields()
        yield Prose("", id="said")

    def on_mount(self) -> None:
        """Fill the form; what the line says of the call goes on above it."""
        self._load()
        self.watch(self.app, "edition", self._changed, init=False)

    def _changed(self) -> None:
        """Look at the call again when the registers change."""
        self._head_again()

    @work(exclusive=True, group="head")
    async def _head_again(self) -> None:
        """Say how the call stands now; a number that comes late fills what is still empty."""
        desk = host_of(self).desk
        try:
            detail = await desk.ask(lambda registers: registers.call(self._call))
            if detail is None or self._detail is None:
                return
            self.query_one("#head", Prose).update(head(detail))
            if detail.row.number == self._detail.row.number or self._correcting:
                return
            number = detail.row.number
            contact = await desk.ask(lambda registers: registers.who(number))
        except DeskError:
            return  # the strip says so already
        self._detail = detail
        self.query_one(WriteUpFields).fill_blanks(harmless(prefilled(detail, contact)))

    @work(exclusive=True)
    async def _load(self) -> None:
        """Read the call, who is behind it, and the draft."""
        desk = host_of(self).desk
        try:
            detail = await desk.ask(lambda registers: registers.call(self._call))
            if detail is None:
                self.say(_("This call is not in the log."), wrong=True)
                return
            self._detail = detail
            if self.is_open_below():
                return
            number = detail.row.number or ""
            contact = await desk.ask(lambda registers: registers.who(number))
            draft = await desk.ask(lambda registers: registers.draft(self._key))
        except DeskError as error:
            self.say(str(error), wrong=True)
            return
        finally:
            self.arriving = False
        self.set_class(self._correcting, "-correcting")
        self.query_one("#head", Prose).update(head(detail))
        self.query_one(WriteUpFields).name_for(outgoing=detail.row.direction == "out")
        start = detail.fields if self._correcting else prefilled(detail, contact)
        drafted = draft.fields if draft is not None else {}
        meanwhile = self.texts()  # where reading took longer than keys wait
        self._fill({**start, **drafted, **meanwhile}, begin=not meanwhile)
        self.dirty = draft is not None or bool(meanwhile)
        if draft is not None:
            self.say(_("This is the draft of {time}.").format(time=minute(draft.saved_at)))

    def _fill(self, values: Mapping[str, str], *, begin: bool = True) -> None:
        """Put texts into the form and begin where something is missing."""
        clean = harmless(values)
        self.query_one(WriteUpFields).fill(clean)
        with self.prevent(Input.Changed):
            self.query_one("#why", Input).value = clean.get(_WHY, "")
        first = "#why" if self._correcting else "#content"
        if self.is_current and begin:
            self.query_one(first).focus()

    @on(WriteUpFields.Edited)
    @on(Input.Changed, "#why")
    def edited(self) -> None:
        """Save the draft at the next pause."""
        self.typed()

    async def keep(self) -> bool:
        """Save the draft now; return whether nothing that is typed would be lost."""
        self.rest()
        host = host_of(self)
        if self._detail is None or not self.dirty or host.desk.read_only:
            return not self.dirty
        if await self.drop_marked(host):
            return False
        values, key, author, now = self.texts(), self._key, host.officer, host.clock.now()
        try:
            await host.desk.write(lambda r: r.keep_draft(key, author, values, now))
        except DeskError as error:
            self.say(str(error), wrong=True)
            return False
        if not self._wrong:  # what stops the signature stands until something is typed
            self.say(_("Draft saved."))
        return True

    def texts(self) -> dict[str, str]:
        """Return what stands in the form, the reason of a correction included."""
        why = self.query_one("#why", Input).value.strip()
        return self.query_one(WriteUpFields).values() | ({_WHY: why} if why else {})

    @work(exclusive=True, group="sign")
    async def do_sign(self) -> None:
        """Check, ask, sign."""
        values = self.texts()
        if not self._complete(values) or not self._timed(values):
            return
        await self.keep()
        if self._detail is None:
            return
        host, detail = host_of(self), self._detail
        actor, present = host.officer, await asking.unsure(host, detail)
        words = _("Signed by {name}. A signed record is only changed by a correction.")
        body = Content(words.format(name=shown(actor, limit=40).plain))
        if told := far_from_log(values["called_at"], detail.row.started_at):
            body = Content.assemble((told, "$warning"), "\n", body)
        blanks = (asking.receiver(present, host.acting),) if present else ()
        question = Question(_("Sign this record?"), body, _("Sign"), blanks)
        answer = await self.app.push_screen_wait(doors.question(question))
        if answer is None:
            self.say(_("Not signed yet. The draft is kept."))
            return
        who = asking.named(present, answer[asking.RECEIVER]) if present else ""
        if await host.recorded(*self._facts(detail, values, actor, who)):
            await self.forget()
            self.dismiss()

    def _complete(self, values: Mapping[str, str]) -> bool:
        """Say what is missing; return whether nothing is."""
        if self.warned():
            return False
        needed = [(field.name, _(field.label)) for field in FIELDS if field.required]
        if self._correcting:
            needed.insert(0, (_WHY, _("Reason for the correction")))
        for name, label in needed:
            if not values.get(name):
                self.say(_("{field} is missing.").format(field=label), wrong=True)
                self.query_one(f"#{name}").focus()
                return False
        if self._correcting and not self._changes(values):
            self.say(_("Nothing has been changed."), wrong=True)
            return False
        return True

    def _timed(self, values: dict[str, str]) -> bool:
        """Set the time of the call as logs write it; say where it is none."""
        detail, now, typed = self._detail, host_of(self).clock.now(), values["called_at"]
        if detail is not None and typed == detail.fields.get("called_at"):
            return True  # signed like that: what is corrected is something else
        logged = detail.row.started_at if detail is not None else now
        try:
            values["called_at"] = minute(stated_time(typed, logged, now))
        except StatedTimeError as error:
            self.say(str(error), wrong=True)
            self.query_one("#called_at").focus()
            return False
        return True

    def _changes(self, values: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Return field, old and new value of what a correction changes."""
        before = self._detail.fields if self._detail is not None else {}
        pairs = [(f.name, before.get(f.name, ""), values.get(f.name, "")) for f in FIELDS]
        return [
            (name, old, new)
            for name, old, new in pairs
            if shown(old, limit=20_000, lines=True).plain.strip() != new
        ]

    def _facts(
        self, detail: CallDetail, values: dict[str, str], actor: str, receiver: str
    ) -> list[Fact]:
        """Return what is recorded when the form is signed, with who is said to have received it."""
        host = host_of(self)
        now, place = host.clock.now(), host.desk.place(detail.row.line)
        at = detail.answered_at or now
        taken = [facts.taken(self._call, at, place, actor=receiver)] if receiver else []
        if not self._correcting:
            fields = {name: text for name, text in values.items() if name != _WHY}
            return [*taken, facts.written_up(self._call, now, place, actor=actor, fields=fields)]
        why = values[_WHY]
        return taken + [
            facts.corrected(
                self._call, now, place, actor=actor, field=name, old=old, new=new, why=why
            )
            for name, old, new in self._changes(values)
        ]
