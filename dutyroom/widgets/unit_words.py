"""What the unit is, in words (articles 4 and 5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.unit.facts import Profile
from dutyroom.registers.unit.reading import ProfileRow
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.config import Unit


def unit_told(known: ProfileRow | None, setting: Unit, duty_work: Sequence[str]) -> Content:
    """Return what a unit is, and who answers for its duty work.

    Args:
        known: As somebody has noted it; None: nobody has.
        setting: As it was set up.
        duty_work: Names of the leaders who answer for duty work.
    """
    name = shown(known.name if known else setting.name, limit=60).stylize("bold")
    kind = known.profile if known else Profile(setting.profile)
    lines = [Content.assemble(name, "  ", kind.label if kind is not None else "?")]
    if known is None:
        lines.append(Content(_("As set up; not noted in the register yet.")))
    else:
        body = shown(known.duty_body or _("not stated"), limit=60)
        lines.append(Content.assemble((_("Duty body"), "$foreground 60%"), "  ", body))
    leads = shown(listed(duty_work), limit=60) if duty_work else _not_stated()
    lines.append(Content.assemble((_("leader for duty work"), "$foreground 60%"), "  ", leads))
    if known is not None:
        noted = _("noted {time} by {name}").format(
            time=minute(known.since), name=shown(known.by, limit=12).plain
        )
        lines.append(Content.styled(noted, "$foreground 60%"))
    return Content("\n").join(lines)


def _not_stated() -> Content:
    """Return that nobody is known for it, and where that is noted."""
    return Content.styled(_("not stated: a role in “Officers and leaders”"), "$warning")
