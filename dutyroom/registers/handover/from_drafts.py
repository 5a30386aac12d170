"""Forms that somebody began and has not signed, as items of a handover, with whose they are.

A draft is in no journal, so the list says which form it is and who was writing, and none of its
words: the signed list is kept for ever. The relief goes on with the form where it was left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final, NamedTuple

from sqlalchemy import select

from dutyroom.i18n import N_, _
from dutyroom.phrases import listed, pair
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.calls.rows import label as call_label
from dutyroom.registers.drafts import Draft, everybodys
from dutyroom.registers.matters.reading import get as get_matter
from dutyroom.registers.roster.drafting import PREFIX as ROSTER
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.store.session import Session

_FORMS: Final = {
    "write_up:": N_("Unsigned write-up of a call"),
    "correct:": N_("Unsigned correction of a call"),
    "matter:new": N_("Unsigned new matter"),
    "matter:call:": N_("Unsigned new matter from a call"),
    "matter:note:": N_("Unsigned progress of a matter"),
    "matter:order:": N_("Unsigned instruction for a matter"),
    "matter:close:": N_("Unsigned closing of a matter"),
    "matter:correct:": N_("Unsigned correction of a matter"),
}
_OF_CALLS: Final = ("write_up:", "correct:", "matter:call:")
_PRESET: Final = frozenset({
    "source", "kind", "urgency", "channel", "told_by", "received", "feedback", "called_at",
})  # fmt: skip
"""Fields that a form fills in itself: with nothing else in it, nothing was written."""


class _About(NamedTuple):
    """What a draft is about: its printed number, and whether it needs no signature any more."""

    number: str = ""
    settled: bool = False


def items(session: Session, shift: ShiftRow, now: datetime) -> Iterator[Item]:  # noqa: ARG001 - the protocol's arguments
    """Yield the forms that are not signed; a roster in the making belongs to no shift."""
    kept = [each for each in everybodys(session) if not each.key.startswith(ROSTER)]
    written = (each for each in kept if _written(each))
    for key, same in groupby(sorted(written, key=lambda each: each.key), lambda each: each.key):
        drafts = list(same)
        form = next((prefix for prefix in _FORMS if key.startswith(prefix)), "")
        about = _about(session, form, key.removeprefix(form))
        if not about.settled:
            yield _item(key, drafts, _(_FORMS[form]) if form else _("Unsigned form"), about)


def _item(key: str, drafts: Sequence[Draft], form: str, about: _About) -> Item:
    """Return one form; where two people wrote at it, both are named."""
    authors = listed(sorted({draft.author for draft in drafts}))
    return Item(
        kind=ItemKind.DRAFT,
        subject=key,
        at=max(draft.saved_at for draft in drafts),
        number=about.number,
        what=pair(form, authors) if authors else form,
        handler=authors,
        speaks=True,
        mark=authors or key,
    )


def _written(draft: Draft) -> bool:
    """Tell whether somebody wrote anything."""
    return any(text.strip() for name, text in draft.fields.items() if name not in _PRESET)


def _about(session: Session, form: str, identity: str) -> _About:
    """Return what a draft is about."""
    if form in _OF_CALLS:
        columns = CALLS.c
        chosen = select(columns.year, columns.running, columns.written_up_at)
        row = session.connection().execute(chosen.where(columns.id == identity)).first()
        if row is None:
            return _About()
        signed = form == "write_up:" and row.written_up_at is not None
        return _About(call_label(row.year, row.running), signed)
    matter = get_matter(session, identity) if identity else None
    if matter is None:
        return _About()
    return _About(matter.label, form == "matter:close:" and not matter.open)
