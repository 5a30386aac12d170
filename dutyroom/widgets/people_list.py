"""The register of people as a list, and one person in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.admissions.reading import AdmissionRow
from dutyroom.registers.people import facts
from dutyroom.registers.people.history import PersonChange
from dutyroom.registers.people.person import FIELDS, LABELS, Person, in_word, in_words
from dutyroom.widgets.fitted import grown, in_columns
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

_WIDTHS: Final = (10, 10, 22, 18, 14)


class PeopleList(LineList[Person]):
    """Officers and leaders, one a line."""

    _widths: tuple[int, ...] = _WIDTHS

    def fit(self, width: int) -> None:
        """Let the columns grow with the screen."""
        self._widths = grown(_WIDTHS, width)

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("Name"), _("Staff no."), _("Roles"), _("Post"), _("Phone"))
        return in_columns([Content(title) for title in titles], self._widths)

    def draw_row(self, row: Person) -> Content:
        """Return one person."""
        if row.retired_at is not None:
            line = in_columns([shown(row.name, limit=20), *[Content("")] * 4], self._widths)
            gone = Content.assemble(line.plain.rstrip(), "  ", _("retired"))
            return Content.styled(gone.plain, "$foreground 60%")
        roles = in_words(row).get("roles", "")
        texts = (row.name, row.fields.get("number", ""), roles, row.position, row.phone)
        return in_columns([shown(text, limit=60) for text in texts], self._widths)


def explained(
    person: Person, changes: Sequence[PersonChange], admissions: Sequence[AdmissionRow] = ()
) -> Content:
    """Return everything about somebody, and what was changed.

    Args:
        person: Who.
        changes: What was changed.
        admissions: The special admissions of theirs that stand.
    """
    head = shown(person.name, limit=40).stylize("bold")
    if person.retired_at is not None:
        why = shown(person.retired_why, limit=80)
        head = Content.assemble(
            head, "  ", (_("retired"), "$warning"), " ", minute(person.retired_at), "  ", why
        )
    said = {**person.fields, **in_words(person)}
    parts = [
        Content.assemble((_(LABELS[name]), "$foreground 60%"), " ", shown(said[name], limit=80))
        for name in FIELDS
        if name != "name" and said.get(name)
    ]
    lines = [head, Content("   ").join(parts)]
    lines += [_admission(row) for row in admissions]
    lines += [_change(change) for change in changes]
    return Content("\n").join(lines)


def _admission(row: AdmissionRow) -> Content:
    """Return one special admission in a line."""
    words = f"{row.days} {row.what}  {row.given_name}  {row.reason}"
    label = Content.styled(_("Specially admitted"), "$accent")
    return Content.assemble(label, " ", shown(words, limit=150))


def _change(change: PersonChange) -> Content:
    """Return one change in a line."""
    words = {
        facts.ADDED: _("added"),
        facts.CHANGED: _("changed"),
        facts.RETIRED: _("retired"),
        facts.RESTORED: _("brought back"),
    }
    nothing = _("(empty)")
    parts = []
    for name, old, new in change.fields:
        before, after = (shown(in_word(name, text) or nothing, limit=30) for text in (old, new))
        parts.append(Content.assemble(_(LABELS[name]), " ", before, " > ", after))
    said = Content(_("; ")).join(parts)
    return Content.assemble(
        (f"{minute(change.at)} {words[change.kind]} ", "$foreground 60%"),
        shown(change.by, limit=12), "  ", said, "  ", shown(change.why, limit=60),
    )  # fmt: skip
