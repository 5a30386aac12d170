"""The officers and leaders of the demo's unit, the roster of this month, and who wishes what."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dutyroom import resources
from dutyroom.clock import Clock
from dutyroom.config import Places, Settings
from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.hashing import Hasher
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.preview import preview
from dutyroom.registers.roster import drafting
from dutyroom.registers.roster.drafting import RosterRefused
from dutyroom.registers.roster.judging import faults_of
from dutyroom.registers.roster.planning import Planning, planning
from dutyroom.registers.roster.publishing import Publishing, period_of, publish
from dutyroom.registers.roster.setting import setting
from dutyroom.registers.sheets.staging import carry_out
from dutyroom.registers.wishes.acts import ask
from dutyroom.registers.wishes.facts import Wish
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.editing import emptied, put
from dutyroom.standard.roster.rotation import rotation
from dutyroom.standard.roster.values import Role, Roster
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Place

_AHEAD: Final = timedelta(days=3)
"""How long before the month ends the demo has the next one, too."""
_ACTOR: Final = "单晓明"
_WISHES: Final = (
    ("覃小梅", False, (2, 3), (), False, "孩子家长会"),
    ("蒙飞", True, (4, 6), ("night",), False, "下周要外出培训，愿先值夜班"),
    ("黄丽娟", False, (5, 5), ("night",), True, "次日一早陪家人就医"),
)
"""Of the next days: whose, whether for duty, first and last day from today, shifts, strong, why."""


def staff(where: Places, settings: Settings, clock: Clock) -> None:
    """Put the demo's people into the register, and publish who is on duty this month.

    Args:
        where: The places of the demo.
        settings: Its settings.
        clock: Says which month it is.
    """
    store = open_store(where.database)
    ledger = Ledger(store, clock)
    access = Access(store, ledger, clock, Place(settings.unit.code), Hasher())
    try:
        _people(access)
        today = local_date(clock.now())
        # the holidays of a year may not be known yet: then the demo has no roster, as an office
        with suppress(RosterRefused):
            for first, last in dict.fromkeys(map(period_of, (today, today + _AHEAD))):
                _month(access, planning(settings), first, last, today)
        _wishes(access, planning(settings), today)
    finally:
        store.close()


def _people(access: Access) -> None:
    """Import the people, the way an officer would."""
    sheet = read_sheet(resources.data("demo", "people.csv"))
    with access.store.read() as session:
        seen = preview(sheet.rows, people.everybody(session), AreaCodes.load())
    now = access.clock.now()
    made = seen.facts(now, access.place, actor="demo")
    for _done in carry_out(access.store, access.ledger, made, now):
        pass


def _wishes(access: Access, how: Planning, today: date) -> None:
    """Have some of the people wish for duty, or to be spared."""
    with access.store.read() as session:
        known = {person.name: person for person in people.everybody(session)}
    for name, wanted, (first, last), shifts, strong, reason in _WISHES:
        days = today + timedelta(days=first), today + timedelta(days=last)
        wish = Wish(known[name].id, name, wanted, *days, shifts, strong, reason)
        ask(access, wish, how, actor=name)


def _month(access: Access, how: Planning, first: date, last: date, today: date) -> None:
    """Publish a month: the plain rotation, and then one duty that changed hands.

    Raises:
        RosterRefused: The holidays of the year are not known.
    """
    made = _rotated(access.store, how, first, last)
    publish(access, Publishing(made, _ACTOR, reasons=_explained(access.store, made, how)), how)
    later = [
        slot
        for slot in made.slots
        if slot.role is Role.OFFICER and slot.night and slot.day > today and slot.required == 1
    ]
    if len(later) > 1:
        one, other = later[0], later[1]
        swapped = emptied(emptied(made, one.id), other.id)
        for slot, giver in ((one, other), (other, one)):
            for person in made.people_in(giver.id):
                swapped = put(swapped, slot.id, person)
        reasons = _explained(access.store, swapped, how)
        asked = Publishing(swapped, _ACTOR, "两人调班", reasons, source="swap")
        publish(access, asked, how)


def _explained(store: Store, roster: Roster, how: Planning) -> dict[str, str]:
    """Return a reason for each fault of a roster."""
    with store.read() as session:
        return {fault.key: "演示数据" for fault in faults_of(session, roster, how)}


def _rotated(store: Store, how: Planning, first: date, last: date) -> Roster:
    """Return a month in which everybody comes in turn.

    Raises:
        RosterRefused: The holidays of the year are not known.
    """
    with store.read() as session:
        empty = drafting.begun(session, first, last, how).roster
        judged = setting(session, first, last, how)
    return replace(empty, assignments=rotation(empty.slots, judged))
