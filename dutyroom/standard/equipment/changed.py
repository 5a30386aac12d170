"""What differs between two versions of an item of the checklist, in words (article 12)."""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.standard.equipment.items import Item


def changed(before: Item, after: Item) -> tuple[str, ...]:
    """Return what was changed of an item: each with what it was and what it is.

    Args:
        before: The item as it was.
        after: The same item as it is now.
    """
    name, look = _("Name of the item"), _("What to look at")
    values = (
        (_("Critical"), _yes(before.critical), _yes(after.critical)),
        (name, before.zh, after.zh),
        (name, before.en, after.en),
        (_("Group"), before.group.label, after.group.label),
        (_("How often"), before.often.label, after.often.label),
        (_("Looked after by"), before.who.label, after.who.label),
        (_("Minimum"), str(before.minimum), str(after.minimum)),
        (_("Kept at"), before.place, after.place),
        (look, before.look_zh, after.look_zh),
        (look, before.look_en, after.look_en),
    )
    return tuple(_told(*each) for each in values if each[1] != each[2])


def ruled(before: tuple[bool, bool], after: tuple[bool, bool]) -> tuple[str, ...]:
    """Return what was changed of the rules of the check, at the start and at the end of a shift.

    Args:
        before: Whether a check was asked for at the start, and at the end.
        after: The same now.
    """
    words = (_("At the start of the shift"), _("At the end of the shift"))
    values = zip(words, before, after, strict=True)
    return tuple(_told(what, _yes(was), _yes(now)) for what, was, now in values if was != now)


def _told(what: str, was: str, now: str) -> str:
    """Return a change in words."""
    words = _("{what}: {before} > {after}")
    return words.format(what=what, before=was or _("none"), after=now or _("none"))


def _yes(so: object) -> str:
    """Return yes or no in words."""
    return _("yes") if so else _("no")
