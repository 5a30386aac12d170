"""What stands above the roster: the period, its state, and who is on now and next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from textual.content import Content

from dutyroom.i18n import _, ngettext
from dutyroom.phrases import listed
from dutyroom.registers.roster.picture import Judged, RosterPicture
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.standard.calendar.deadlines import entered_in_part
from dutyroom.standard.clocks import local
from dutyroom.standard.roster.faults import FaultKind
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.words import days_in_words
from dutyroom.widgets.shown import shown

_MOST_DRAFTS: Final = 2
"""Other drafts that are named; the key lists all."""


def heading(
    picture: RosterPicture,
    judged: Judged,
    *,
    draft: bool,
    stale: bool,
    wide: bool,
    beside: Sequence[tuple[RosterPicture, Judged]] = (),
) -> Content:
    """Return the lines above a roster.

    Args:
        picture: The period.
        judged: What is shown of it.
        draft: The draft is shown, and not what is in force.
        stale: Something was published since the draft was begun.
        wide: There is room for both halves of the second line.
        beside: Rosters of other days in the week that is shown; their draft, where there is one.
    """
    lines = [_state(picture, judged, draft=draft), *(_also(*each) for each in beside)]
    if picture.trouble:
        lines.append(shown(picture.trouble, limit=200).stylize("bold $error"))
    elif stale and draft:
        words = _("A newer version was published meanwhile: Ctrl+U takes it over.")
        lines.append(Content.styled(words, "bold $warning"))
    if lacks := entered_in_part(picture.setting.calendar, picture.first, picture.last):
        lines.append(Content.styled(lacks, "bold $warning"))
    if drafts := picture.beside:
        words = _("There is a draft of {days}: d opens it.")
        days = listed(days_in_words(*each) for each in drafts[:_MOST_DRAFTS])
        lines.append(Content.styled(words.format(days=days), "$warning"))
    lines.append(_on_duty(picture, wide=wide))
    return Content("\n").join(lines)


def _state(picture: RosterPicture, judged: Judged, *, draft: bool) -> Content:
    """Return period, state and number of faults."""
    parts = [Content.styled(period(picture), "bold")]
    newest = picture.versions[0] if picture.versions else None
    if draft:
        parts.append(Content.styled(_("DRAFT"), "bold reverse $warning"))
        parts.append(Content(_done(picture, judged)))
    elif newest is not None:
        words = _("in force: version {number} of {date}, {name}")
        said = words.format(
            number=newest.number, date=f"{local(newest.published_at):%m-%d %H:%M}", name=newest.by
        )
        parts.append(shown(said, limit=80))
    else:
        parts.append(Content.styled(_("nothing published yet"), "bold $warning"))
    parts.append(_faults(judged))
    return Content("  ").join([part for part in parts if part.plain])


def _also(picture: RosterPicture, judged: Judged) -> Content:
    """Return the state of a roster that the week reaches into."""
    if picture.trouble:
        said = Content.assemble(period(picture), "  ", shown(picture.trouble, limit=200))
    else:
        said = _state(picture, judged, draft=picture.draft is not None)
    return Content.assemble((_("Also: "), "$foreground 60%"), said)


def _done(picture: RosterPicture, judged: Judged) -> str:
    """Return how far a draft has come: shifts changed, or filled where nothing is published."""
    if picture.published.rows:
        count = len(judged.changes)
        words = ngettext("{count} shift changed", "{count} shifts changed", count)
        return words.format(count=count)
    slots = judged.roster.slots
    filled = len({item.slot for item in judged.roster.assignments} & {slot.id for slot in slots})
    return _("{count} of {all} shifts filled").format(count=filled, all=len(slots))


def period(picture: RosterPicture) -> str:
    """Return the days of a picture in a few words."""
    first, last = picture.first, picture.last
    if first.day == 1 and (last + ONE_DAY).day == 1 and first.month == last.month:
        return _("{year}-{month}").format(year=first.year, month=f"{first.month:02}")
    return f"{first.isoformat()} - {last.isoformat()}"


def _faults(judged: Judged) -> Content:
    """Return how much is wrong; what is accepted with a reason is counted apart."""
    hard = len(judged.unexplained)
    accepted = len(judged.blocking) - hard
    admitted = sum(fault.kind is FaultKind.ADMITTED for fault in judged.faults)
    soft = len(judged.faults) - hard - accepted - admitted
    if not judged.faults:
        return Content("")
    parts = []
    if hard:
        words = ngettext("{count} fault", "{count} faults", hard).format(count=hard)
        parts.append(Content.styled(words, "bold $error"))
    if accepted:
        words = ngettext("{count} fault accepted", "{count} faults accepted", accepted)
        parts.append(Content.styled(words.format(count=accepted), "$warning"))
    if soft:
        words = ngettext("{count} warning", "{count} warnings", soft).format(count=soft)
        parts.append(Content.styled(words, "$warning"))
    if admitted:
        words = ngettext("{count} admitted", "{count} admitted", admitted).format(count=admitted)
        parts.append(Content.styled(words, "$accent"))
    return Content(" ").join(parts)


def _on_duty(picture: RosterPicture, *, wide: bool) -> Content:
    """Return who is on now, and who comes next."""
    away_now, away_next = picture.unserved
    now = _stretch(_("Now"), picture.now, away_now)
    following = _stretch(_("Next"), picture.following, away_next)
    return Content.assemble(now, "   " if wide else "\n", following)


def _stretch(title: str, rostered: Rostered | None, away: Collection[str]) -> Content:
    """Return one stretch of duty in a line; who is away then, or has left, is marked."""
    head = Content.styled(f"{title} ", "bold $accent")
    if rostered is None:
        return Content.assemble(head, (_("nobody is rostered"), "$foreground 60%"))

    def named(person: str, name: str) -> str:
        return _("{name} (not there)").format(name=name) if person in away else name

    officers = " ".join(named(*each) for each in rostered.officers.items()) or _("nobody")
    leader = named(rostered.leader, rostered.leader_name) if rostered.leader else _("nobody")
    when = f"{local(rostered.start):%m-%d %H:%M}-{local(rostered.end):%H:%M} "
    words = _("{officers}, leader {leader}").format(officers=officers, leader=leader)
    missing = not rostered.officers or not rostered.leader or bool(away)
    return Content.assemble(
        head, when, shown(words, limit=60).stylize("bold $error" if missing else "")
    )
