"""What the question of a check's signature says, and the reasons that it asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.equipment.entries import EntryRow
from dutyroom.registers.equipment.facts import Proof
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.registers.equipment.signatures import Asked
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.shift_questions import named
from dutyroom.standard.equipment.items import State
from dutyroom.standard.probing import State as Probed
from dutyroom.widgets.shown import shown

_LONGEST = 100
_WHY = "why-"
"""What the name of an answer begins with that says why an item is in order; its number follows."""
_BRIEF = 8
"""Letters of an item's name beside the blank of its reason."""
_MOST_LINES = 8
"""Lines about single items that a signature names: the question fits a small screen."""


def signing(sheet: Sheet, asked: Asked, tickets: Collection[str] = ()) -> Question:
    """Ask for the signature; what is not in order, or the machine finds so, stands there again.

    Each item that the machine contradicts asks for its own reason.

    Args:
        sheet: The check.
        asked: Who signs, and how they prove who they are.
        tickets: Keys of the items that have an open ticket which nobody has repaired.
    """
    bad = [
        _("{name}: {state} - {note}").format(
            name=shown(sheet.item(key).name, limit=30).plain,
            state=entry.state.label,
            note=shown(entry.note, limit=40).plain,
        )
        for key, entry in sheet.found.items()
        if entry.state is not State.OK
    ]
    words = _("{count} items, {bad} not in order. Signed by {name}.").format(
        count=len(sheet.items), bad=len(bad), name=shown(asked.name, limit=40).plain
    )
    told = [*_unbypassed(sheet), *_doubtful(sheet, tickets), *_unproven(sheet), *bad]
    room = max(_MOST_LINES - len(sheet.unexplained), 1)
    if (left_out := len(told) - room) > 0:
        told[room:] = [_("... and {count} more").format(count=left_out)]
    body = Content("\n".join([words, *_contradictions(sheet), *told]))
    blanks = (*_reasons(sheet), Blank("note", _("Note"), longest=_LONGEST), *_proof(asked))
    return Question(_("Sign this check?"), body, _("Sign"), blanks)


def reasons_of(sheet: Sheet, said: Mapping[str, str]) -> dict[str, str]:
    """Return why each contradicted item is in order, by its key.

    Args:
        sheet: The check.
        said: The answers by name.
    """
    numbered = enumerate(sheet.unexplained, 1)
    return {item.key: said[f"{_WHY}{number}"] for number, item in numbered}


def _contradictions(sheet: Sheet) -> list[str]:
    """Return what the machine contradicts, each with the number its reason is asked under."""
    words = _("{name}: you found it in order, the machine: {words}")
    return [
        f"{number} "
        + words.format(name=shown(item.name, limit=30).plain, words=_faulty(sheet.found[item.key]))
        for number, item in enumerate(sheet.unexplained, 1)
    ]


def _reasons(sheet: Sheet) -> list[Blank]:
    """Return a blank for the reason of each item that the machine contradicts."""
    return [
        Blank(
            f"{_WHY}{number}",
            _("Reason {number} {name}").format(
                number=number, name=shown(item.name, limit=_BRIEF).plain
            ),
            required=True,
            longest=_LONGEST,
        )
        for number, item in enumerate(sheet.unexplained, 1)
    ]


def _proof(asked: Asked) -> list[Blank]:
    """Return what whoever signs has to give; nothing where that is known, or names are enough."""
    if asked.proof is not Proof.PASSWORD:
        return []
    which = []
    if len(asked.people) > 1:
        choices = tuple(named(asked.people))
        which = [Blank("person", _("Who signs"), required=True, choices=choices)]
    label = _("Password of {name}").format(name=shown(asked.name, limit=8).plain)
    return [*which, Blank("password", label, required=True, longest=128, secret=True)]


def _unbypassed(sheet: Sheet) -> list[str]:
    """Return the line that names what is critical, fails and has no workaround (article 12)."""
    names = [
        shown(sheet.item(key).name, limit=30).plain
        for key, entry in sheet.found.items()
        if entry.state is not State.OK and sheet.item(key).critical and not entry.workaround
    ]
    words = _("Critical, and nobody has said how the desk does without it: {names}.")
    return [words.format(names=listed(names))] if names else []


def _doubtful(sheet: Sheet, tickets: Collection[str]) -> list[str]:
    """Return the line that names what was found in order although its ticket is open."""
    names = [
        shown(sheet.item(key).name, limit=30).plain
        for key, entry in sheet.found.items()
        if entry.state is State.OK and key in tickets
    ]
    words = _("Found in order by you, and the ticket is open; note the repair there: {names}.")
    return [words.format(names=listed(names))] if names else []


def _unproven(sheet: Sheet) -> list[str]:
    """Return the line that names what is critical and was found in order without proof."""
    names = [shown(item.name, limit=30).plain for item in sheet.unproven]
    words = _("Critical, found in order by you, not proven by the machine: {names}.")
    return [words.format(names=listed(names))] if names else []


def _faulty(entry: EntryRow) -> str:
    """Return what the probes said that found an item faulty."""
    said = (each.words for each in entry.evidence if each.state == Probed.FAULTY)
    return shown(listed(said), limit=80).plain
