"""The form of one person of the register."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.people import PERSON
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.i18n import _
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.people import editing, reading
from dutyroom.registers.people.editing import PersonRefused
from dutyroom.registers.people.person import (
    ENGAGEMENT_LABELS,
    FIELDS,
    LABELS,
    LIST_SEPARATOR,
    ROLE_LABELS,
    Person,
    in_words,
)
from dutyroom.registers.roster.departures import left_open, opened
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.shifts import needed
from dutyroom.screens import doors
from dutyroom.screens.asking import Question
from dutyroom.screens.base import DutyScreen
from dutyroom.standard.roster.values import PostKind
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.store.session import Session

_LONGEST = 200


class PersonScreen(DutyScreen[None]):
    """Every field of somebody, and why it is changed."""

    OFFERS: ClassVar = PERSON
    BINDINGS: ClassVar = bindings(PERSON)

    DEFAULT_CSS = """
    PersonScreen #title { height: 1; padding: 0 1; background: $surface; color: $accent;
        text-style: bold; }
    PersonScreen VerticalScroll { height: 1fr; padding: 0 1; }
    PersonScreen Horizontal { height: 1; }
    PersonScreen Label { width: 15; padding-right: 1; color: $text-muted; }
    PersonScreen.-wide Label { width: 26; }
    PersonScreen Input { width: 1fr; background: $surface; margin-right: 1; }
    PersonScreen Input:focus { background: $panel; }
    PersonScreen #hint { height: 2; padding: 0 1; color: $text-muted; }
    PersonScreen #said { height: auto; max-height: 2; padding: 0 1; color: $error;
        text-style: bold; }
    """

    def __init__(self, person: str) -> None:
        """Edit somebody.

        Args:
            person: Their id; empty: somebody new.
        """
        super().__init__()
        self._id = person
        self._person: Person | None = None
        self._everybody: list[Person] = []

    @property
    def dirty(self) -> bool:
        """Whether something typed is not recorded."""
        return self._typed() != self._held()

    @property
    def begun(self) -> str:
        """The form, where something typed is not recorded."""
        name = self._person.name if self._person is not None else _("Somebody new")
        return shown(name, limit=40).plain if self.dirty else ""

    def compose_body(self) -> ComposeResult:
        """Lay out the fields in pairs; the note and the reason over the whole width."""
        yield Prose(_("Somebody new") if not self._id else "", id="title")
        with VerticalScroll(can_focus=False):
            pairs = [name for name in FIELDS if name != "note"]
            for left, right in zip_longest(pairs[::2], pairs[1::2]):
                with Horizontal():
                    yield from _entry(left)
                    yield from _entry(right) if right else ()
            with Horizontal():
                yield from _entry("note")
            if self._id:
                with Horizontal():
                    yield Label(_("Why changed"))
                    yield Input(id="why", compact=True, max_length=_LONGEST)
        yield Prose("", id="said")
        yield Prose("", id="hint")

    def on_mount(self) -> None:
        """Fill the form."""
        self.query_one("#name", Input).focus()
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        """Read who it is, and who else there is."""

        def look(session: Session) -> list[Person]:
            return reading.everybody(session)

        try:
            self._everybody = await host_of(self).desk.read(look)
        except DeskError as error:
            self._say(str(error))
            return
        finally:
            self.arriving = False
        self._person = next((each for each in self._everybody if each.id == self._id), None)
        if self._person is not None:
            self.query_one("#title", Prose).update(shown(self._person.name, limit=40))
            for name, text in self._held().items():
                entry = self.query_one(f"#{name}", Input)
                entry.value = entry.value or text  # what was typed meanwhile stays

    @on(Input.Submitted)
    def _next(self) -> None:
        """Go on with Enter, as one fills in a paper form."""
        self.focus_next()

    def on_descendant_focus(self) -> None:
        """Say which words a field knows."""
        name = self.focused.id if self.focused is not None else None
        self.query_one("#hint", Prose).update(Content(_hint(name or "")))

    def _held(self) -> dict[str, str]:
        """Return what the register holds, as it is typed."""
        if self._person is None:
            return dict.fromkeys(FIELDS, "")
        said = {**self._person.fields, **in_words(self._person)}
        return {name: shown(said.get(name, ""), limit=_LONGEST).plain for name in FIELDS}

    def _typed(self) -> dict[str, str]:
        """Return what stands in the form."""
        return {name: self.query_one(f"#{name}", Input).value.strip() for name in FIELDS}

    @work(exclusive=True, group="save")
    async def do_save_person(self) -> None:
        """Check the form and record it."""
        host, typed, person = host_of(self), self._typed(), self._person
        why = self.query_one("#why", Input).value if self._id else ""
        now, place, actor, existing = (
            host.clock.now(),
            host.desk.place(),
            host.officer,
            self._everybody,
        )

        def act(registers: Registers) -> PersonRefused | None:
            try:
                said = editing.cleaned(typed, AreaCodes.load())
                if person is None:
                    fact = editing.added(said, existing, now, place, actor=actor)
                    registers.record(fact)
                else:
                    fact = editing.changed(person, said, existing, now, place, actor=actor, why=why)
                    needed.record(registers.access(), fact, person)
            except PersonRefused as refused:
                return refused
            return None

        try:
            refused = await host.desk.write(act)
        except DeskError as error:
            self._say(str(error))
            return
        if refused is None:
            host.look_again()
            await self._tell_what_opens()
            self.dismiss()
            return
        self._say(str(refused))
        if refused.field:
            self.query_one(f"#{refused.field}").focus()

    async def _tell_what_opens(self) -> None:
        """Say which published shifts nobody serves since the last day of duty lies before them."""
        host, person = host_of(self), self._person
        if person is None:
            return
        now, rules = host.clock.now(), planning(host.desk.settings).rules
        try:
            slots = await host.desk.read(lambda session: opened(session, person.id, now, rules))
        except DeskError:
            return  # it is recorded, and the alarm of the day says so too
        if slots:
            host.tell(left_open(person.name, slots), wrong=True)

    @work(exclusive=True, group="leave")
    async def do_back(self) -> None:  # type: ignore[override] # a worker: it may ask
        """Leave; ask where something typed would be lost."""
        if self.dirty:
            words = Content(_("What was typed is not recorded and would be lost."))
            question = Question(_("Leave the form?"), words, _("Leave the form"))
            if await self.app.push_screen_wait(doors.question(question)) is None:
                return
        self.dismiss()

    def _say(self, sentence: str) -> None:
        """Say something below the form."""
        self.query_one("#said", Prose).update(shown(sentence, limit=300))


def _entry(name: str) -> ComposeResult:
    """Lay out the label and the entry of a field."""
    yield Label(Content(_(LABELS[name]) + (" *" if name == "name" else "")))
    yield Input(id=name, compact=True, max_length=_LONGEST)


def _hint(name: str) -> str:
    """Return which words a field knows; empty: it takes any."""
    words = {
        "roles": [_(label) for label in ROLE_LABELS.values()],
        "post_kind": [kind.label for kind in PostKind],
        "engagement": [_(label) for label in ENGAGEMENT_LABELS.values()],
        "pool": [_("yes"), _("no")],
    }
    if name in words:
        several = _("one or several of: {words}") if name == "roles" else _("one of: {words}")
        return several.format(words=LIST_SEPARATOR.join(words[name]))
    if name == "reading":
        return _("where the usual reading is wrong: shan xiaoming")
    if name == "share":
        return _("0.5 or 50%; empty: a full share")
    if name.endswith(("_on", "_until", "_from")) or name == "holiday_trained":
        return _("a day: 2026-11-23")
    return ""
