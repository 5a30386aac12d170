"""What is asked in the course of a shift."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from textual.content import Content

from dutyroom.desk.sign_on import Beginning
from dutyroom.i18n import _
from dutyroom.registers.calls.numbered import meant
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts.blockers import NamedLeader
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.registers.shifts.rows import LeaderRow, OfficerRow
from dutyroom.registers.values import iso
from dutyroom.screens.asking import Blank, Question
from dutyroom.store.engine import Store
from dutyroom.widgets.moments import local
from dutyroom.widgets.shift_view import FIELD_LABELS
from dutyroom.widgets.shown import shown
from dutyroom.widgets.times import nearest

YES, NO = "yes", "no"
HERE, PHONE = "here", "phone"
"""How a leader says that they lead: by their own password, or heard by phone."""

Answers = Mapping[str, str]
_TIME: Final = 5


def named(people: Iterable[Person]) -> list[tuple[str, str]]:
    """Return people as choices."""
    return [
        (f"{shown(p.name, limit=12).plain}  {shown(p.position, limit=20).plain}".strip(), p.id)
        for p in people
    ]


def moment(text: str, now: datetime) -> datetime:
    """Return the moment of a time that was checked."""
    return nearest(text, now) or now


def leader_says(leads: LeaderRow) -> Question:
    """Return how the leader says that they lead."""
    ways = ((_("here, by password"), HERE), (_("heard by phone"), PHONE))
    name = shown(leads.name, limit=20).plain
    return Question(
        _("Does {name} lead?").format(name=name),
        Content(""),
        _("Note it"),
        (
            Blank("mode", _("Leader is"), leads.mode, required=True, choices=_modes(), line=True),
            Blank("how", _("How"), required=True, choices=ways, line=True),
            Blank("password", _("Password"), longest=128, secret=True),
            Blank("attested", _("Heard by"), longest=40, named=True),
            Blank("call", _("Call no."), longest=12),
        ),
        check=_said_wrong,
    )


def leader_said(leads: LeaderRow, answers: Answers, store: Store) -> NamedLeader:
    """Return the leader as they have said that they lead.

    Raises:
        NoSuchCall: They were heard in a call that the log does not have.
        StoreError: The database cannot be used.
    """
    by_phone = answers["how"] == PHONE
    call = meant(store, answers["call"]) if by_phone else None
    return NamedLeader(
        leads.name,
        leads.phone,
        leads.person,
        LeaderMode(answers["mode"]),
        acknowledged=True,
        attested_by=answers["attested"] if by_phone else "",
        call=call.id if call is not None else "",
    )


def other_leader(begun: Beginning) -> Question:
    """Return who leads from now on."""
    heard = ((_("yes, by phone"), YES), (_("not yet"), NO))
    return Question(
        _("Another leader"),
        Content(_("There is one leader at every instant; whoever led before stays on record.")),
        _("Let them lead"),
        (
            Blank("person", _("Leader"), required=True, choices=named(begun.leaders)),
            Blank("mode", _("Leader is"), required=True, choices=_modes(), line=True),
            Blank("said", _("has said so"), required=True, choices=heard, line=True),
            Blank("attested", _("Heard by"), longest=40, named=True),
            Blank("call", _("Call no."), longest=12),
        ),
        check=lambda answers: (
            _("{field} is missing.").format(field=_("Heard by"))
            if answers["said"] == YES and not answers["attested"]
            else ""
        ),
    )


def named_leader(begun: Beginning, answers: Answers, store: Store) -> NamedLeader:
    """Return the leader who was named.

    Raises:
        NoSuchCall: They were heard in a call that the log does not have.
        StoreError: The database cannot be used.
    """
    person = next(p for p in begun.people if p.id == answers["person"])
    said = answers["said"] == YES
    call = meant(store, answers["call"]) if said else None
    return NamedLeader(
        person.name,
        person.phone,
        person.id,
        LeaderMode(answers["mode"]),
        acknowledged=said,
        attested_by=answers["attested"] if said else "",
        call=call.id if call is not None else "",
    )


def join(free: Sequence[Person], now: datetime) -> Question:
    """Return who serves beside the officer in charge; what is declared is never preset."""
    answers = ((_("yes"), YES), (_("no"), NO))
    nobody = _("Nobody else has an account to sign with: “Accounts” (Ctrl+W) gives them one.")
    return Question(
        _("An officer joins"),
        Content("") if free else Content.styled(nobody, "$warning"),
        _("Sign on"),
        (
            Blank("person", _("Officer"), required=True, choices=named(free)),
            Blank("sober", _("No alcohol"), required=True, choices=answers, line=True),
            Blank("fit", _("Fit for duty"), required=True, choices=answers, line=True),
            Blank("arrived", _("Arrived"), f"{local(now):%H:%M}", required=True, longest=_TIME),
            Blank("password", _("Password"), required=True, longest=128, secret=True),
        ),
        check=lambda given: _time_wrong(given["arrived"], now),
    )


def end_service(officers: Sequence[OfficerRow]) -> Question:
    """Return whose service ends."""
    serve = [(shown(o.name, limit=20).plain, o.person) for o in officers if o.left_at is None]
    return Question(
        _("An officer leaves"),
        Content(""),
        _("End service"),
        (Blank("person", _("Officer"), required=True, choices=serve),),
    )


def correct(now: datetime) -> Question:
    """Return what was noted wrongly."""
    fields = tuple((_(label), name) for name, label in FIELD_LABELS.items())
    return Question(
        _("Correct the shift"),
        Content(_("Both values stay readable, with your name and the reason.")),
        _("Correct"),
        (
            Blank("field", _("Field"), required=True, choices=fields, line=True),
            Blank("new", _("What is right"), required=True, longest=40),
            Blank("why", _("Reason"), required=True),
        ),
        check=lambda answers: (
            _time_wrong(answers["new"], now) if answers["field"] == "arrived_at" else ""
        ),
    )


def corrected(answers: Answers, now: datetime) -> str:
    """Return what is right, as a fact holds it."""
    if answers["field"] == "arrived_at":
        return iso(moment(answers["new"], now))
    return answers["new"]


def _modes() -> list[tuple[str, str]]:
    """Return where a leader may be, as choices."""
    return [(mode.label, mode.value) for mode in LeaderMode]


def _said_wrong(answers: Answers) -> str:
    """Return what is missing of what the leader said."""
    name, label = (
        ("password", _("Password")) if answers["how"] == HERE else ("attested", _("Heard by"))
    )
    return "" if answers[name] else _("{field} is missing.").format(field=label)


def _time_wrong(text: str, now: datetime) -> str:
    """Return why a text is no time of day; empty where it is one."""
    if nearest(text, now) is not None:
        return ""
    return _("The time is not a time of day such as 08:30.")
