"""The fields of sign-on, laid out to fit 80 columns and 24 lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label

from dutyroom.desk.sign_on import Beginning
from dutyroom.i18n import _
from dutyroom.registers.calls.rows import CallRow
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts.blockers import NamedLeader, SigningOn
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.widgets.heard_by import HeardBy
from dutyroom.widgets.moments import local
from dutyroom.widgets.person_pick import PersonPick
from dutyroom.widgets.pick import Pick
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown
from dutyroom.widgets.times import nearest

YES, NO = "yes", "no"


class SignOnFields(Vertical):
    """Officer, arrival, declaration, leader and both passwords."""

    DEFAULT_CSS = """
    SignOnFields { height: auto; padding: 0 1; }
    SignOnFields Horizontal { height: 1; }
    SignOnFields Label { width: auto; min-width: 11; padding-right: 1; color: $text-muted; }
    SignOnFields .later { padding: 0 1 0 3; min-width: 0; }
    SignOnFields .short { width: 8; background: $surface; }
    SignOnFields .secret { width: 20; background: $surface; }
    SignOnFields Input:focus { background: $panel; }
    SignOnFields .beside { width: 1fr; height: 1; padding-left: 1; }
    SignOnFields #by-phone { display: none; }
    SignOnFields.-heard #by-phone { display: block; }
    SignOnFields .outgoing { display: none; }
    SignOnFields.-relief .outgoing { display: block; }
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        super().__init__()
        self._known = Beginning()
        self._noted: datetime | None = None
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """Lay out a line for each thing that is asked."""
        answers = ((_("yes"), YES), (_("no"), NO))
        with Horizontal():
            yield Label(_("Officer"))
            yield PersonPick(id="officer")
        with Horizontal():
            yield Label(_("Arrived"))
            yield Input(id="arrived", compact=True, max_length=5, classes="short")
            yield Prose("", id="margin", classes="beside")
        with Horizontal():
            yield Label(_("No alcohol"))
            yield Pick(answers, id="sober")
            yield Label(_("Fit for duty"), classes="later")
            yield Pick(answers, id="fit")
        with Horizontal():
            yield Label(_("Leader"))
            yield PersonPick(id="leader")
        with Horizontal():
            yield Label(_("Leader is"))
            yield Pick([(mode.label, mode.value) for mode in LeaderMode], id="mode")
            yield Label(_("said so"), classes="later")
            yield Pick(answers, id="acknowledged")
        yield HeardBy()
        with Horizontal():
            yield Label(_("Password"))
            yield Input(
                id="password", compact=True, max_length=128, password=True, classes="secret"
            )
            yield Label("", id="outgoing-label", classes="later outgoing")
            yield Input(
                id="outgoing",
                compact=True,
                max_length=128,
                password=True,
                classes="secret outgoing",
            )

    def fill(
        self, known: Beginning, now: datetime, officer: str = "", arrived: datetime | None = None
    ) -> None:
        """Put in what is known before anybody types.

        Args:
            known: What is known.
            now: The present.
            officer: Id of whoever wants to sign on; empty: nobody said.
            arrived: When they came, as it was noted already, and so it stays; None, or later
                than now, as after the clock was set back: it is asked.
        """
        noted = arrived if arrived is not None and arrived <= now else None
        self._noted, self._wanted = noted, officer
        entry = self.query_one("#arrived", Input)
        entry.value, entry.disabled = f"{local(noted or now):%H:%M}", noted is not None
        self.offer(known)

    def asked(self, now: datetime) -> SigningOn | None:
        """Return what stands in the form; None: nobody is named, or no time of arrival."""
        officer = self._officer.person
        arrived = self._arrived(now)
        if officer is None or arrived is None:
            return None
        return SigningOn(
            officer=officer.id,
            arrived_at=arrived,
            sober=self._said("sober"),
            fit=self._said("fit"),
            leader=self._named_leader(),
            rostered=self._known.rostered,
            outgoing_consents=bool(self.outgoing_password),
        )

    def missing(self, now: datetime) -> tuple[str, Widget] | None:
        """Return in a sentence what is missing or wrong first, and where it is asked."""
        for name, label in self._needed():
            entry = self.query_one(f"#{name}")
            words = _("{field} is missing.").format(field=label)
            if isinstance(entry, PersonPick) and entry.person is None:
                return _unknown(entry) or words, entry.query_one(Input)
            if isinstance(entry, Pick) and not entry.value:
                return words, entry
            if isinstance(entry, Input) and not entry.value.strip():
                return words, entry
        if self._arrived(now) is None:
            return _("The time is not a time of day such as 08:30."), self.query_one("#arrived")
        if self.call_typed and (wrong := self._by_phone.wrong):
            return wrong, self.query_one("#call")
        return None

    def look(self, now: datetime) -> None:
        """Show what follows from what stands there: the margin, and what is asked."""
        self.set_class(self._heard, "-heard")
        self.query_one("#margin", Prose).update(self._margin(now))

    @property
    def call_typed(self) -> str:
        """What was typed as the number of the call in which the leader was heard."""
        return self._by_phone.typed if self._heard else ""

    def heard_in(self, call: CallRow | None) -> None:
        """Show which call is meant by the number that was typed; None: none is."""
        self._by_phone.heard_in(call)

    def offer_call(self, now: datetime) -> None:
        """Put in the call in which the leader was heard, where the log has one just now."""
        if (leader := self._leader.person) is not None and self._heard:
            self._by_phone.offer(self._known, leader, now)

    @property
    def password(self) -> str:
        """The password of whoever takes charge."""
        return self.query_one("#password", Input).value

    @property
    def outgoing_password(self) -> str:
        """The password of whoever is relieved; empty: they do not sign, or need not."""
        return self.query_one("#outgoing", Input).value

    @property
    def officer(self) -> Person | None:
        """Who wants to take charge."""
        return self._officer.person

    @property
    def meant(self) -> Person | None:
        """Who wants to take charge, or would if they had an account."""
        return self._officer.person or self._officer.unable

    def offer(self, known: Beginning) -> None:
        """Let whoever has an account by now be chosen; all that was typed stays."""
        self._known = known
        self._officer.offer(known.officers, known.without_account)
        self._leader.offer(known.people)
        self.set_class(known.outgoing_signs, "-relief")
        if known.current is not None:
            words = _("{name} (relieved)").format(name=shown(known.current.officer, limit=8).plain)
            self.query_one("#outgoing-label", Label).update(Content(words))
        planned = known.rostered
        wanted = {self._wanted} if self._wanted else set(planned.officers) if planned else set()
        for person in () if self._officer.named else known.officers:
            if person.id in wanted:
                self._officer.preset(person)
                break
        for person in () if self._leader.named else known.people:
            if planned is not None and person.id == planned.leader:
                self._leader.preset(person)

    def forget_passwords(self, of: str = "") -> None:
        """Empty the password that cannot be used and go there; the other one stays.

        Args:
            of: Id of whose it is; empty: nobody can say, and both are emptied.
        """
        names: tuple[str, ...] = ("#outgoing", "#password")
        if of:
            own = self.officer is not None and self.officer.id == of
            names = names[1:] if own else names[:1]
        for name in names:
            self.query_one(name, Input).value = ""
        self.query_one(names[-1]).focus()

    def _arrived(self, now: datetime) -> datetime | None:
        """Return when the officer came; None: the text is no time of day."""
        return self._noted or nearest(self.query_one("#arrived", Input).value, now)

    @property
    def _officer(self) -> PersonPick:
        return self.query_one("#officer", PersonPick)

    @property
    def _leader(self) -> PersonPick:
        return self.query_one("#leader", PersonPick)

    @property
    def _by_phone(self) -> HeardBy:
        return self.query_one(HeardBy)

    @property
    def _heard(self) -> bool:
        """Whether the leader said so from elsewhere, so that somebody heard it."""
        away = self.query_one("#mode", Pick).value not in {"", LeaderMode.AT_POST.value}
        return away and self._said("acknowledged")

    def _said(self, name: str) -> bool:
        """Whether yes was said, expressly."""
        return self.query_one(f"#{name}", Pick).value == YES

    def _needed(self) -> Iterator[tuple[str, str]]:
        """Yield what must be answered, with its label."""
        yield "officer", _("Officer")
        yield "sober", _("No alcohol")
        yield "fit", _("Fit for duty")
        if self._leader.named:
            yield "mode", _("Leader is")
            yield "acknowledged", _("said so")
        yield "password", _("Password")

    def _named_leader(self) -> NamedLeader | None:
        """Return the leader as they were named."""
        name, person = self._leader.named, self._leader.person
        if not name:
            return None
        mode, heard = self.query_one("#mode", Pick).value, self._heard
        return NamedLeader(
            name=name,
            phone=person.phone if person is not None else "",
            person=person.id if person is not None else "",
            mode=LeaderMode(mode) if mode else LeaderMode.ON_CALL,
            acknowledged=self._said("acknowledged"),
            attested_by=self._by_phone.witness if heard else "",
            call=self._by_phone.call if self.call_typed else "",
        )

    def _margin(self, now: datetime) -> Content:
        """Return how early the officer came (article 17)."""
        arrived = self._arrived(now)
        planned = self._known.rostered
        if arrived is None:
            return Content.styled(_("The time is not a time of day such as 08:30."), "$error")
        if planned is None:
            return Content.styled(_("not rostered"), "$foreground 60%")
        early = int((planned.start - arrived).total_seconds() // 60)
        start = f"{local(planned.start):%H:%M}"
        if early >= 0:
            words = _("shift begins {start}; {minutes} min early (art. 17: 10)")
        else:
            words = _("shift begins {start}; {minutes} min late (art. 17: 10 early)")
        return Content(words.format(start=start, minutes=abs(early)))


def _unknown(pick: PersonPick) -> str:
    """Return why whoever was typed cannot sign on; empty where nobody was."""
    if pick.unable is not None:
        return _(
            "{name} has no open account and cannot sign on. An administrator sets one up "
            "(Accounts), or a leader vouches (F4)."
        ).format(name=shown(pick.unable.name, limit=12).plain)
    typed = shown(pick.named, limit=16).plain
    nobody = _("The register has nobody “{name}”. Correct the name, or enter them there first.")
    return nobody.format(name=typed) if typed else ""
