"""The entries of a form, laid out to fit 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Label, TextArea

from dutyroom.registers.people.person import Person
from dutyroom.widgets.choice_line import ChoiceLine
from dutyroom.widgets.name_field import NameField


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to fill in.

    Attributes:
        name: Its name among the values.
        label: What stands before it, translated.
        required: Whether it must be filled in.
        required_with: The name of an entry with which it must be; empty: with none.
        choices: Word and code of each choice; with none it is free text.
        longest: Most characters of free text.
        lines: How many lines of the form it takes.
        hint: What stands in it while it is empty, translated.
        half: It takes half a line, and shares it with the next such entry.
        named: It is somebody's name: people of the register are found by their initials.
        known: Texts that are offered while somebody types their beginning; Right takes one.
    """

    name: str
    label: str
    required: bool = False
    required_with: str = ""
    choices: Sequence[tuple[str, str]] = ()
    longest: int = 200
    lines: int = 1
    hint: str = ""
    half: bool = False
    named: bool = False
    known: Sequence[str] = ()

    def missing(self, values: Mapping[str, str]) -> bool:
        """Whether it must be filled in, and is not."""
        asked = self.required or bool(values.get(self.required_with))
        return asked and not values.get(self.name)


class Entries(VerticalScroll, can_focus=False):
    """Every entry of a form; short ones in pairs."""

    DEFAULT_CSS = """
    Entries { height: 1fr; padding: 0 1; }
    Entries Horizontal { height: auto; }
    Entries Label { width: 16; height: auto; padding-right: 1; color: $text-muted; }
    Entries Input { width: 1fr; background: $surface; margin-right: 1; }
    Entries TextArea { width: 1fr; background: $surface; margin-right: 1; padding: 0; }
    Entries Input:focus, Entries TextArea:focus { background: $panel; }
    """

    class Edited(Message):
        """Something was typed or chosen."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Lay out some entries.

        Args:
            entries: The entries, in order.
        """
        super().__init__()
        self._entries = list(entries)

    def compose(self) -> ComposeResult:
        """Lay out short entries in pairs and long ones below each other."""
        yield from (_line(row) for row in _rows(self._entries))

    async def grow(self, entries: Iterable[Entry]) -> None:
        """Lay out below the others those entries that are not there yet, and begin in the first.

        Args:
            entries: The entries, in order; what stands in those that are there stays.
        """
        there = {entry.name for entry in self._entries}
        new = [entry for entry in entries if entry.name not in there]
        if not new:
            return
        await self.mount(*map(_line, _rows(new)))
        self._entries += new
        self.query_one(f"#{new[0].name}").focus()

    def values(self) -> dict[str, str]:
        """Return what stands in the entries, by name; empty ones are left out."""
        found = {entry.name: self._text(entry) for entry in self._entries}
        return {name: text for name, text in found.items() if text}

    def _text(self, entry: Entry) -> str:
        """Return what stands in one entry, no longer than it may be."""
        if entry.choices:
            return self.query_one(f"#{entry.name}", ChoiceLine).value
        if entry.named:
            return self.query_one(f"#{entry.name}", NameField).named
        if entry.lines == 1:
            return self.query_one(f"#{entry.name}", Input).value.strip()
        return self.query_one(f"#{entry.name}", TextArea).text.strip()[: entry.longest]

    def offer(self, people: Sequence[Person]) -> None:
        """Let people be found by their initials where somebody's name is asked for."""
        for field in self.query(NameField):
            field.offer(people)

    def fill(self, values: Mapping[str, str]) -> None:
        """Put texts into the entries; nobody is told that they were edited.

        Args:
            values: Text by name, already harmless to draw.
        """
        with self.prevent(Input.Changed, TextArea.Changed, ChoiceLine.Changed):
            for entry in self._entries:
                text = values.get(entry.name, "")
                if entry.choices:
                    self.query_one(f"#{entry.name}", ChoiceLine).value = text
                elif entry.lines == 1:
                    self.query_one(f"#{entry.name}", Input).value = text
                else:
                    self.query_one(f"#{entry.name}", TextArea).load_text(text)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceLine.Changed)
    def edited(self) -> None:
        """Say that something was typed or chosen."""
        self.post_message(self.Edited())

    @on(Input.Submitted)
    def next_entry(self) -> None:
        """Go on with Enter, as one fills in a paper form."""
        self.screen.focus_next()


def _rows(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Return the entries line by line."""
    rows: list[list[Entry]] = []
    for entry in entries:
        if entry.half and rows and len(rows[-1]) == 1 and rows[-1][0].half:
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return rows


def _line(row: Iterable[Entry]) -> Horizontal:
    """Return a line of entries, each behind its label."""
    line: list[Widget] = []
    for entry in row:
        line += (
            Label(Content(entry.label + (" *" if entry.required or entry.required_with else ""))),
            _made(entry),
        )
    return Horizontal(*line)


def _made(entry: Entry) -> Widget:
    """Return the widget of an entry."""
    if entry.choices:
        return ChoiceLine(entry.choices, id=entry.name)
    if entry.named:
        return NameField("", id=entry.name, longest=entry.longest, hint=entry.hint)
    if entry.lines == 1:
        return Input(
            id=entry.name,
            compact=True,
            max_length=entry.longest,
            placeholder=entry.hint,
            suggester=SuggestFromList(entry.known) if entry.known else None,
        )
    area = TextArea(
        id=entry.name,
        compact=True,
        tab_behavior="focus",
        soft_wrap=True,
        placeholder=entry.hint,
    )
    area.styles.height = entry.lines
    return area
