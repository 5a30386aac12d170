"""Who heard a leader by phone, and in which call of the log."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Label

from dutyroom.desk.sign_on import Beginning
from dutyroom.i18n import _
from dutyroom.registers.calls.numbered import NoSuchCall
from dutyroom.registers.calls.rows import CallRow
from dutyroom.registers.contacts import phones
from dutyroom.registers.people.person import PHONE_FIELDS, Person
from dutyroom.widgets.moments import minute
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown


class HeardBy(Horizontal):
    """One line of the form of sign-on: who heard it, the call's number, and which call that is."""

    def __init__(self) -> None:
        """Begin with no call."""
        super().__init__(id="by-phone")
        self._call: CallRow | None = None

    def compose(self) -> ComposeResult:
        """Lay out the two entries, and the call beside its number."""
        yield Label(_("Heard by"))
        yield Input(id="attested", compact=True, max_length=40, classes="secret")
        yield Label(_("Call no."), classes="later")
        yield Input(id="call", compact=True, max_length=12, classes="short")
        yield Prose("", id="which-call", classes="beside")

    @property
    def witness(self) -> str:
        """Who heard it."""
        return self.query_one("#attested", Input).value.strip()

    @property
    def typed(self) -> str:
        """What was typed as the number of the call."""
        return self.query_one("#call", Input).value.strip()

    @property
    def call(self) -> str:
        """Id of the call that is meant; empty: none is."""
        return self._call.id if self._call is not None else ""

    @property
    def wrong(self) -> str:
        """Why the number cannot be kept, for the user; empty where it can."""
        return str(NoSuchCall(self.typed)) if self.typed and self._call is None else ""

    def heard_in(self, call: CallRow | None) -> None:
        """Show which call is meant by the number that was typed; None: none is."""
        self._call = call
        words = f"{call.label} {minute(call.started_at)} {call.number or ''}" if call else ""
        self.query_one("#which-call", Prose).update(shown(words, limit=60))

    def offer(self, known: Beginning, leader: Person, now: datetime) -> None:
        """Put in the call in which a leader was heard, where the log has one just now."""
        call = None if self.typed else known.call_with(_numbers(leader), now)
        if call is not None:
            number = call.label.rpartition("-")[2].lstrip("0")
            self.query_one("#call", Input).value = number


def _numbers(person: Person) -> set[str]:
    """Return the numbers of somebody, normalised."""
    written = [person.fields[name] for name in PHONE_FIELDS if person.fields.get(name)]
    return {phones.parse(one).normalised for text in written for one in phones.split(text)}
