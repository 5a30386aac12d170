"""The statement of compensatory leave (补休台账): every line, the lots and the balance."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from dutyroom.documents.paper import Column, Paper, Table
from dutyroom.i18n import _
from dutyroom.registers.compensation.reading import Line, Statement
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.compensation import EntryKind, Lot, hours

_DECISIONS: Final = frozenset({EntryKind.ADVANCE, EntryKind.APPROVE, EntryKind.REJECT})
"""Lines for which somebody else than whoever enters them stands."""


def statement_paper(known: Statement, *, unit: str, now: datetime, pack: str) -> Paper:
    """Return somebody's statement.

    Args:
        known: Where they stand.
        unit: Name of the unit.
        now: When it is made.
        pack: Which rule pack is in force, in words.
    """
    ledger = known.ledger
    columns = [Column(*each) for each in zip(titles(), (1.4, 1.4, 1.2, 1.4, 1.2, 2.9), strict=True)]
    today = local_date(now)
    left = [(hours(lot.left), _until(lot, today)) for lot in ledger.lots.values() if lot.left]
    lots = (Column(_("Hours of leave"), 1), Column(_("Valid until"), 1))
    return Paper(
        title=_("Compensatory leave statement"),
        unit=unit,
        printed_at=now,
        pairs=(
            (_("Name"), known.name),
            (_("Balance"), hours(ledger.balance)),
            (_("Available"), hours(ledger.available_on(today))),
            (_("Applied for"), hours(ledger.pending)),
        ),
        tables=(
            Table(columns, [cells(each, known) for each in known.lines]),
            Table(lots, left, heading=_("What is left")),
        ),
        signatures=((_("Holder (signature)"), ""), (_("Checked (signature)"), "")),
        notes=(_("Rule pack: {pack}").format(pack=pack),),
    )


def _until(lot: Lot, today: date) -> str:
    """Return until when a credit can be taken, or that it has ended."""
    if lot.expires_on is None:
        return _("no end")
    ended = _("{day} (ended)") if lot.expires_on < today else "{day}"
    return ended.format(day=lot.expires_on.isoformat())


def titles() -> tuple[str, ...]:
    """Return the titles of the columns of a ledger."""
    return (
        _("Day"),
        _("What happened"),
        _("Leave, h"),
        _("Valid to"),
        _("Entered by"),
        _("Source or reason"),
    )


def what(each: Line, known: Statement) -> str:
    """Return what a line says, and whether it counts."""
    if each.refused:
        return _("{what} (does not count)").format(what=each.entry.kind.label)
    if each.id in known.ledger.reversed_:
        return _("{what} (reversed)").format(what=each.entry.kind.label)
    return each.entry.kind.label


def amount(each: Line, known: Statement) -> str:
    """Return how many hours a line is about, with its sign; of a decision those decided on."""
    entry = each.entry
    signs = {EntryKind.CREDIT: "+", EntryKind.ADVANCE: "+", EntryKind.EXPIRE: "-"}
    if entry.minutes:
        return f"{signs.get(entry.kind, '')}{hours(entry.minutes)}"
    applied = known.ledger.applications.get(entry.ref)
    if applied is None:
        return ""
    return f"{'-' if entry.kind is EntryKind.TAKE else ''}{hours(applied.minutes)}"


def why(each: Line) -> str:
    """Return what a line stands on: its source, its reason, and who decided where somebody did."""
    entry = each.entry
    parts = [part for part in (entry.source, entry.reason) if part]
    if entry.kind in _DECISIONS and entry.by:
        parts.append(_("decided by {name}").format(name=entry.by))
    return " ".join(parts)


def cells(each: Line, known: Statement) -> tuple[str, ...]:
    """Return one line in full, in the order of `titles`."""
    entry = each.entry
    said = why(each)
    if each.attested_by:
        said += " " + _("attested by {witness}").format(witness=each.attested_by)
    ends = entry.expires_on.isoformat() if entry.expires_on else ""
    by = each.entered_by
    return entry.on.isoformat(), what(each, known), amount(each, known), ends, by, said
