"""How days, shifts and people of a roster are written in the cells of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.content import Content

from dutyroom.i18n import N_, _
from dutyroom.registers.roster.picture import Judged, RosterPicture
from dutyroom.standard.calendar.days import Day, DayKind
from dutyroom.standard.clocks import local
from dutyroom.standard.roster.comparing import Change
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.values import Role, Slot
from dutyroom.widgets.shown import shown

PINNED = "*"
"""Behind a name that was set by hand."""
ADMITTED = "+"
"""The sign of a shift that somebody serves by special admission, where nothing else is wrong."""
CHANGED = "~"
"""Behind the names of a shift that differs from what is in force."""
NOBODY = "--"

_WEEKDAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
_MARKS: Mapping[DayKind, str] = {
    DayKind.STATUTORY: N_("off"),
    DayKind.ADJACENT: N_("off"),
    DayKind.MAKEUP: N_("at work"),
}
"""The word before the name of a day that is not what its weekday says."""


def weekday(day: date) -> str:
    """Return a day's weekday in at most four cells."""
    return _(_WEEKDAYS[day.weekday()])


def mark(day: Day | None) -> Content:
    """Return what is particular about a day: holiday, make-up working day, event."""
    if day is None:
        return Content.styled(_("unknown"), "$warning")
    words = [_(_MARKS[day.kind])] if day.kind in _MARKS else []
    style = "$error" if day.kind.is_holiday else "$warning"
    parts = [*words, *filter(None, (day.name,)), *day.events]
    return shown(" ".join(parts), limit=40).stylize(style) if parts else Content("")


def sign(judged: Judged, slot: Slot, *, ascii_only: bool) -> Content:
    """Return the sign of the worst fault at a slot, one cell wide; a blank where all is well.

    What is accepted with a reason counts as a warning.
    """
    faults = judged.by_slot.get(slot.id, ())
    if any(fault.blocking and not judged.reason(fault) for fault in faults):
        return Content.styled("X" if ascii_only else "✖", "bold $error")
    if faults and all(fault.kind is FaultKind.ADMITTED for fault in faults):
        return Content.styled(ADMITTED, "bold $accent")
    if faults:
        return Content.styled("!" if ascii_only else "‼", "bold $warning")
    return Content(" ")


def names_in(picture: RosterPicture, judged: Judged, slot: Slot) -> Content:
    """Return who is in a slot, with the marks of pins and changes."""
    inside = judged.inside.get(slot.id, ())
    text = Content(" ").join(
        [
            Content.assemble(
                shown(picture.names.get(item.person, item.person), limit=12),
                (PINNED if item.pinned else "", "$accent"),
            )
            for item in inside
        ]
    )
    if not inside:
        text = Content.styled(NOBODY, "$foreground 40%")
    if slot.id in judged.changes:
        text = Content.assemble(text, (CHANGED, "bold $accent"))
    return text


def hours(slot: Slot) -> str:
    """Return from when to when a slot lasts; a week is told by its dates."""
    start, end = local(slot.start), local(slot.end)
    if (end - start).days >= 2:
        return f"{start:%m-%d %H:%M} - {end:%m-%d %H:%M}"
    return f"{start:%H:%M}-{end:%H:%M}"


def about(picture: RosterPicture, judged: Judged, slot: Slot) -> Content:
    """Return everything about a slot: who, how many are needed, what is wrong, what changed."""
    head = Content.assemble(
        (f"{slot.day:%m-%d} {weekday(slot.day)} ", "bold"),
        shown(picture.labels.get(slot.shift, slot.shift), limit=12).stylize("bold"),
        f" {hours(slot)}  ",
        _needs(slot),
        "  ",
        names_in(picture, judged, slot),
    )
    lines = [head]
    change = judged.changes.get(slot.id)
    if change is not None and not change.added:
        words = _("in force: {names}")
        lines.append(Content(words.format(names=_named(picture, change))))
    for fault in judged.by_slot.get(slot.id, ()):
        reason = judged.reason(fault)
        style = _style(fault, accepted=bool(reason))
        text = _("{fault} (accepted: {reason})").format(fault=fault.words, reason=reason)
        lines.append(shown(text if reason else fault.words, limit=150).stylize(style))
    return Content("\n").join(lines)


def _style(fault: Fault, *, accepted: bool) -> str:
    """Return in which colour a fault is told."""
    if fault.kind is FaultKind.ADMITTED:
        return "$accent"
    return "$error" if fault.blocking and not accepted else "$warning"


def _needs(slot: Slot) -> str:
    """Return how many people a slot takes."""
    if slot.role is Role.LEADER:
        return _("one leader")
    return _("officers: {count}").format(count=slot.required)


def _named(picture: RosterPicture, change: Change) -> str:
    """Return who was in a slot before."""
    names = [shown(picture.names.get(one, one), limit=12).plain for one in change.before]
    return " ".join(names) or _("nobody")
