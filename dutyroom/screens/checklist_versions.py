"""The versions of the checklist in words: when, by whom, what was changed and why."""

from __future__ import annotations

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import clauses, pair
from dutyroom.registers.equipment.list_picture import ListPicture
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown


def versions_told(seen: ListPicture, most: int | None = None) -> list[Content]:
    """Return the versions, the newest first, each with what it changed.

    Args:
        seen: How the checklist stands.
        most: So many of them; None: all.
    """
    lines, names = [], seen.names
    for version in seen.versions[:most]:
        words = _("Version {number}  {time}  {name}  {what}").format(
            number=version.revision + 1,
            time=minute(version.issued_at),
            name=shown(version.issued_by, limit=20).plain,
            what=version.what.label if version.what is not None else "?",
        )
        name = names.get(version.item, version.item)
        changes = seen.changes.get(version.id, ())
        why = pair(_("Reason"), version.why) if changes and version.why else version.why
        said = clauses(each for each in (*changes, why) if each)
        about = pair(name, said) if name and said else name or said
        lines.append(Content.assemble(words, "  ", shown(about, limit=600)))
    return lines
