"""The check sheet on paper (articles 12 and 17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from dutyroom.documents.equipment_tables import differing, stocked, tickets
from dutyroom.documents.paper import Column, Paper, Table
from dutyroom.documents.slip import minute_or_empty
from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.equipment.entries import Addition, EntryRow
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.registers.equipment.past_faults import Stated
from dutyroom.registers.equipment.said import Evidence
from dutyroom.registers.equipment.sheets import Sheet, SheetRow
from dutyroom.registers.equipment.stocks import StockRow
from dutyroom.standard.clocks import local
from dutyroom.standard.equipment.comparing import Difference
from dutyroom.standard.equipment.items import Item, State
from dutyroom.standard.probing import WORDS, title_of
from dutyroom.standard.probing import State as Probed


def check_sheet(
    sheet: Sheet,
    *,
    unit: str,
    printed_at: datetime,
    faults: Sequence[FaultRow] = (),
    stated: Mapping[str, Stated] | None = None,
    stock: Sequence[StockRow] = (),
    differences: Sequence[Difference] = (),
    alone: bool = False,
) -> Paper:
    """Return a check as a sheet of paper, with the list that it was made with.

    Args:
        sheet: The check.
        unit: Name of the unit.
        printed_at: When the page is made.
        faults: The tickets that were open when it was signed or given up; else those of now.
        stated: What was said of tickets at the sign-on that it counted for, by their ids.
        stock: What the book had of each counted item when it was signed or given up.
        differences: What differs from the check at the start, where it is one of the end.
        alone: Whether it is one of the end, and the start of its shift has none.
    """
    row = sheet.row
    ended = row.signed_at or row.dropped_at or printed_at
    bad = [entry for entry in sheet.found.values() if entry.state is not State.OK]
    version = sheet.checklist.revision + 1 if sheet.checklist is not None else "?"
    return Paper(
        title=_("Equipment check"),
        unit=unit,
        printed_at=printed_at,
        mark="" if row.signed_at is not None else _("NOT SIGNED"),
        pairs=(
            (_("Check"), row.kind.label),
            (_("Version of the list"), str(version)),
            (_("Begun"), minute_or_empty(row.begun_at)),
            (_("Signed"), minute_or_empty(row.signed_at)),
            (_("Items"), str(len(sheet.items))),
            *(((_("Looked at"), str(len(sheet.found))),) if row.signed_at is None else ()),
            (_("Not in order"), str(len(bad))),
            *(((_("Check at the start"), _("none is signed")),) if alone else ()),
            *(((_("Note"), row.note),) if row.note else ()),
            *(((_("Given up"), _given_up(row)),) if row.dropped_at is not None else ()),
        ),
        tables=(
            Table(_columns(), _lines_of(sheet)),
            *differing(sheet, differences),
            *tickets(faults, stated or {}, ended),
            *stocked(stock, ended),
        ),
        signatures=((_("Checked by"), _signed(row)), (_("Leader on duty"), "")),
        landscape=False,
        size=9.5,
    )


def _columns() -> tuple[Column, ...]:
    """Return the columns of the items."""
    return (
        Column(_("Group"), 1.3), Column(_("Item"), 1.6), Column(_("State"), 0.8),
        Column(_("Time"), 0.8), Column(_("Checked by"), 1.0), Column(_("Note, workaround"), 1.8),
        Column(_("Evidence of the machine"), 3.6),
    )  # fmt: skip


def _lines_of(sheet: Sheet) -> list[tuple[str, ...]]:
    """Return the lines of the items; a group is named once."""
    groups = [None, *(item.group for item in sheet.items)]
    return [
        (item.group.label if item.group is not before else "", *_line(sheet, item))
        for item, before in zip(sheet.items, groups, strict=False)
    ]


def _line(sheet: Sheet, item: Item) -> tuple[str, ...]:
    """Return the line of an item, without its group."""
    entry = sheet.found.get(item.key)
    name = f"{item.name} *" if item.critical else item.name
    proofs = _proofs(sheet, item)
    if entry is None:
        return (name, "", "", "", "", "\n".join(proofs))
    note = "\n".join(
        text
        for text in (
            entry.note,
            _("Workaround: {words}").format(words=entry.workaround) if entry.workaround else "",
            _added(entry.added) if entry.added is not None and entry.added.reason else "",
            *_before(sheet, item.key),
        )
        if text
    )
    at = f"{local(entry.at):%H:%M}"
    evidence = "\n".join(text for text in (_all_evidence(item, entry), *proofs) if text)
    return (name, entry.state.label, at, entry.by, note, evidence)


def _before(sheet: Sheet, key: str) -> list[str]:
    """Return what was entered for an item and counts no more: it stays readable."""
    told = []
    for each in sheet.entries:
        if each.item == key and not each.counts:
            words = _("Entered before: {state}, {time} {name}")
            head = words.format(
                state=each.state.label, time=f"{local(each.at):%H:%M}", name=each.by
            )
            told.append(pair(head, each.told) if each.told else head)
    return told


def _proofs(sheet: Sheet, item: Item) -> list[str]:
    """Return what came of an item's probes that need a person, where no entry holds it."""
    entry = sheet.found.get(item.key)
    added = entry.added.evidence if entry is not None and entry.added is not None else ()
    held = (*entry.evidence, *added) if entry is not None else ()
    told = []
    for each in sheet.row.taken:
        if item.served_by(each.evidence.probe) and each.evidence not in held:
            words = _("Proven beside the entry, {time} {name}")
            head = words.format(time=f"{local(each.at):%H:%M}", name=each.by)
            told.append(pair(head, _evidence(item, (each.evidence,))))
    return told


def _added(added: Addition) -> str:
    """Return what whoever signed added to an entry: when, who, and the reason if there is one."""
    words = _("Added at the signature, {time} {name}")
    head = words.format(time=f"{local(added.at):%H:%M}", name=added.by)
    return pair(head, added.reason) if added.reason else head


def _all_evidence(item: Item, entry: EntryRow) -> str:
    """Return what probes said when a person entered the item, and what was added since."""
    added = entry.added
    if added is None or not added.evidence:
        return _evidence(item, entry.evidence)
    head = _added(replace(added, reason=""))
    said = (_evidence(item, entry.evidence), head, _evidence(item, added.evidence))
    return "\n".join(text for text in said if text)


def _evidence(item: Item, evidence: Sequence[Evidence]) -> str:
    """Return what an item's probes said, in the order of its list: of what, how it stood, why."""
    words = _("{name}: {state} - {note}")
    return "\n".join(
        words.format(
            name=title_of(each.probe),
            state=_(WORDS[Probed(each.state)]) if each.state in set(Probed) else each.state,
            note=each.words,
        )
        for each in sorted(evidence, key=lambda each: item.place_of(each.probe))
    )


def _signed(row: SheetRow) -> str:
    """Return who signed, and how they have proven who they are."""
    how = row.proof.label if row.proof is not None else ""
    return _("{name} ({how})").format(name=row.signed_by, how=how) if how else row.signed_by


def _given_up(row: SheetRow) -> str:
    """Return when a check was given up, by whom and why."""
    return pair(f"{minute_or_empty(row.dropped_at)} {row.dropped_by}", row.dropped_why)
