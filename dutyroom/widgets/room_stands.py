"""How the duty room stands: what is wrong with it first, then what was verified (article 11)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import clauses, lead
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.equipment.stocks import RoomRow
    from dutyroom.standard.equipment.room import Defect

_LONGEST = 100
"""Letters of what was noted with a verification."""


def defects_words(defects: Collection[Defect]) -> str:
    """Return what is wrong with the room, in words; empty where nothing is."""
    return clauses(sorted(each.label for each in defects))


def room_stands(room: RoomRow | None, defects: Collection[Defect]) -> Content:
    """Return how the room stands, with where its photograph is kept and what was noted.

    Args:
        room: Its last verification; None: there was none.
        defects: What is wrong with it.
    """
    wrong = Content.styled(defects_words(defects), "bold $warning")
    if room is None:
        return Content.assemble(lead(_("Room:")), wrong)
    words = _("Room: {area:g} m², shared with: {whom}, verified {time} by {name}").format(
        area=room.area,
        whom=room.shared.label if room.shared is not None else "?",
        time=minute(room.verified_at),
        name=shown(room.verified_by, limit=20).plain,
    )
    parts = [wrong, Content(words)]
    if room.photo:
        photo = shown(room.photo, limit=_LONGEST)
        parts.append(Content.assemble(lead(_("Photograph kept at:")), photo))
    if room.note:
        parts.append(Content.assemble(lead(_("Note:")), shown(room.note, limit=_LONGEST)))
    return Content("  ").join(part for part in parts if part)
