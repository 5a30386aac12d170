"""The words of a handover, on the screen as on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dutyroom.documents.matter_words import length
from dutyroom.documents.slip import minute_or_empty
from dutyroom.i18n import N_, _
from dutyroom.phrases import clauses, listed, pair
from dutyroom.registers.handover.facts import Side
from dutyroom.registers.handover.reading import HandoverRow, LineRow, UnderWay
from dutyroom.registers.shifts.kinds import Answering
from dutyroom.registers.shifts.reading import ShiftDetail
from dutyroom.standard.handover.values import ItemKind
from dutyroom.standard.handover.walking import Standing

KINDS: Final[Mapping[str, str]] = {
    ItemKind.STATE: N_("Interim"),
    ItemKind.MATTER: N_("Matter"),
    ItemKind.CALL: N_("Call"),
    ItemKind.CALL_OUT: N_("Called"),
    ItemKind.DRAFT: N_("Draft"),
    ItemKind.ALARM: N_("Alarm"),
    ItemKind.FAULT: N_("Fault"),
    ItemKind.DOCUMENT: N_("Papers"),
    ItemKind.EQUIPMENT: N_("Check"),
    ItemKind.VISITOR: N_("Visit"),
    ItemKind.NOTE: N_("Memo"),
    ItemKind.ROSTER: N_("Roster"),
}
"""Kinds of items by their code."""

_ALWAYS: Final = (Answering.FIRST, Answering.MAIN, Answering.DIRECT)
"""Who always answers: nobody of a kind is told as nobody."""

STANDINGS: Final[Mapping[str, str]] = {
    Standing.DONE: N_("Done"),
    Standing.UNEXPLAINED: N_("To explain"),
    Standing.EXPLAINED: N_("To decide"),
    Standing.ASKED: N_("Asked back"),
    Standing.CHANGED: N_("Has changed"),
    Standing.ACCEPTED: N_("Taken over"),
    Standing.DECLINED: N_("Declined"),
}
"""How an item stands, by its code."""

DUES: Final[Mapping[str, str]] = {
    ItemKind.STATE: N_("Holds until"),
    ItemKind.MATTER: N_("Due"),
    ItemKind.ALARM: N_("Shelved until"),
    ItemKind.FAULT: N_("Repair promised for"),
    ItemKind.DOCUMENT: N_("To be given back by"),
    ItemKind.NOTE: N_("Holds until"),
}
"""What the time of an item is the limit of, by its kind."""

LEADER: Final[Mapping[str, str]] = {
    "phone": N_("by phone"),
    "in_person": N_("in person"),
    "signed": N_("signed"),
}
"""How the leader heard of a handover, by its code."""


_HOURS: Final = 120
"""Minutes from which a margin is told in hours, too."""


def word(words: Mapping[str, str], code: str) -> str:
    """Return the word for a code, in the language in force; an unknown code as it is."""
    return _(words[code]) if code in words else code


def agreed_words(leader: str, mode: str, why: str = "") -> str:
    """Return which leader agreed that the outgoing officer does not sign; empty: nobody is noted.

    Args:
        leader: Their name.
        mode: `in_person` or `phone`.
        why: Why it is nobody of the register; empty: it is.
    """
    if not leader:
        return ""
    words = _("{leader} agreed {how}").format(leader=leader, how=word(LEADER, mode))
    return clauses(part for part in (words, why) if part)


def compared_words(items: Iterable[LineRow]) -> str:
    """Return what a list says of the equipment where its signatures say nothing of it."""
    found = (line.what for line in items if line.kind == ItemKind.EQUIPMENT)
    return next(found, _("Nothing is noted of a check."))


def leader_words(row: HandoverRow, held: UnderWay | None) -> str:
    """Return who was told of a handover, how and when, or that they sign anew; empty: nobody was.

    Args:
        row: The handover.
        held: The same while it is under way; None: it is signed.
    """
    told = f"{row.leader} {word(LEADER, row.leader_mode)} {minute_or_empty(row.leader_told_at)}"
    anew = held is not None and row.leader_mode == "signed" and not held.leader_signed
    changed = _("the list has changed: leader signs anew") if anew else ""
    return clauses(part for part in (told.strip(), changed) if part)


def margin_words(margin: float | None) -> str:
    """Return by how much the relief came early or late; empty where no hour was planned.

    Args:
        margin: Seconds before the hour, below 0: late.
    """
    if margin is None:
        return ""
    minutes = int(abs(margin) // 60)
    if minutes >= _HOURS:
        words = _("{time} late") if margin < 0 else _("{time} early")
        return words.format(time=length(minutes))
    words = _("{minutes} min late") if margin < 0 else _("{minutes} min early")
    return words.format(minutes=minutes)


def answering_words(known: ShiftDetail) -> list[tuple[str, str]]:
    """Return who answers for a shift (article 25): each kind with its names, nobody as nobody.

    Args:
        known: The shift; where nothing was laid down nothing is said.
    """
    if known.responsible_at is None:
        return []
    named = {
        kind: listed(each.name for each in known.responsible if each.kind is kind)
        for kind in Answering
    }
    spoken = {kind.at_work for kind, names in named.items() if names}
    return [
        (kind.label, names or "-")
        for kind, names in named.items()
        if names or (kind in _ALWAYS and kind not in spoken)
    ]


def said_words(line: LineRow) -> Iterator[str]:
    """Yield what both said of a line, each with what it is: of two sentences none tells whose."""
    if line.explanation:
        yield pair(_("Explained"), line.explanation)
    if line.reason:
        declined = line.standing == Standing.DECLINED
        yield pair(_("Declined") if declined else _("Reason"), line.reason)


def _by_password(name: str) -> str:
    """Return a name that was signed with the password of its bearer."""
    return _("{name} ({how})").format(name=name, how=_("signed by password"))


def _absent(name: str) -> str:
    """Return the name of an outgoing officer who did not sign, as they were taken ill."""
    return _("{name} ({how})").format(name=name, how=_("taken ill, not signed"))


def signatures(row: HandoverRow, held: UnderWay | None) -> tuple[str, str, str]:
    """Return outgoing, incoming and leader, each with how it signed; a leader who did not is empty.

    Before both sign, their names stand where they will. An outgoing officer who was taken ill
    signs nothing, and the paper must not look as if they had.

    Args:
        row: The handover.
        held: The same while it is under way; None: it is signed.
    """
    proven = row.proven.split()
    outgoing = row.outgoing or (held.shift.officer if held is not None else "")
    incoming = row.incoming or row.relief
    leads = held.leader_signed if held is not None else row.leader_mode == "signed"
    given = _by_password(outgoing) if Side.OUTGOING in proven else outgoing
    return (
        _absent(outgoing) if row.emergency and Side.OUTGOING not in proven else given,
        _by_password(incoming) if Side.INCOMING in proven else incoming,
        _by_password(row.leader) if leads else "",
    )
