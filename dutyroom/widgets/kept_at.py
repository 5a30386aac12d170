"""Where an item of the emergency stock is kept, for the panes that speak of it (article 22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import lead
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.standard.equipment.items import Item


def kept_at(item: Item) -> Content:
    """Return where an item is kept; empty where nobody has said."""
    if not item.place:
        return Content("")
    return Content.assemble(lead(_("Kept at:")), shown(item.place, limit=40))
