"""What a form asks of a leader's instruction, by itself or with the matter that it is about."""

from __future__ import annotations

from datetime import datetime

from dutyroom.documents.matter_words import choices
from dutyroom.i18n import _
from dutyroom.registers.matters.fields import PAGE
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.registers.matters.kinds import Channel
from dutyroom.registers.values import choice
from dutyroom.screens.filling import Values
from dutyroom.screens.shift import since
from dutyroom.standard.typed_times import typed_moment
from dutyroom.widgets.entries import Entry


def ordered_entries(*, required: bool = True) -> list[Entry]:
    """Return the entries of whose instruction it is, how and when it came, in which words.

    Args:
        required: Whether there must be one.
    """
    who, hint = _("Given by"), _("name and post")
    return [
        Entry("given_by", who, required_with="words", hint=hint, named=True),
        Entry("channel", _("By which way"), choices=choices("channel")),
        Entry("received", _("Received at"), required_with="words", longest=20),
        Entry("words", _("Exact words"), required=required, longest=PAGE, lines=5),
    ]


def ordered_in(values: Values, now: datetime) -> Instruction:
    """Return the instruction that a form holds.

    Args:
        values: What stands in it.
        now: The present.
    """
    channel = choice(Channel, values.get("channel", "")) or Channel.PHONE
    received = heard_at(values.get("received", ""), now)
    return Instruction(values.get("given_by", ""), values["words"], channel, received)


def wrongly_ordered(values: Values, now: datetime) -> str:
    """Return why an instruction cannot have come so; empty where it can."""
    if heard_at(values.get("received", ""), now) is not None:
        return ""
    return _("Write when it was received: 08:30, or with its day 11-25 08:30; never in the future.")


def heard_at(typed: str, now: datetime) -> datetime | None:
    """Return when something was heard; a time without a day is the last such time.

    Args:
        typed: For instance `8:30`, `11-25 08:30`, `昨天 22:10`.
        now: The present.

    Returns:
        The time; None where the text names none, or one that is still to come.
    """
    at = since(typed.strip(), now) or typed_moment(typed, now)
    return at if at is not None and at <= now else None
