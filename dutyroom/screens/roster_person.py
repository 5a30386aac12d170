"""Who takes a shift: everybody who could, found by initials, with what stands against them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.roster_dialogs import PERSON
from dutyroom.documents.wish_lines import request_words
from dutyroom.i18n import _, ngettext
from dutyroom.phrases import clauses, pair
from dutyroom.registers.roster.picture import RosterPicture
from dutyroom.registers.wishes.kinds import wish_words
from dutyroom.screens.base import Dialog
from dutyroom.standard.roster.candidates import Candidate, candidates
from dutyroom.standard.roster.values import Roster, Slot
from dutyroom.widgets.fitted import cell, cut
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.roster_words import hours, weekday
from dutyroom.widgets.shown import shown

_NAME, _DUTIES = 10, 10
"""Cells of the columns before the reason."""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate as a row of the list."""

    candidate: Candidate

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.candidate.person.id


def _wish(each: Candidate) -> Iterator[str]:
    """Yield what somebody wishes of the shift; nothing where they do not."""
    if each.wish is not None:
        yield wish_words(wanted=each.wish.wanted, strong=each.wish.strong)


class CandidateList(LineList[CandidateRow]):
    """Those who could take the shift."""

    def draw_row(self, row: CandidateRow) -> Content:
        """Return one candidate: the sign, the name, how often they serve, and why not."""
        each, plain = row.candidate, host_of(self).ascii
        against_wish = each.wish is not None and not each.wish.wanted
        if each.against:
            mark, style = ("X" if plain else "✖"), "bold $error"
        elif each.warnings or against_wish:
            mark, style = ("!" if plain else "‼"), "bold $warning"
        elif each.wish is not None:
            mark, style = ("+" if plain else "✔"), "bold $success"
        else:
            mark, style = " ", ""
        duties = ngettext("{count} shift", "{count} shifts", each.duties)
        why = clauses((*each.against, *each.warnings, *_wish(each)))
        if each.inside:
            why = _("in it: Enter takes out")
        name = shown(each.person.name, limit=12).stylize("bold" if each.free else "$foreground 60%")
        line = Content.assemble(
            (mark, style),
            " ",
            cell(name, _NAME),
            cell(Content(duties.format(count=each.duties)), _DUTIES),
            shown(why, limit=120).stylize("$foreground 70%"),
        )
        return cut(line, self.scrollable_content_region.width)

    def draw_header(self) -> Content:
        """Return the titles."""
        return Content.assemble(
            "  ", cell(Content(_("Name")), _NAME), _("In this period, and why not")
        )


class RosterPersonDialog(Dialog[str | None]):
    """Dismissed with the id of the person who was chosen."""

    OFFERS: ClassVar = PERSON
    BINDINGS: ClassVar = bindings(PERSON)

    DEFAULT_CSS = """
    RosterPersonDialog > .frame { width: 78; height: 18; }
    RosterPersonDialog #why { height: auto; max-height: 4; }
    """

    def __init__(
        self,
        picture: RosterPicture,
        roster: Roster,
        slot: Slot,
        *,
        title: str = "",
        without: Collection[str] = (),
        first: str = "",
    ) -> None:
        """Offer those who could take a shift.

        Args:
            picture: The period.
            roster: The draft, or what is in force.
            slot: The shift.
            title: What is asked, translated; empty: the shift alone says it.
            without: Ids of people who are not offered.
            first: Id of somebody who stands on top.
        """
        super().__init__()
        self._picture = picture
        self._slot = slot
        self._title = title
        found = candidates(roster, slot, picture.setting)
        found.sort(key=lambda each: each.person.id != first)
        self._all = [CandidateRow(each) for each in found if each.person.id not in without]

    def compose_body(self) -> ComposeResult:
        """Lay out search, list and reasons."""
        slot = self._slot
        label = self._picture.labels.get(slot.shift, slot.shift)
        title = f"{slot.day:%m-%d} {weekday(slot.day)} {label} {hours(slot)}"
        title = f"{self._title}  {title}" if self._title else title
        with Vertical(classes="frame"):
            yield Prose(shown(title, limit=70).stylize("bold $accent"))
            yield Input(id="search", compact=True, placeholder=_("name or initials"))
            yield CandidateList(id="candidates")
            yield Prose("", id="why")

    def on_mount(self) -> None:
        """Begin in the search."""
        self.query_one(Input).focus()
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        """Show those who fit what was typed."""
        typed = self.query_one(Input).value.strip().lower().split()
        rows = [row for row in self._all if all(self._fits(row, word) for word in typed)]
        empty = Content(_("  Nobody of this name may be rostered here."))
        self.query_one(CandidateList).show_rows(rows, more=False, empty=empty)
        self.query_one(CandidateList).cursor = 0
        self._explain()

    def _fits(self, row: CandidateRow, word: str) -> bool:
        """Whether somebody is meant by a word."""
        person = row.candidate.person
        return word in person.name.lower() or word in self._picture.initials.get(person.id, "")

    @on(LineList.Chosen)
    def _explain(self) -> None:
        """Say everything against the chosen candidate."""
        row = self.query_one(CandidateList).chosen
        each = row.candidate if row else None
        lines = (*each.against, *each.warnings, *self._wishes(each)) if each else ()
        said = Content("\n").join([shown(line, limit=150) for line in lines])
        self.query_one("#why", Prose).update(said)

    def _wishes(self, each: Candidate) -> Iterator[str]:
        """Yield the wishes of somebody in this period, that of this shift first."""
        setting, labels = self._picture.setting, self._picture.labels
        own = [wish for wish in setting.requests if wish.person == each.person.id]
        if own:
            own.sort(key=lambda wish: (wish is not each.wish, wish.first))
            yield pair(_("Wishes"), clauses(request_words(wish, labels) for wish in own))

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the search has the focus; Enter chooses."""
        listed = self.query_one(CandidateList)
        if event.key in {"up", "down"} and self.focused is not listed:
            event.stop()
            listed.action_move(1 if event.key == "down" else -1)
        elif event.key == "enter" and self.focused is listed:
            event.stop()
            self._choose()

    def do_take_person(self) -> None:
        """Take whoever is under the cursor."""
        self._choose()

    @on(Input.Submitted)
    def _choose(self) -> None:
        """Take whoever is under the cursor."""
        row = self.query_one(CandidateList).chosen
        if row is not None:
            self.dismiss(row.id)
