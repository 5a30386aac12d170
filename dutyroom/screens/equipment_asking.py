"""What the equipment check asks: what kind, what is wrong, which line and sheet are meant."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.equipment.entries import EntryRow
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.registers.equipment.picture import Counts
from dutyroom.registers.equipment.sheets import Sheet, SheetRow
from dutyroom.registers.unit.facts import Profile
from dutyroom.screens.asking import Blank, Question
from dutyroom.standard.equipment.items import Item, SheetKind, State
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

_LONGEST = 100


def adopting(profile: str) -> Question:
    """Ask whether the shipped list is taken over."""
    label = Profile(profile).label
    words = _("The list that ships for a {profile} becomes the unit's own; it can be changed.")
    return Question(
        _("Take a checklist over?"), Content(words.format(profile=label)), _("Take over")
    )


def beginning(kind: SheetKind, checker: str, counts: Counts | None = None) -> Question:
    """Ask which check is begun, and who looks.

    Args:
        kind: What is due as far as the registers know.
        checker: Whoever is on duty; empty: nobody is.
        counts: From when a check of the end counts, where that is yet to come; None: it is not.
    """
    words = [_("Look at each item with your own eyes; the machine ticks nothing.")]
    if counts is not None:
        words.append(_end_counts(counts))
    choices = tuple((each.label, each.value) for each in SheetKind)
    return Question(
        _("Begin check"),
        Content("\n".join(words)),
        _("Begin check"),
        (
            Blank("kind", _("Which check"), kind.value, required=True, choices=choices),
            Blank("checker", _("Who checks"), checker, required=True, longest=40, named=True),
        ),
    )


def _end_counts(counts: Counts) -> str:
    """Return from when a check of the end counts."""
    words = _("A check of the end counts from {time}, or {hours:g} h before an earlier relief.")
    return words.format(time=minute(counts.since), hours=counts.before.total_seconds() / 3600)


def going_on_with(sheet: Sheet, checker: str) -> Question:
    """Ask who goes on with a check."""
    words = _("{kind}, begun by {name}: {done} of {all} items are entered.")
    body = words.format(
        kind=sheet.row.kind.label,
        name=shown(sheet.row.checker, limit=40).plain,
        done=len(sheet.found),
        all=len(sheet.items),
    )
    return Question(
        _("Go on with the check"),
        Content(body),
        _("Go on"),
        (Blank("checker", _("Who checks"), checker, required=True, longest=40, named=True),),
    )


def wrong_with(
    item: Item,
    state: State,
    ticket: FaultRow | None,
    entry: EntryRow | None,
    unrepaired: FaultRow | None = None,
) -> Question:
    """Ask what is wrong with an item, and how the desk does without it where that matters.

    Args:
        item: The item.
        state: How it was found.
        ticket: Its open ticket; None: it has none.
        entry: What this check says of it already; None: nobody has looked at it.
        unrepaired: Its ticket that was closed unrepaired; None: it has none.
    """
    before = ticket or unrepaired
    note, workaround = _known(state, before, entry)
    words = [_of_ticket(ticket)]
    blanks = [Blank("note", _told(state), note, required=True, longest=_LONGEST)]
    if item.critical:
        words.append(_("This item is critical: say how the desk does without it, or say so later."))
    known = before is not None and bool(before.workaround)
    if known:
        words.append(_("Where the workaround no longer holds, empty its line."))
    if item.critical or known or workaround:
        blanks.append(Blank("workaround", _("Workaround"), workaround, longest=_LONGEST))
    title = pair(shown(item.name, limit=40).plain, state.label)
    return Question(title, Content("\n".join(words)), _("Enter"), tuple(blanks))


def _known(state: State, ticket: FaultRow | None, entry: EntryRow | None) -> tuple[str, str]:
    """Return what is said already: what is wrong, and how the desk does without it.

    Of what was repaired nobody has said yet what is wrong with it now.
    """
    if entry is not None and entry.state is not State.OK:
        return entry.note if entry.state is state else "", entry.workaround
    if ticket is None:
        return "", ""
    same = ticket.repaired_at is None and ticket.state is state
    return ticket.words if same else "", ticket.workaround


def _of_ticket(ticket: FaultRow | None) -> str:
    """Return what becomes of the item's ticket when the check is signed."""
    if ticket is None:
        return _("The item gets a fault ticket when the check is signed.")
    if ticket.repaired_at is not None:
        return _(
            "Its repair is not verified yet: at the signature it counts as not repaired after all."
        )
    return _("Its fault ticket is open: what you say here is added to it at the signature.")


def _told(state: State) -> str:
    """Return what the officer is asked about an item that is not in order."""
    if state is State.OUT_OF_USE:
        return _("Why it is out of use")
    if state is State.MISSING:
        return _("What is missing")
    return _("Trouble")


def which_line(lines: Sequence[str]) -> Question:
    """Ask of which line the recorder is proven."""
    choices = tuple((shown(name, limit=20).plain, name) for name in lines)
    blanks = (Blank("line", _("Line"), lines[0], required=True, choices=choices),)
    return Question(_("Prove the recorder"), Content(""), _("Go on"), blanks)


def which_sheet(rows: Sequence[SheetRow]) -> Question:
    """Ask which check goes on paper: at first the newest that was signed.

    Args:
        rows: Checks that are over, the newest first; at least one.
    """
    choices = tuple((_of_sheet(row), row.id) for row in rows)
    meant = next((row for row in rows if row.signed_at is not None), rows[0])
    blanks = (Blank("sheet", _("Check"), meant.id, required=True, choices=choices),)
    words = _("Each is printed with the list that it was made with.")
    return Question(_("Check sheet"), Content(words), _("Go on"), blanks)


def _of_sheet(row: SheetRow) -> str:
    """Return a check in a line."""
    at = row.signed_at or row.dropped_at
    name = shown(row.signed_by or row.dropped_by, limit=20).plain
    parts = [minute(at) if at is not None else "", row.kind.label, name]
    if row.signed_at is None:
        parts.append(_("given up"))
    return "  ".join(part for part in parts if part)


def giving_up() -> Question:
    """Ask why a check is given up."""
    words = _("What was entered stays readable. Faults in it get no ticket.")
    return Question(
        _("Give this check up?"),
        Content(words),
        _("Give up"),
        (Blank("why", _("Reason"), required=True, longest=_LONGEST),),
    )
