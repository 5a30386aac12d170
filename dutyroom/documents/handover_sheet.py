"""The handover list (值班记录事项一览表) and sheet, in the form that offices use.

Columns: number, time, source, matter, done with its result or pending with its next step, due,
contact and risk, handler. Below it stand both names with their times, the leader, and number and
short hash of the journal's last entry: whoever keeps the signed paper can show that the journal was
not computed anew (see `store/verification.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from dutyroom.documents.handover_words import (
    KINDS,
    STANDINGS,
    agreed_words,
    answering_words,
    compared_words,
    leader_words,
    margin_words,
    said_words,
    signatures,
    word,
)
from dutyroom.documents.paper import Column, Paper, Table
from dutyroom.documents.slip import minute_or_empty
from dutyroom.i18n import _
from dutyroom.phrases import clauses, listed, pair
from dutyroom.registers.handover.facts import Listed
from dutyroom.registers.handover.listing import lines_of
from dutyroom.registers.handover.reading import HandoverRow, LineRow, UnderWay, get, lines
from dutyroom.registers.shifts.reading import ShiftDetail, detail
from dutyroom.registers.shifts.rows import OfficerRow
from dutyroom.standard.handover.values import ItemKind
from dutyroom.standard.handover.walking import before_shift
from dutyroom.store.session import Session

SHORT: Final = 12
"""Digits of the journal's hash on paper."""


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """The values of one sheet.

    Attributes:
        unit: Name of the unit.
        number: Printed number; empty: not begun.
        outgoing: The outgoing officer.
        incoming: The relief; empty: not here.
        since: When the shift began; None: not known.
        planned_end: When it was to end; None: not planned.
        arrived_at: When the relief came.
        margin: Seconds before the hour, below 0: late.
        leader: The leader who was told, with how.
        signed_at: When both signed; None: this is what stands so far.
        emergency: Why the outgoing officer did not sign.
        waived: What was set aside, with the reasons.
        beside: The officers who served beside the outgoing one.
        answering: Who answers for the shift (article 25), each kind with its names.
        signatures: The names of outgoing, incoming and leader, each with how it signed; empty: it
            is signed by hand, or not yet.
        equipment: What the check at the end found, or that there was none, and why.
        journal: Number of the journal's last entry.
        anchor: Its hash.
        items: The lines.
        printed_at: When it is made.
    """

    unit: str
    number: str
    outgoing: str
    incoming: str
    since: datetime | None
    planned_end: datetime | None
    arrived_at: datetime | None
    margin: float | None
    leader: str
    signed_at: datetime | None
    emergency: str
    journal: int
    anchor: str
    items: Sequence[LineRow]
    printed_at: datetime
    waived: str = ""
    beside: str = ""
    answering: Sequence[tuple[str, str]] = ()
    signatures: tuple[str, str, str] = ("", "", "")
    equipment: str = ""


def signed_sheet(
    session: Session, handover: str, *, unit: str, printed_at: datetime
) -> HandoverSheet | None:
    """Return the sheet of a signed handover, as it was signed; None: there is none.

    Args:
        session: A transaction that reads.
        handover: Its id or printed number.
        unit: Name of the unit.
        printed_at: When it is made.
    """
    row = get(session, handover)
    if row is None or row.signed_at is None:
        return None
    items, known = lines(session, row.id), detail(session, row.shift)
    made = _sheet(row, items, None, row.planned_end, unit=unit, printed_at=printed_at)
    if known is None:
        return made
    return replace(
        made,
        since=known.shift.begun_at,
        beside=_names(known.officers),
        answering=answering_words(known),
    )


def sheet_under_way(
    held: UnderWay,
    ends: datetime | None,
    beside: Iterable[OfficerRow],
    known: ShiftDetail | None,
    *,
    unit: str,
    printed_at: datetime,
    equipment: str = "",
) -> HandoverSheet:
    """Return the sheet of a handover as it stands, not signed yet.

    Args:
        held: The shift in charge and its handover.
        ends: When the shift is to end.
        beside: The officers who serve beside the one in charge.
        known: Everything about the shift.
        unit: Name of the unit.
        printed_at: When it is made.
        equipment: What is said of the equipment this moment.
    """
    relief = held.row.relief if held.row is not None else ""
    items = [_row_of(line) for line in lines_of(held, relief)]
    others, answering = _names(beside), answering_words(known) if known is not None else ()
    if held.row is not None:
        made = _sheet(held.row, items, held, ends, unit=unit, printed_at=printed_at)
        return replace(made, beside=others, answering=answering, equipment=equipment)
    return HandoverSheet(
        unit=unit, number="", outgoing=held.shift.officer, incoming="", since=held.shift.begun_at,
        planned_end=ends, arrived_at=None, margin=None, leader="", signed_at=None, emergency="",
        journal=0, anchor="", items=items, printed_at=printed_at, beside=others,
        answering=answering, signatures=(held.shift.officer, "", ""), equipment=equipment,
    )  # fmt: skip


def _names(officers: Iterable[OfficerRow]) -> str:
    """Return the names of officers."""
    return listed(officer.name for officer in officers)


