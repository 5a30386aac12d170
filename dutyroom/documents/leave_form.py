"""The leave form (请假单): who, where, until when, who decides, who stands in (article 10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dutyroom.documents.paper import Box, Paper
from dutyroom.documents.slip import local_minute
from dutyroom.i18n import _
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.leave.kinds import FIELD_LABELS
from dutyroom.registers.leave.reading import Correction, LeaveRow
from dutyroom.registers.values import choice


def leave_form(
    row: LeaveRow, corrections: Sequence[Correction], *, unit: str, now: datetime
) -> Paper:
    """Return the form of a leave; what nobody has decided or reported leaves room to write.

    Args:
        row: The leave.
        corrections: What was changed later.
        unit: Name of the unit.
        now: When the form is made.
    """
    deputy = "  ".join(part for part in (row.deputy_name, row.deputy_phone) if part)
    return Paper(
        title=_("Leave form"),
        unit=unit,
        printed_at=now,
        pairs=(
            (_("Name"), row.name),
            (_("Post"), row.post),
            (_("Kind"), row.kind.label if row.kind else ""),
            (_("Where"), row.place),
            (_("From"), local_minute(row.start)),
            (_("Until"), local_minute(row.end)),
            (_("Reached at"), row.phone),
            (_("Acting deputy"), deputy),
        ),
        boxes=(
            Box(_("Reason"), row.reason, 2.4),
            Box(_("Decision"), _decision(row), 2.6, signed=True),
            Box(_("Return"), _return(row), 1.6, signed=row.returned_at is None),
        ),
        signatures=(
            (_("Applicant (signature)"), ""),
            (_("Applied"), _at(row.applied_at, row.applied_by)),
        ),
        notes=_notes(row, corrections),
    )


def _decision(row: LeaveRow) -> str:
    """Return who decided what and how it is known; empty: nobody has."""
    if row.decided_at is None:
        return ""
    verdict = _("Approved") if row.approved else _("Refused")
    parts = [f"{verdict}  {row.decided_name}  {local_minute(row.decided_at)}"]
    if row.decided_attested_by:
        channel = choice(Channel, row.decided_channel) or Channel.PHONE
        parts.append(
            _("Given {channel}, attested by {witness}").format(
                channel=channel.label, witness=row.decided_attested_by
            )
        )
    if row.decided_call:
        parts.append(_("Call {call}").format(call=row.decided_call))
    return "\n".join([*parts, row.remark] if row.remark else parts)


def _return(row: LeaveRow) -> str:
    """Return when they left and came back, as far as that is noted."""
    left = [_("Left {time}").format(time=local_minute(row.left_at))] if row.left_at else []
    if row.returned_at is not None:
        left.append(_("Back since {time}").format(time=local_minute(row.returned_at)))
    return "\n".join(left)


def _notes(row: LeaveRow, corrections: Sequence[Correction]) -> list[str]:
    """Return what was said against it and what was changed."""
    notes = [line for line in row.aware.splitlines() if line]
    if row.cancelled_at is not None:
        words = _("Cancelled {time}: {why}")
        notes.append(words.format(time=local_minute(row.cancelled_at), why=row.cancelled_why))
    for each in corrections:
        label = _(FIELD_LABELS[each.field]) if each.field in FIELD_LABELS else each.field
        words = _("Changed {time} by {name}: {field}: {old} > {new} ({why})")
        notes.append(
            words.format(
                time=local_minute(each.at),
                name=each.by,
                field=label,
                old=_stored(each.field, each.old),
                new=_stored(each.field, each.new),
                why=each.why,
            )
        )
    return notes


def _stored(field: str, text: str) -> str:
    """Return a value of a correction as it is read."""
    if field not in {"start", "end"}:
        return text
    try:
        return local_minute(datetime.fromisoformat(text))
    except ValueError:
        return text


def _at(moment: datetime | None, name: str) -> str:
    """Return a time with a name; empty where there is none."""
    return f"{local_minute(moment)}  {name}" if moment is not None else ""
