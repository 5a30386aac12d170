"""What is asked about a fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from textual.content import Content

from dutyroom.clock import Clock
from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.equipment.fault_facts import Told
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.registers.equipment.ticketing import too_early
from dutyroom.screens.asking import Blank, Question
from dutyroom.standard.equipment.items import Item, State
from dutyroom.standard.typed_times import typed_moment
from dutyroom.widgets.moments import local, minute
from dutyroom.widgets.shown import shown

_LONGEST = 100


def noting(items: Sequence[Item], clock: Clock) -> Question:
    """Ask which item has which fault since when.

    Args:
        items: Those that have no open ticket.
        clock: A fault may have been noticed before the answer is given, never after it.
    """
    choices = tuple((shown(item.name, limit=40).plain, item.key) for item in items)
    states = tuple((each.label, each.value) for each in State if each is not State.OK)
    return Question(
        _("Note a fault"),
        Content(""),
        _("Enter"),
        (
            Blank("item", _("Item"), required=True, choices=choices),
            Blank(
                "state", _("State"), State.FAULTY.value, required=True, choices=states, line=True
            ),
            Blank("words", _("Trouble"), required=True, longest=_LONGEST),
            Blank("workaround", _("Workaround"), longest=_LONGEST),
            _when(_("Noticed at"), clock.now()),
        ),
        check=lambda said: when_wrong(said, clock.now()),
    )


def reporting(row: FaultRow, clock: Clock) -> Question:
    """Ask to whom a fault was reported, and when."""
    return Question(
        _title(_("Reported"), row),
        _promise(row),
        _("Enter"),
        (
            Blank("whom", _("To whom"), row.reported_to, required=True, longest=_LONGEST),
            Blank("how", _("How"), row.reported_how or _("by phone"), longest=40),
            Blank("words", _("What was said"), longest=_LONGEST),
            _when(_("Reported at"), clock.now()),
            Blank("days", _("Promised in days"), "0", longest=3),
        ),
        check=lambda said: when_wrong(said, clock.now(), row) or days_wrong(said),
    )


def reminding(row: FaultRow) -> Question:
    """Ask what a reminder said."""
    return Question(
        _title(_("Reminded"), row),
        _promise(row),
        _("Enter"),
        (
            Blank("whom", _("Whom"), row.reported_to, longest=_LONGEST),
            Blank("words", _("What was said"), longest=_LONGEST),
            Blank("days", _("Promised in days"), "0", longest=3),
        ),
        check=days_wrong,
    )


def bypassing(row: FaultRow) -> Question:
    """Ask how the desk does without the item."""
    return Question(
        _title(_("Workaround"), row),
        Content(_("How the desk does without it until it is repaired.")),
        _("Enter"),
        (Blank("words", _("Workaround"), row.workaround, required=True, longest=_LONGEST),),
    )


def repairing(row: FaultRow, clock: Clock) -> Question:
    """Ask who repaired it, when, and what was done."""
    return Question(
        _title(_("Repaired"), row),
        Content(_("Somebody at the desk has to verify it before the ticket is closed.")),
        _("Enter"),
        (
            Blank("whom", _("By whom"), row.reported_to, required=True, longest=_LONGEST),
            Blank("words", _("What was done"), longest=_LONGEST),
            _when(_("Repaired at"), clock.now()),
        ),
        check=lambda said: when_wrong(said, clock.now(), row),
    )


def verifying(row: FaultRow) -> Question:
    """Ask whether the repair holds."""
    choices = ((_("It works: close the ticket"), "yes"), (_("It does not work"), "no"))
    return Question(
        _title(_("Verify"), row),
        shown(pair(row.repaired_by, row.repair) if row.repair else row.repaired_by, limit=140),
        _("Enter"),
        (
            Blank("works", _("Does it work?"), required=True, choices=choices),
            Blank("words", _("Note"), longest=_LONGEST),
        ),
    )


def closing(row: FaultRow, *, needed: bool) -> Question:
    """Ask why a ticket is closed without a repair.

    Args:
        row: The ticket.
        needed: Whether the desk has to say how it does without the item: critical, and listed.
    """
    words = [_("Only for a mistake, or where the item is gone. The ticket stays readable.")]
    blanks = [Blank("words", _("Reason"), required=True, longest=_LONGEST)]
    if needed:
        words.append(
            _("It is critical and stays in the checklist: say how the desk does without it.")
        )
        around = row.workaround
        blanks.append(Blank("workaround", _("Workaround"), around, required=True, longest=_LONGEST))
    return Question(
        _title(_("Close unrepaired"), row),
        Content("\n".join(words)),
        _("Close the ticket"),
        tuple(blanks),
    )


def told(said: Mapping[str, str], at: datetime) -> Told:
    """Return what was said of a step.

    Args:
        said: The answers by name.
        at: When; a promise in days counts from here.
    """
    days = int(said.get("days", "0") or 0)
    due = at + timedelta(days=days) if days else None
    happened = when(said, at)
    return Told(said.get("words", ""), said.get("whom", ""), said.get("how", ""), due, happened)


def _when(label: str, now: datetime) -> Blank:
    """Return the blank for the moment at which something was so; the present stands there."""
    return Blank("when", label, f"{local(now):%m-%d %H:%M}", required=True, longest=20)


def when(said: Mapping[str, str], now: datetime) -> datetime | None:
    """Return when it was so; None: now, to the minute, or nothing was asked.

    Args:
        said: The answers by name.
        now: The time.
    """
    typed = typed_moment(said.get("when", ""), now)
    return typed if typed is not None and now - typed >= timedelta(minutes=1) else None


def when_wrong(said: Mapping[str, str], now: datetime, row: FaultRow | None = None) -> str:
    """Return why a time cannot be meant; empty where it can.

    Args:
        said: The answers by name.
        now: The time.
        row: The ticket of which something was done; None: it is only noted.
    """
    typed = typed_moment(said["when"], now)
    if typed is None:
        return _("Write a time such as 8:30 or 11-27 8:30.")
    if typed > now:
        return _("This time lies in the future: {time}.").format(time=minute(typed))
    return too_early(row, typed) if row is not None else ""


def days_wrong(said: Mapping[str, str]) -> str:
    """Return why a number of days cannot be meant; empty where it can."""
    typed = said.get("days", "") or "0"
    if typed.isdecimal() and int(typed) <= 365:
        return ""
    return _("A number of days lies between 0 and 365; 0: nothing was promised.")


def _title(what: str, row: FaultRow) -> str:
    """Return the title of a question about a ticket."""
    return pair(what, shown(row.name, limit=40).plain)


def _promise(row: FaultRow) -> Content:
    """Return what is said of promises; one that was given stays until another is."""
    if row.due_at is not None:
        words = _("Promised for {time}: this stays until another day is promised; 0: no other was.")
        return Content(words.format(time=minute(row.due_at)))
    return Content(_("Nobody is reminded before the promised day; 0: nothing was promised."))
