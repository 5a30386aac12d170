"""Have a roster proposed: progress, the result in words, and everybody's part as bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.roster_dialogs import PROPOSED, SOLVE, SOLVING
from dutyroom.commands.situation import Situation
from dutyroom.desk import rota
from dutyroom.desk.desk import DeskError
from dutyroom.desk.rota_search import Solving
from dutyroom.documents.wish_lines import count_words
from dutyroom.i18n import _, ngettext
from dutyroom.registers.roster.picture import RosterPicture
from dutyroom.screens.base import Dialog
from dutyroom.standard.roster import editing
from dutyroom.standard.roster.values import Assignment, Roster
from dutyroom.standard.roster.wishes import Outcome
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.roster_bars import bars, wish_page
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.standard.roster.solver import Proposal

_LOOK = 0.2
"""Seconds between two looks at how far the search has come."""


_LONGEST: Final = 4000
"""Characters of a line that says why there is no roster: it may name everybody."""

_MOVES: Final[Mapping[str, Callable[[VerticalScroll], None]]] = {
    "up": lambda said: said.scroll_up(animate=False),
    "down": lambda said: said.scroll_down(animate=False),
    "pageup": lambda said: said.scroll_page_up(animate=False),
    "pagedown": lambda said: said.scroll_page_down(animate=False),
    "home": lambda said: said.scroll_home(animate=False),
    "end": lambda said: said.scroll_end(animate=False),
}
"""Keys that move what was found: of many people, or clashing requirements, not all fit in."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A proposal that was taken.

    Attributes:
        assignments: Who is in which slot.
        slots: Ids of the slots that it is for.
    """

    assignments: tuple[Assignment, ...]
    slots: frozenset[str]


class RosterSolveDialog(Dialog[Taken | None]):
    """Dismissed with the proposal where it is taken, or with None."""

    OFFERS: ClassVar = SOLVE
    BINDINGS: ClassVar = bindings(SOLVE)

    DEFAULT_CSS = """
    RosterSolveDialog > .frame { width: 78; }
    RosterSolveDialog VerticalScroll { height: auto; max-height: 14; }
    RosterSolveDialog #said { height: auto; }
    """

    def __init__(
        self, picture: RosterPicture, draft: Roster, span: tuple[date, date], *, keep_all: bool
    ) -> None:
        """Have a roster proposed.

        Args:
            picture: The period.
            draft: The draft.
            span: First and last duty day of the proposal.
            keep_all: Only gaps are filled.
        """
        super().__init__()
        self._picture = picture
        self._draft = draft
        self._span = span
        self._keep_all = keep_all
        self._wanted: rota.Wanted | None = None
        self._solving: Solving | None = None
        self._proposal: Proposal | None = None
        self._outcomes: list[Outcome] = []
        self._counter = 0

    def compose_body(self) -> ComposeResult:
        """Lay out title, state and result."""
        first, last = self._span
        title = _("A proposal for {first} - {last}").format(first=first, last=last)
        with Vertical(classes="frame"):
            yield Prose(Content.styled(title, "bold $accent"))
            yield Prose(Content(_("Reading people, days and earlier duty ...")), id="state")
            with VerticalScroll(can_focus=False):
                yield Prose("", id="said")

    def on_mount(self) -> None:
        """Begin the search."""
        self.set_interval(_LOOK, self._look)
        self._search()

    @work
    async def _search(self) -> None:
        """Read what is known, search, show what was found."""
        host = host_of(self)
        settings, now = host.desk.settings, host.clock.now()

        def question(session: object) -> rota.Wanted:
            return rota.wanted(
                session,  # type: ignore[arg-type] # a session: the screen knows no more of it
                settings,
                self._picture,
                self._draft,
                self._span,
                now,
                keep_all=self._keep_all,
            )

        try:
            self._wanted = await host.desk.work(lambda registers: registers.read(question))
            self._solving = Solving(rota.task(self._wanted, settings))
            proposal = await self._solving.run()
        except DeskError as error:
            self._state(Content.styled(str(error), "bold $error"))
            return
        self._solving = None
        self._proposal = proposal
        if proposal.assignments:
            slots = [slot.id for slot in self._wanted.slots]
            after = editing.proposed(self._draft, proposal.assignments, slots)
            self._outcomes = rota.wishes(after, self._wanted)
        self._show()

    def _look(self) -> None:
        """Show how far the search has come."""
        if self._solving is None:
            return
        progress = self._solving.progress
        limit = host_of(self).desk.settings.roster.solve_seconds
        if progress is None:
            self._state(Content(_("Computing; at most {limit} s.").format(limit=limit)))
        elif progress.gap is None:
            words = _("{seconds:.0f} s of {limit} s: no roster yet.")
            self._state(Content(words.format(seconds=progress.seconds, limit=limit)))
        else:
            words = _(
                "{seconds:.0f} s of {limit} s: a roster found, at most {gap:.1%} from the best."
            )
            said = words.format(seconds=progress.seconds, limit=limit, gap=progress.gap)
            self._state(Content(said))

    def _state(self, said: Content) -> None:
        """Say how it stands."""
        self.query_one("#state", Prose).update(said)
        self.query_one(KeyBar).refresh()

    def _show(self) -> None:
        """Show what was found."""
        found = self._proposal
        if found is None:
            return
        self._state(_ended(found, self._outcomes))
        said = self.query_one("#said", Prose)
        if found.clashes:
            said.update(_clashes(found))
        elif found.assignments and self._wanted is not None:
            said.update(self._page(found, self._wanted))

    def _page(self, found: Proposal, asked: rota.Wanted) -> Content:
        """Return the burden that is shown, or, behind the last one, the wishes."""
        counters = rota.counters((*found.shares, *asked.before))
        pages = len(counters) + bool(self._outcomes)
        at = self._counter % pages
        place, names = (at + 1, pages), self._picture.names
        if at < len(counters):
            return bars(counters[at], found.shares, asked.before, names, place)
        return wish_page(self._outcomes, self._picture.labels, names, place)

    def situation(self) -> Situation:
        """Return whether something is computed, and whether there is a proposal."""
        here = set()
        if self._solving is not None:
            here.add(SOLVING)
        if self._proposal is not None and self._proposal.assignments:
            here.add(PROPOSED)
        return replace(super().situation(), here=frozenset(here))

    def on_key(self, event: events.Key) -> None:
        """Show the bars of another burden, or what does not fit in at once."""
        if self._proposal is None:
            return
        if event.key in {"left", "right"}:
            event.stop()
            self._counter += 1 if event.key == "right" else -1
            self._show()
        elif move := _MOVES.get(event.key):
            event.stop()
            move(self.query_one(VerticalScroll))

    def do_cancel_solving(self) -> None:
        """End the search; what was found is kept."""
        if self._solving is not None:
            self._solving.cancel()

    def do_take_proposal(self) -> None:
        """Put the proposal into the draft."""
        if self._proposal is not None and self._wanted is not None:
            slots = frozenset(slot.id for slot in self._wanted.slots)
            self.dismiss(Taken(self._proposal.assignments, slots))

    def on_unmount(self) -> None:
        """Want no more of it when the dialog is left."""
        self.do_cancel_solving()


def _ended(found: Proposal, wishes: Sequence[Outcome]) -> Content:
    """Return how the search ended, and how many wishes are met, in a line."""
    words = _("{seconds:.1f} s: {status}")
    said = words.format(seconds=found.seconds, status=found.status.label)
    if found.assignments and found.gap:
        said += _(" (at most {gap:.1%} from the best)").format(gap=found.gap)
    ended = Content.styled(said, "bold $success" if found.assignments else "bold $error")
    return Content.assemble(ended, "   ", count_words(wishes)) if wishes else ended


def _clashes(found: Proposal) -> Content:
    """Return why there is no roster."""
    count = len(found.clashes)
    words = ngettext(
        "This requirement cannot be kept:",
        "These {count} requirements cannot be kept together:",
        count,
    )
    head = found.status.label if found.refused else words.format(count=count)
    lines = [Content.styled(head, "bold")]
    lines += [Content.assemble("- ", shown(words, limit=_LONGEST)) for words in found.told]
    if found.irreducible and count > 1:
        lines.append(
            Content.styled(
                _("Give up any one of them, and the others of this list can be kept."),
                "$foreground 70%",
            )
        )
    if found.advice:
        lines.append(Content(found.advice))
    lines.append(Content.styled(_("The draft was not changed."), "$foreground 70%"))
    return Content("\n").join(lines)
