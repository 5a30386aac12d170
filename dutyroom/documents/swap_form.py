"""The swap form (调班单): what changes hands, who agreed, whom it was reported to (article 15)."""

from __future__ import annotations

from datetime import datetime

from dutyroom.documents.paper import Box, Column, Paper, Table
from dutyroom.documents.slip import local_minute
from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.swaps.reading import ConsentRow, LegRow, SwapRow
from dutyroom.registers.values import choice


def swap_form(row: SwapRow, *, unit: str, now: datetime) -> Paper:
    """Return the form of a swap; what has not happened leaves room to write.

    Args:
        row: The swap.
        unit: Name of the unit.
        now: When the form is made.
    """
    shifts = Table(
        (
            Column(_("Begins"), 2.4),
            Column(_("Ends"), 2.4),
            Column(_("Shift"), 1.6),
            Column(_("From"), 1.2),
            Column(_("To"), 1.2),
        ),
        [_leg(leg) for leg in row.legs],
    )
    words = Table(
        (Column(_("Agreed"), 1.4), Column(_("When"), 2), Column(_("How"), 3)),
        [_consent(each) for each in row.consents],
        heading=_("Consent of everybody whose duty changes"),
    )
    return Paper(
        title=_("Swap form"),
        unit=unit,
        printed_at=now,
        pairs=(
            (_("Asked by"), row.asked_name),
            (_("Swap asked"), local_minute(row.swap.asked_at)),
            (_("State"), row.swap.state.label),
            (_("New version"), row.published),
        ),
        tables=(shifts, words),
        boxes=(
            Box(_("Reason"), row.swap.reason, 1.6),
            Box(_("Reported to the leader"), _reported(row), 2, signed=True),
        ),
        signatures=[(_("Signature of {name}").format(name=n), "") for n in row.names.values()],
        notes=_notes(row),
    )


def _leg(leg: LegRow) -> tuple[str, ...]:
    """Return one slot that changes hands."""
    start = local_minute(leg.start) if leg.start else ""
    end = local_minute(leg.end) if leg.end else ""
    return start, end, leg.label, leg.giver_name, leg.taker_name


def _consent(each: ConsentRow) -> tuple[str, ...]:
    """Return somebody's yes and how it is known."""
    channel = choice(Channel, each.channel) or Channel.PRESENT
    how = _("signed by password")
    if each.attested_by:
        how = _("{channel}, attested by {witness}").format(
            channel=channel.label, witness=each.attested_by
        )
    if each.call:
        how += "  " + _("Call {call}").format(call=each.call)
    return each.name, local_minute(each.at), how


def _reported(row: SwapRow) -> str:
    """Return who was told when; empty: nobody yet."""
    if row.swap.reported_at is None:
        return ""
    channel = choice(Channel, row.reported_channel)
    way = channel.label if channel else ""
    said = (row.reported_name, local_minute(row.swap.reported_at), way, row.reported_word)
    return "  ".join(filter(None, (*said, row.reported_why)))


def _notes(row: SwapRow) -> list[str]:
    """Return what was decided against a rule, and how it ended."""
    notes = []
    if row.swap.waiver is not None:
        words = _("In spite of a rule: {reason} ({name})")
        notes.append(words.format(reason=row.swap.waiver.reason, name=row.swap.waiver.by))
    if row.swap.noticed_at is not None:
        words = _("Change notice sent {time}: {how}")
        time = local_minute(row.swap.noticed_at)
        notes.append(words.format(time=time, how=row.noticed_how))
    elif row.swap.notice_due:
        notes.append(_("The roster had been submitted: a change notice is owed."))
    if row.ended_at is not None:
        words = pair(row.swap.state.label, f"{row.swap.ended_by} {local_minute(row.ended_at)}")
        notes.append(f"{words} {row.swap.ended_why}")
    return notes
