"""The fields of a call record, laid out to fit 80 columns and 24 lines."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, TextArea

from dutyroom.i18n import _
from dutyroom.registers.calls.write_up import FIELDS, OUTGOING, Field
from dutyroom.widgets.tick import Tick


class WriteUpFields(VerticalScroll, can_focus=False):
    """Every field of the form; the urgent ones appear when they are asked for."""

    DEFAULT_CSS = """
    WriteUpFields { height: 1fr; padding: 0 1; }
    WriteUpFields Horizontal { height: auto; }
    WriteUpFields Label { width: 16; height: auto; padding-right: 1; color: $text-muted; }
    WriteUpFields Input { width: 1fr; background: $surface; margin-right: 1; }
    WriteUpFields TextArea { width: 1fr; background: $surface; margin-right: 1; padding: 0; }
    WriteUpFields Input:focus, WriteUpFields TextArea:focus { background: $panel; }
    WriteUpFields #urgent-part { height: auto; display: none; }
    WriteUpFields.-urgent #urgent-part { display: block; }
    """

    class Edited(Message):
        """Something was typed."""

    def __init__(self) -> None:
        """Begin with empty fields."""
        super().__init__()
        self._loading = False

    def compose(self) -> ComposeResult:
        """Lay out short fields in pairs and long ones below each other."""
        plain = [field for field in FIELDS if not field.urgent]
        short = [field for field in plain if field.lines == 1]
        for left, right in zip(short[::2], [*short[1::2], None], strict=False):
            with Horizontal():
                yield from self._entry(left)
                yield from self._entry(right) if right else ()
        for field in plain:
            if field.lines > 1:
                yield from self._row(field)
        yield Tick(_("Urgent: what article 16 asks for"), id="urgent")
        with Vertical(id="urgent-part"):
            for field in FIELDS:
                if field.urgent:
                    yield from self._row(field)

    def _row(self, field: Field) -> ComposeResult:
        """Lay out one field over the whole width."""
        with Horizontal():
            yield from self._entry(field)

    def _entry(self, field: Field) -> ComposeResult:
        """Lay out the label and the entry of a field."""
        yield Label(_titled(field, field.label), id=f"label-{field.name}")
        if field.lines == 1:
            yield Input(id=field.name, compact=True, max_length=field.max_length)
        else:
            area = TextArea(id=field.name, compact=True, tab_behavior="focus", soft_wrap=True)
            area.styles.height = field.lines
            yield area

    def name_for(self, *, outgoing: bool) -> None:
        """Call the fields as the slip does: of a call that came, or of one that went out."""
        for field in FIELDS:
            if field.name in OUTGOING:
                label = OUTGOING[field.name] if outgoing else field.label
                self.query_one(f"#label-{field.name}", Label).update(_titled(field, label))

    def values(self) -> dict[str, str]:
        """Return what stands in the fields, by name; empty ones are left out."""
        found = {field.name: self._text(field) for field in FIELDS}
        return {name: text for name, text in found.items() if text}

    def _text(self, field: Field) -> str:
        """Return what stands in one field, no longer than it may be."""
        if field.lines == 1:
            text = self.query_one(f"#{field.name}", Input).value
        else:
            text = self.query_one(f"#{field.name}", TextArea).text
        return text.strip()[: field.max_length]

    def fill(self, values: Mapping[str, str]) -> None:
        """Put text into the fields; nobody is told that it was edited.

        Args:
            values: Text by field name, already harmless to draw.
        """
        with self.prevent(Input.Changed, TextArea.Changed, Tick.Changed):
            for field in FIELDS:
                text = values.get(field.name, "")
                if field.lines == 1:
                    self.query_one(f"#{field.name}", Input).value = text
                else:
                    self.query_one(f"#{field.name}", TextArea).load_text(text)
            urgent = any(field.urgent and values.get(field.name) for field in FIELDS)
            self.query_one("#urgent", Tick).value = urgent
            self.set_class(urgent, "-urgent")

    def fill_blanks(self, values: Mapping[str, str]) -> None:
        """Put text into those short fields that are still empty and not being typed in.

        Args:
            values: Text by field name, already harmless to draw.
        """
        with self.prevent(Input.Changed):
            for entry in self.query(Input):
                if not entry.value and not entry.has_focus:
                    entry.value = values.get(entry.id or "", "")

    @on(Input.Changed)
    @on(TextArea.Changed)
    def edited(self) -> None:
        """Say that something was typed."""
        self.post_message(self.Edited())

    @on(Tick.Changed)
    def urgency(self, event: Tick.Changed) -> None:
        """Show or hide the urgent part; what stands in it is kept."""
        self.set_class(event.value, "-urgent")

    @on(Input.Submitted)
    def next_field(self) -> None:
        """Go on with Enter, as one fills in a paper form."""
        self.screen.focus_next()


def _titled(field: Field, label: str) -> Content:
    """Return a label, marked where the field is required."""
    return Content(_(label) + (" *" if field.required else ""))