def paper(sheet: HandoverSheet) -> Paper:
    """Return a sheet of paper: what is pending first, then what is done."""
    pending = [line for line in sheet.items if not line.done]
    done = [line for line in sheet.items if line.done]
    return Paper(
        title=_("Handover list"),
        unit=sheet.unit,
        printed_at=sheet.printed_at,
        number=_("No. {number}").format(number=sheet.number) if sheet.number else "",
        mark="" if sheet.signed_at else _("Not signed"),
        pairs=_pairs(sheet),
        tables=[
            _table(_("Pending ({count})").format(count=len(pending)), pending, _("Next step")),
            _table(_("Done ({count})").format(count=len(done)), done, _("Result")),
        ],
        signatures=_places(sheet),
        notes=_notes(sheet),
        landscape=True,
        size=9.5,
    )


def _pairs(sheet: HandoverSheet) -> list[tuple[str, str]]:
    """Return the short fields."""
    arrived = minute_or_empty(sheet.arrived_at)
    early = margin_words(sheet.margin)
    beside = [(_("Beside"), sheet.beside)] if sheet.beside else []
    return [
        (_("Outgoing officer"), sheet.outgoing),
        (_("Incoming officer"), sheet.incoming),
        (_("On duty since"), minute_or_empty(sheet.since)),
        (_("Planned end"), minute_or_empty(sheet.planned_end)),
        (_("Relief arrived"), f"{arrived} {early}".strip()),
        (_("Signed"), minute_or_empty(sheet.signed_at)),
        (_("Leader on duty"), sheet.leader),
        *beside,
        (_("Equipment at the end"), sheet.equipment),
        *sheet.answering,
    ]


def _places(sheet: HandoverSheet) -> list[tuple[str, str]]:
    """Return where the three sign, with the name of each that has or will."""
    outgoing, incoming, leader = sheet.signatures
    return [
        (_("Outgoing (signature)"), outgoing),
        (_("Incoming (signature)"), incoming),
        (_("Leader on duty (signature)"), leader),
    ]


def _notes(sheet: HandoverSheet) -> list[str]:
    """Return the small lines at the end."""
    notes = []
    if sheet.since and sheet.arrived_at and before_shift(sheet.since, sheet.arrived_at):
        notes.append(_("The clock was set back in this shift; the order is that of the journal."))
    if sheet.emergency:
        notes.append(
            _("The outgoing officer did not sign: {reason}").format(reason=sheet.emergency)
        )
    if sheet.waived:
        notes.append(_("Set aside: {reasons}").format(reasons=sheet.waived))
    if sheet.signed_at is not None:
        notes.append(
            _("Journal: last entry {number}, hash {digits}").format(
                number=sheet.journal, digits=sheet.anchor[:SHORT]
            )
        )
    return notes


def _table(heading: str, items: Iterable[LineRow], outcome: str) -> Table:
    """Return the table of some lines."""
    columns = [
        Column(_("No."), 1.35), Column(_("Time"), 1.3), Column(_("Source"), 1.6),
        Column(_("Matter"), 3.4), Column(outcome, 2.6), Column(_("Due"), 1.3),
        Column(_("Contact and risk"), 2), Column(_("Handler"), 1), Column(_("Stands"), 1),
    ]  # fmt: skip
    rows = [_row(number, line) for number, line in enumerate(items, 1)]
    return Table(columns, rows, heading=heading, empty=_("None."))


def _row(number: int, line: LineRow) -> list[str]:
    """Return the cells of a line."""
    said = [line.outcome, *said_words(line)]
    what = f"{_('Urgent')} {line.what}" if line.urgent else line.what
    if line.kind != ItemKind.MATTER:
        what = pair(word(KINDS, line.kind), what)
    return [
        f"{number}\n{line.number}".strip(),
        minute_or_empty(line.at)[5:],
        line.source,
        what,
        "\n".join(part for part in said if part),
        minute_or_empty(line.due)[5:],
        "\n".join(part for part in (line.contact, line.risk) if part),
        line.handler,
        word(STANDINGS, line.standing),
    ]


def _sheet(
    row: HandoverRow,
    items: Sequence[LineRow],
    held: UnderWay | None,
    ends: datetime | None,
    *,
    unit: str,
    printed_at: datetime,
) -> HandoverSheet:
    """Return the sheet of a handover that was begun."""
    agreed = agreed_words(row.agreed_by, row.agreed_mode, row.agreed_why)
    return HandoverSheet(
        unit=unit,
        number=row.label,
        outgoing=row.outgoing or (held.shift.officer if held is not None else ""),
        incoming=row.incoming or row.relief,
        since=held.shift.begun_at if held is not None else None,
        planned_end=ends,
        arrived_at=row.arrived_at,
        margin=row.margin,
        leader=leader_words(row, held),
        signed_at=row.signed_at,
        emergency=clauses(part for part in (row.emergency, agreed) if part),
        journal=row.journal,
        anchor=row.anchor,
        items=items,
        printed_at=printed_at,
        waived=row.waived,
        signatures=signatures(row, held),
        equipment=row.equipment or compared_words(items),
    )


def _row_of(line: Listed) -> LineRow:
    """Return a line of a list that is not signed yet as one that is."""
    values = {name: getattr(line, name) for name in LineRow.__dataclass_fields__ if name != "item"}
    return LineRow(item=line.key, **values)
