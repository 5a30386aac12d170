"""What is asked about the checklist: its items, their order, and when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from textual.content import Content

from dutyroom.i18n import _, language
from dutyroom.phrases import pair
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.screens.asking import Blank, Question
from dutyroom.standard.equipment.items import Group, Item, Kind, Often, Who
from dutyroom.widgets.shown import shown

_LONGEST = 100


def changing(item: Item | None) -> Question:
    """Ask what an item of the checklist is; a new one where there is none yet."""
    known = item or Item("", Group.ROOM, "", "")
    yes = ((_("no"), "no"), (_("yes"), "yes"))
    blanks = [
        Blank("name", _("Name of the item"), known.name if item else "", required=True, longest=40),
        Blank("critical", _("Critical"), "yes" if known.critical else "no", choices=yes, line=True),
        Blank("often", _("How often"), known.often.value, choices=_of(Often)),
        Blank("who", _("Looked after by"), known.who.value, choices=_of(Who)),
    ]
    if item is None:
        kinds = tuple((k.label, k.value) for k in Kind if k is not Kind.ROOM)
        blanks.insert(1, Blank("group", _("Group"), Group.LINE.value, choices=_of(Group)))
        blanks.append(Blank("kind", _("What is asked"), Kind.STATE.value, choices=kinds))
    if item is None or item.kind.stocked:
        blanks.append(Blank("minimum", _("Minimum"), str(known.minimum), longest=6))
        blanks.append(Blank("place", _("Kept at"), known.place, longest=40))
    blanks.append(Blank("look", _("What to look at"), known.look if item else "", longest=80))
    if item is not None:
        blanks.append(Blank("why", _("Reason"), longest=_LONGEST))
    title = _("Change an item") if item else _("Add an item")
    words = _("A new version of the list is issued; past sheets keep theirs.")

    def wrong(said: Mapping[str, str]) -> str:
        eased = known.critical and said["critical"] != "yes"
        if eased and not said["why"]:
            return _("Critical no more: say why.")
        kind = Kind(said.get("kind", known.kind.value))
        return _minimum_wrong(said) or _place_wrong(kind, said.get("place", ""))

    return Question(title, Content(words), _("Enter"), tuple(blanks), check=wrong)


def changed(item: Item | None, said: Mapping[str, str]) -> Item:
    """Return an item as it was answered; a name is changed in the language in force alone.

    Args:
        item: The item as it was; None: a new one.
        said: The answers by name.
    """
    known = item or Item("", Group(said["group"]), "", "", kind=Kind(said["kind"]))
    tongue = "en" if language() == "en" else "zh"
    names = {tongue: said["name"], f"look_{tongue}": said["look"]}
    if item is not None and said["name"] == item.name:
        del names[tongue]
    return replace(
        known,
        critical=said["critical"] == "yes",
        often=Often(said["often"]),
        who=Who(said["who"]),
        minimum=int(said.get("minimum") or 0) if known.kind.stocked else 0,
        place=said.get("place", ""),
        **names,  # type: ignore[arg-type] # names and what to look at are texts
    )


def ruling(current: Checklist) -> Question:
    """Ask when a check is asked for."""
    yes = ((_("yes"), "yes"), (_("no"), "no"))
    start, end = ("yes" if so else "no" for so in (current.start_needed, current.end_needed))

    def wrong(said: Mapping[str, str]) -> str:
        eased = (start, said["start"]) == ("yes", "no") or (end, said["end"]) == ("yes", "no")
        return _("The check is asked for no more: say why.") if eased and not said["why"] else ""

    return Question(
        _("When it is asked for"),
        Content(_("Whoever signs on or leaves without the check gives a reason.")),
        _("Enter"),
        (
            Blank("start", _("At the start of the shift"), start, True, yes, line=True),
            Blank("end", _("At the end of the shift"), end, True, yes, line=True),
            Blank("why", _("Reason"), longest=_LONGEST),
        ),
        check=wrong,
    )


def moving(item: Item) -> Question:
    """Ask whether an item is moved; who moves it is asked where nobody is on duty."""
    title = pair(_("Move"), shown(item.name, limit=40).plain)
    words = _("A new version of the list is issued; past sheets keep theirs.")
    return Question(title, Content(words), _("Move"))


def retiring(item: Item) -> Question:
    """Ask why an item is retired."""
    title = pair(_("Retire"), shown(item.name, limit=40).plain)
    words = _("It is asked for no more. Past sheets and fault tickets keep it.")
    blanks = (Blank("why", _("Reason"), required=True, longest=_LONGEST),)
    return Question(title, Content(words), _("Retire"), blanks)


def taking(item: Item) -> Question:
    """Ask whether an item that ships is taken in; who does is asked where nobody is on duty."""
    title = pair(_("Put in the list"), shown(item.name, limit=40).plain)
    words = _("A new version of the list is issued; past sheets keep theirs.")
    return Question(title, Content(words), _("Put in the list"))


def declining(item: Item) -> Question:
    """Ask why an item that ships is not taken in."""
    title = pair(_("Never take in"), shown(item.name, limit=40).plain)
    words = _("It is offered no more. It can still be taken back (B).")
    blanks = (Blank("why", _("Reason"), required=True, longest=_LONGEST),)
    return Question(title, Content(words), _("Never take in"), blanks)


def restoring(items: Sequence[Item]) -> Question:
    """Ask which retired item is taken back.

    Args:
        items: What was retired; at least one.
    """
    choices = tuple((shown(item.name, limit=40).plain, item.key) for item in items)
    return Question(
        _("Take an item back"),
        Content(_("It comes back as it was, at the end of its group.")),
        _("Take back"),
        (
            Blank("item", _("Item"), items[-1].key, required=True, choices=choices),
            Blank("why", _("Reason"), longest=_LONGEST),
        ),
    )


def _of(kind: type[Often] | type[Who] | type[Group]) -> tuple[tuple[str, str], ...]:
    """Return the choices of an enumeration."""
    return tuple((each.label, each.value) for each in kind)


def _minimum_wrong(said: Mapping[str, str]) -> str:
    """Return why a minimum cannot be meant; empty where it can."""
    typed = said.get("minimum", "0") or "0"
    return "" if typed.isdecimal() else _("The quantity is not a whole number such as 12.")


def _place_wrong(kind: Kind, place: str) -> str:
    """Return why a place cannot stand there; empty where it can."""
    if not place or kind.stocked:
        return ""
    return _("Only what is counted has a place: choose a quantity, or empty its line.")
