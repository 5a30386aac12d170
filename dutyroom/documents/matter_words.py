"""The words on screen and paper for what the register of matters keeps as codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.registers.matters.fields import CODED, TIMES
from dutyroom.registers.matters.kinds import SOURCES, Step
from dutyroom.standard.clocks import minute

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "source": SOURCES,
    "kind": {
        "notice": N_("Notice"),
        "warning": N_("Warning"),
        "incident": N_("Incident"),
        "help": N_("Request for help"),
        "complaint": N_("Complaint"),
        "check": N_("Check of duty"),
        "guidance": N_("Guidance to a unit"),
        "other": N_("Other"),
    },
    "urgency": {
        "ordinary": N_("Ordinary"),
        "urgent": N_("Pressing"),
        "very_urgent": N_("At once"),
    },
    "channel": {
        "phone": N_("Telephone"),
        "in_person": N_("In person"),
        "fax": N_("Fax"),
        "document": N_("Official document"),
        "message": N_("Text message"),
        "other": N_("Other"),
    },
    "link": {
        "call": N_("Call"),
        "recording": N_("Recording"),
        "incident": N_("Incident"),
        "matter": N_("Matter"),
    },
    "step": {
        Step.OPENED: N_("Received"),
        Step.NOTED: N_("Progress"),
        Step.INSTRUCTED: N_("Instruction"),
        Step.CONVEYED: N_("Conveyed"),
        Step.RECEIPTED: N_("Receipt"),
        Step.SETTLED: N_("Outcome of the instruction"),
        Step.LEFT: N_("Closed without an outcome"),
        Step.TRANSFER_ASKED: N_("Transfer asked"),
        Step.TRANSFER_ACCEPTED: N_("Transfer accepted"),
        Step.TRANSFER_DECLINED: N_("Transfer declined"),
        Step.TRANSFER_WITHDRAWN: N_("Transfer taken back"),
        Step.TRANSFER_ENDED: N_("Transfer ended by the handover"),
        Step.HANDED_OVER: N_("Handed over"),
        Step.KEPT: N_("Declined at the handover"),
        Step.LINKED: N_("Linked"),
        Step.ATTACHED: N_("File attached"),
        Step.CORRECTED: N_("Corrected"),
        Step.CLOSED: N_("Closed"),
        Step.REOPENED: N_("Reopened"),
    },
}
"""Words by column and code."""


_FROM: Final = frozenset({Step.INSTRUCTED, Step.TRANSFER_ACCEPTED, Step.HANDED_OVER})
"""Steps whose other person is the one that it came from."""


def word(column: str, code: str) -> str:
    """Return the word for a code, in the language in force; an unknown code as it is."""
    found = WORDS.get(column, {}).get(code)
    return _(found) if found is not None else code


def toward(step: str, who: str) -> str:
    """Return the other person of a step behind an arrow: to them, or from them.

    Args:
        step: The step.
        who: Who it is; nobody is named twice who only opened the matter.
    """
    if not who or step == Step.OPENED:
        return ""
    return f"<- {who}" if step in _FROM else f"-> {who}"


def choices(column: str) -> list[tuple[str, str]]:
    """Return word and code of each choice of a column, in order."""
    return [(_(text), str(code)) for code, text in WORDS[column].items()]


def distance(moment: datetime, now: datetime) -> str:
    """Return how far a time is from now, in its two largest units, without direction.

    Args:
        moment: The time.
        now: The present.
    """
    return length(int(abs((moment - now).total_seconds()) // 60))


def length(minutes: int) -> str:
    """Return so many minutes, in their two largest units."""
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    if days:
        return _("{days}d {hours}h").format(days=days, hours=hours)
    if hours:
        return _("{hours}h {minutes}m").format(hours=hours, minutes=left)
    return _("{minutes}m").format(minutes=left)


def due(deadline: datetime | None, now: datetime) -> str:
    """Return when something is due, seen from now; empty where nothing is.

    Args:
        deadline: When.
        now: The present.
    """
    if deadline is None:
        return ""
    how_far = distance(deadline, now)
    words = _("over by {time}") if deadline <= now else _("in {time}")
    return words.format(time=how_far)


def limit(label: str, deadline: datetime, now: datetime) -> str:
    """Return what a time is the limit of, the time, and how far off it is.

    Args:
        label: What it is the limit of, in words.
        deadline: When.
        now: The present.
    """
    words = _("{label} {time} ({left})")
    return words.format(label=label, time=minute(deadline), left=due(deadline, now))


def value(name: str, text: str) -> str:
    """Return a value of a field that was corrected: codes as words, times by the clock.

    Args:
        name: Name of the field.
        text: The value, as the correction holds it.
    """
    if not text:
        return _("(empty)")
    if name in CODED:
        return word(name, text)
    if name not in TIMES:
        return text
    try:
        return minute(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return text
