"""What no leave may be, whoever wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from dutyroom.i18n import _
from dutyroom.phrases import sentences
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.facts import Wanted
from dutyroom.registers.leave.reading import LeaveRow, corrections, overlapping
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.words import moment
from dutyroom.store.session import Session

LONGEST: Final = timedelta(days=400)
"""A longer leave is a slip of the finger."""

DECIDING: Final = frozenset({PersonRole.LEADER, PersonRole.HEAD_OF_UNIT, PersonRole.HEAD_OF_ROOM})
"""Who of the register may decide about leave; a superior from outside always may."""


def refuse_impossible(wanted: Wanted) -> None:
    """Refuse what cannot be or lacks something.

    Raises:
        LeaveRefused: It cannot.
    """
    if wanted.end <= wanted.start:
        raise LeaveRefused(_("The leave ends before it begins. Nothing was recorded."))
    if wanted.end - wanted.start > LONGEST:
        raise LeaveRefused(_("That is longer than a year. Check the dates."))
    if not (wanted.reason.strip() and wanted.place.strip()):
        raise LeaveRefused(_("A leave names its reason and the place. Nothing was recorded."))
    deputy = bool(wanted.deputy_name.strip() and wanted.deputy_phone.strip())
    if wanted.principal and not deputy:
        raise LeaveRefused(
            _(
                "The head of the unit names an acting deputy with a phone (article 10). "
                "Nothing was recorded."
            )
        )
    if wanted.deputy and wanted.deputy == wanted.person:
        raise LeaveRefused(_("Nobody stands in for themselves. Nothing was recorded."))


def refuse_overlap(session: Session, wanted: Wanted, *, but: str = "") -> None:
    """Refuse what touches another leave of the same person.

    Raises:
        LeaveRefused: It does.
    """
    other = overlapping(session, wanted.person, wanted.start, wanted.end, but=but)
    if other is not None:
        raise LeaveRefused(
            _(
                "{name} has {kind} from {start} to {end} already. Change or cancel that one "
                "first. Nothing was recorded."
            ).format(
                name=other.name,
                kind=other.kind.label if other.kind else _("leave"),
                start=moment(other.start),
                end=moment(other.end),
            )
        )


def refuse_decider(session: Session, row: LeaveRow, wanted: Wanted) -> None:
    """Refuse an acting deputy who has approved the leave, or other days of it.

    It is the same as at the approval, only later: who stands in has not given the word.

    Args:
        session: A transaction that reads.
        row: The leave as it is.
        wanted: As it would be.

    Raises:
        LeaveRefused: The deputy has.
    """
    given = [(row.decided_by, row.decided_name)] if row.approved else []
    given += [("", each.agreed_name) for each in corrections(session, row.id)]
    later = replace(row, deputy=wanted.deputy, deputy_name=wanted.deputy_name)
    if any(later.stands_in(person, name.strip()) for person, name in given):
        words = _("{name} approved this leave and cannot be its acting deputy: name somebody else.")
        raise LeaveRefused(
            sentences((words.format(name=wanted.deputy_name.strip()), _("Nothing was changed.")))
        )


def refuse_self(session: Session, row: LeaveRow, assent: Assent, now: datetime) -> None:
    """Refuse a decision by whoever wants the leave or stands in, or by who may not decide.

    Who stands in gains an office by the leave of whoever holds it: that is no word of a superior
    (article 10).

    Raises:
        LeaveRefused: It is one.
    """
    if assent.person == row.person or assent.name.strip() == row.name:
        raise LeaveRefused(_("Nobody decides about their own leave. Nothing was changed."))
    if row.stands_in(assent.person, assent.name.strip()):
        words = _("{name} is the acting deputy for this leave: somebody else decides about it.")
        raise LeaveRefused(
            sentences((words.format(name=assent.name.strip()), _("Nothing was changed.")))
        )
    known = _of_register(session, assent)
    if known and not any(each.active(local_date(now)) and each.roles & DECIDING for each in known):
        raise LeaveRefused(
            _("{name} is not among those who decide about leave. Nothing was changed.").format(
                name=known[0].name
            )
        )


def _of_register(session: Session, assent: Assent) -> list[Person]:
    """Return who of the register is meant; a name of it that is typed as one from outside, too."""
    if not assent.person:
        return people.named(session, assent.name)
    known = people.get(session, assent.person)
    return [known] if known is not None else []
