"""One question to the officer: some words, some fields, and two buttons."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Digits, Input, Label, OptionList

from dutyroom.commands.command import Command, bindings
from dutyroom.commands.forms import QUESTION
from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.people import reading as people
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.base import Dialog
from dutyroom.screens.secrecy import marked
from dutyroom.widgets.choice_list import ChoiceList
from dutyroom.widgets.fitted import cell, cut
from dutyroom.widgets.name_field import NameField
from dutyroom.widgets.path_suggester import PathSuggester
from dutyroom.widgets.pick import Pick
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown

_WIDEST = 28
"""Most cells of the labels beside their entries."""
_LEAST = 2
"""Lines of the first field that are seen at once."""


class _Wrong(Prose):
    """What is wrong with the answers; as many lines as it takes come into sight."""

    def on_resize(self) -> None:
        """Come into sight whole, once the layout knows how many lines there are."""
        if self.size.height > 1:  # an empty one takes a line, and stays out of sight
            self.scroll_visible(animate=False)


class QuestionDialog(Dialog[Mapping[str, str] | None]):
    """Asks a question; dismissed with the answers by name, or with None."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = QUESTION
    BINDINGS: ClassVar = bindings(QUESTION)
    AUTO_FOCUS: ClassVar = ""  # it would scroll the words away: `on_mount` says where it begins

    DEFAULT_CSS = """
    QuestionDialog .frame { padding: 0 2; }
    QuestionDialog .title { text-style: bold; color: $accent; }
    QuestionDialog .words { height: auto; margin-bottom: 1; }
    QuestionDialog .blank { height: 1; margin-bottom: 1; }
    QuestionDialog .blank Input { width: 1fr; }
    QuestionDialog .blank NameField { width: 18; }
    QuestionDialog .beside { width: 1fr; height: 1; padding-left: 1; text-wrap: nowrap;
        text-overflow: clip; }
    QuestionDialog OptionList { height: auto; max-height: 6; margin-bottom: 1;
        background: $panel; }
    QuestionDialog .wrong { color: $error; text-style: bold; height: auto; }
    QuestionDialog .buttons { height: 1; align-horizontal: right; }
    QuestionDialog Button { margin-left: 2; }
    """

    def __init__(self, question: Question) -> None:
        """Ask a question.

        Args:
            question: The question.
        """
        super().__init__()
        self.question = question
        self._left_with: tuple[str, ...] = ()
        self._lacking: Blank | None = None
        self._entered: Widget | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out the question."""
        with VerticalScroll(classes="frame", can_focus=False):
            yield Prose(Content(self.question.title), classes="title")
            if self.question.large and not host_of(self).ascii:
                yield Digits(self.question.large)
            if self.question.body.plain:
                yield Prose(self.question.body, classes="words")
            yield from self._entries()
            yield _Wrong("", classes="wrong")
            with Horizontal(classes="buttons"):
                yield Button(_("Back"), id="leave", compact=True)
                yield Button(self.question.accept, id="accept", compact=True, variant="primary")

    def _entries(self) -> ComposeResult:
        """Lay out the blanks: a choice below its label, a text beside it."""
        labels = {
            blank.name: Content(blank.label + (" *" if blank.required else ""))
            for blank in self.question.blanks
        }
        width = max((label.cell_length for label in labels.values()), default=0)
        for blank in self.question.blanks:
            if blank.choices and not blank.line:
                yield Label(labels[blank.name])
                yield _entry(blank)
            else:
                with Horizontal(classes="blank"):
                    yield Label(cell(labels[blank.name], min(width, _WIDEST) + 1))
                    yield _entry(blank)
                    if blank.named:
                        yield Prose("", id=f"{blank.name}-beside", classes="beside")

    def on_mount(self) -> None:
        """Begin where something is left to say; without a field, on the button that leaves."""
        blanks = self.question.blanks
        # Where there is one choice only, and it is made, what is typed belongs to the next field.
        open_ones = [blank for blank in blanks if not (blank.value and len(blank.choices) == 1)]
        # Where it is asked anew, all but a password stands there again.
        missing = [blank for blank in blanks if blank.required and not blank.value]
        first = next(iter([*(missing if self.question.refused else ()), *open_ones, *blanks]), None)
        entry = self.query_one(f"#{first.name}" if first is not None else "#leave")
        self.set_focus(entry, scroll_visible=False)
        self.call_after_refresh(self._bring_into_sight, entry)
        if self.question.refused:  # once there is a layout that can be scrolled
            self.call_after_refresh(self._say, self.question.refused)
        if any(blank.named or (blank.choices and not blank.line) for blank in blanks):
            self._offer_people()

    def _bring_into_sight(self, entry: Widget) -> None:
        """Begin with the words in sight, and with the first field, where both cannot be whole."""
        frame = self.query_one(VerticalScroll)
        if entry.region.y + _LEAST >= frame.region.bottom:
            entry.scroll_visible(animate=False)

    @work
    async def _offer_people(self) -> None:
        """Let people be found by their initials; without a register everything is typed."""
        with suppress(DeskError):
            known = await host_of(self).desk.read(people.everybody)
            initials = {each.id: each.initials for each in known}
            for listed in self.query(ChoiceList):
                listed.find_by(initials)
            for field in self.query(NameField):
                field.offer(known)

    @on(NameField.Meant)
    def _say_who(self, event: NameField.Meant) -> None:
        """Say beside a field who is meant."""
        beside = self.query_one(f"#{event.field.id}-beside", Prose)
        width = beside.content_region.width  # 0 before the first layout
        beside.update(cut(event.words, width) if width else event.words)

    @on(Button.Pressed, "#leave")
    def leave(self) -> None:
        """Go back without an answer."""
        self.do_back()

    @on(Button.Pressed, "#accept")
    def answer(self) -> None:
        """Answer with the button."""
        self.do_accept()

    @on(Input.Submitted)
    @on(Pick.Submitted)
    def next_blank(self) -> None:
        """Go to the next field; the last Enter reaches the button that answers, and only that.

        On the one that leaves, which stands before it, whoever types a line and presses Enter
        on and on would lose it.
        """
        if self.focus_next() is self.query_one("#leave"):
            self.focus_next()

    @on(OptionList.OptionSelected)
    def chosen(self) -> None:
        """Go on after a choice."""
        self.next_blank()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Note which field is being filled in."""
        if not isinstance(event.widget, Button):
            self._entered = event.widget

    @on(Input.Changed)
    @on(OptionList.OptionHighlighted)
    @on(Pick.Changed)
    def filled_in(self) -> None:
        """Say no longer that something is missing once it is there."""
        if self._lacking is not None and self._value(self._lacking):
            self._lacking = None
            self.query_one(".wrong", Prose).update("")

    def do_back(self) -> None:
        """Leave without an answer; what was typed goes only at the second time of asking."""
        typed = self._typed()
        if typed and typed != self._left_with:
            self._left_with = typed
            self._say(_("What you typed is not kept. Press Esc again to leave it."))
            return
        super().do_back()

    @property
    def begun(self) -> str:
        """The question, where something was typed here that would be lost."""
        return self.question.title if self._typed() else ""

    def _typed(self) -> tuple[str, ...]:
        """Return the texts where one of them was typed here; no password is worth a question."""
        open_ones = [b for b in self.question.blanks if not (b.choices or b.secret)]
        texts = tuple(self._value(blank) for blank in open_ones)
        changed = any(t not in ("", b.value.strip()) for t, b in zip(texts, open_ones, strict=True))
        return texts if changed else ()

    def do_accept(self) -> None:
        """Answer, or say what is missing."""
        answers = {blank.name: self._value(blank) for blank in self.question.blanks}
        for blank in self.question.blanks:
            if blank.required and not answers[blank.name]:
                self._say(_("{field} is missing.").format(field=blank.label))
                self.query_one(f"#{blank.name}").focus()
                self._lacking = blank
                return
        typed = [answers[b.name] for b in self.question.blanks if not (b.choices or b.secret)]
        if wrong := marked(typed) or self.question.check(answers):
            self._say(wrong)
            if isinstance(self.focused, Button) and self._entered is not None:
                self._entered.focus(scroll_visible=False)  # a button takes no letters
            return
        self.dismiss(answers)

    def _say(self, sentence: str) -> None:
        """Say what is wrong with the answers, and bring it into sight."""
        self._lacking = None
        wrong = self.query_one(".wrong", Prose)
        wrong.update(Content(sentence))
        wrong.scroll_visible(animate=False)

    def _value(self, blank: Blank) -> str:
        """Return what was filled in."""
        if not blank.choices:
            if blank.named:
                return self.query_one(f"#{blank.name}", NameField).named
            typed = self.query_one(f"#{blank.name}", Input).value
            return typed if blank.secret else typed.strip()
        if blank.line:
            return self.query_one(f"#{blank.name}", Pick).value
        return self.query_one(f"#{blank.name}", ChoiceList).value


def _entry(blank: Blank) -> Widget:
    """Return the widget that a blank is filled in with."""
    if blank.line:
        pick = Pick(blank.choices, id=blank.name)
        pick.value = blank.value
        return pick
    value = _drawn(blank)
    if blank.named:
        return NameField(value, id=blank.name, longest=blank.longest)
    if not blank.choices:
        suggester = PathSuggester() if blank.path else None
        return Input(
            value,
            id=blank.name,
            compact=True,
            max_length=blank.longest,
            password=blank.secret,
            suggester=suggester,
        )
    return ChoiceList(blank.choices, blank.value, id=blank.name)


def _drawn(blank: Blank) -> str:
    """Return what stands in a blank at first, without what a field would hand to the terminal."""
    if blank.secret:
        return blank.value
    return shown(blank.value, limit=max(blank.longest, len(blank.value))).plain
