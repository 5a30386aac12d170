"""Name somebody of the register by initials, name or number; the ones that fit stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from dutyroom.i18n import _
from dutyroom.registers.people.person import Person
from dutyroom.registers.people.reading import matching
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown

_MOST = 6
"""People that are named beside the field."""


class _Field(Input):
    """The field; up and down choose among those who fit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "among(1)", show=False),
        Binding("up", "among(-1)", show=False),
    ]

    def action_among(self, by: int) -> None:
        """Choose another one of those who fit."""
        self.post_message(PersonPick.Another(by))


class PersonPick(Horizontal):
    """A field for one person; whoever is not in the register may be typed where that is wanted."""

    DEFAULT_CSS = """
    PersonPick { height: 1; width: 1fr; }
    PersonPick Input { width: 16; background: $surface; }
    PersonPick Input:focus { background: $panel; }
    PersonPick Prose { width: 1fr; height: 1; padding-left: 1; text-wrap: nowrap;
        text-overflow: clip; }
    """

    class Changed(Message):
        """Somebody else is meant, or nobody."""

    class Another(Message):
        """Another one of those who fit is wanted."""

        def __init__(self, by: int) -> None:
            """Say in which direction.

            Args:
                by: 1 or -1.
            """
            super().__init__()
            self.by = by

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Begin without anybody to choose from."""
        super().__init__(id=id)
        self._people: tuple[Person, ...] = ()
        self._unable: tuple[Person, ...] = ()
        self._fitting: list[Person] = []
        self._place = 0

    def compose(self) -> ComposeResult:
        """Lay the answer beside the field."""
        yield _Field(compact=True, max_length=40)
        yield Prose("")

    @property
    def person(self) -> Person | None:
        """Who is meant; None: nobody of the register."""
        return self._fitting[self._place] if self._fitting else None

    @property
    def named(self) -> str:
        """The name of who is meant, or what was typed."""
        return self.person.name if self.person is not None else self._typed

    @property
    def _typed(self) -> str:
        """What stands in the field."""
        return self.query_one(Input).value.strip()

    @property
    def unable(self) -> Person | None:
        """Who is meant of those who are in the register and cannot be chosen here."""
        return None if self._fitting else next(iter(matching(self._unable, self._typed)), None)

    def offer(self, people: Sequence[Person], unable: Sequence[Person] = ()) -> None:
        """Choose among these people from now on.

        Args:
            people: Those who can be chosen.
            unable: Those of the register who cannot, because they have no account.
        """
        meant = self.person
        self._people, self._unable = tuple(people), tuple(unable)
        self._fit(meant.id if meant is not None else "")

    def preset(self, person: Person) -> None:
        """Put somebody into the field."""
        self.query_one(Input).value = person.name
        self._fit(person.id)

    def focus_field(self) -> None:
        """Go to the field."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Look for whoever fits now."""
        event.stop()
        self._fit(self.person.id if self.person is not None else "")

    @on(Another)
    def another(self, event: Another) -> None:
        """Choose another one of those who fit."""
        event.stop()
        if self._fitting:
            self._place = (self._place + event.by) % len(self._fitting)
            self._tell()

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Let the whole name stand in the field when it is left."""
        field = self.query_one(Input)
        if self.person is not None and field.value != self.person.name:
            known = self.person.id
            with self.prevent(Input.Changed):
                field.value = self.person.name
            self._fit(known)

    def _fit(self, keep: str = "") -> None:
        """Find who fits; whoever was meant stays meant where they still fit."""
        typed = self._typed
        exact = [person for person in self._people if person.name == typed]
        self._fitting = exact or matching(self._people, typed)
        places = [number for number, each in enumerate(self._fitting) if each.id == keep]
        self._place = places[0] if places else 0
        self._tell()

    def _tell(self) -> None:
        """Show who fits, and say that it may be somebody else."""
        words = beside(self.person, self._fitting, self._place, self._typed)
        if (unable := self.unable) is not None:
            name = shown(unable.name, limit=12).plain
            words = Content.styled(_("{name} has no open account").format(name=name), "$warning")
        self.query_one(Prose).update(words)
        self.post_message(self.Changed())


def beside(person: Person | None, fitting: Sequence[Person], place: int, typed: str) -> Content:
    """Return who is meant, and who else fits.

    Args:
        person: Who is meant; None: nobody of the register.
        fitting: Those who fit.
        place: The place among them that is in sight.
        typed: What stands in the field.
    """
    if person is not None:
        first = Content.assemble(
            shown(person.name, limit=12).stylize("bold"),
            " ",
            shown(person.position, limit=16),
            " ",
            shown(person.phone, limit=20),
        )
    elif typed:
        first = Content.styled(_("nobody of the register"), "$warning")
    else:
        return Content("")
    start = max(place - _MOST + 1, 0)
    others = [each for each in fitting[start : start + _MOST] if each is not person]
    if not others:
        return first
    names = Content(" ").join([shown(each.name, limit=8) for each in others])
    return Content.assemble(first, "  ", Content.styled(f"/ {names.plain}", "$foreground 60%"))
