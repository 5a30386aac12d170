"""A room of contract staff, and who is admitted in it, for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.admissions import acts, reading
from dutyroom.registers.admissions.facts import Admission
from dutyroom.registers.admissions.kinds import AdmissionFilter
from dutyroom.registers.admissions.reading import AdmissionRow
from dutyroom.registers.people import facts as people
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.store.facts import Place
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import FIRST, LAST, NOW, PLANNING, Room

TODAY = date(2026, 11, 20)
PLACE = Place("yunling")
POST, TRAINING = RefusalKind.POST, RefusalKind.TRAINING
BY_PHONE = Assent("曾国强", "l0", Channel.PHONE, "吴科员", "2026-000123")


def hire(room: Room, who: str, **more: str) -> None:
    """Let somebody be contract staff."""
    new = {"post_kind": "other", **more}
    fact = people.changed(room.person(who), NOW, PLACE, actor="李建国", new=new, why="核对")
    room.access.ledger.record(fact)


def of(who: str = "o1", first: date = FIRST, last: date = LAST, **more: object) -> Admission:
    """Return an admission of an officer."""
    name = dict(zip((f"o{n}" for n in range(7)), roster_kit.OFFICERS, strict=True)).get(who, who)
    usual = Admission(who, name, frozenset({POST}), first, last, "编制不足")
    return replace(usual, **more)  # type: ignore[arg-type] # the fields of any type


def admit(room: Room, admission: Admission, assent: Assent = BY_PHONE, password: str = "") -> str:
    """Admit somebody."""
    return acts.admit(
        room.access, admission, PLANNING, assent=assent, actor="覃小梅", password=password
    )


def take_back(
    room: Room, admission: str, why: str = "已补充人员", assent: Assent = BY_PHONE
) -> None:
    """Take an admission back."""
    acts.take_back(room.access, admission, why, PLANNING, assent=assent, actor="覃小梅")


def listed(
    room: Room, which: AdmissionFilter, *, person: str = "", query: str = ""
) -> list[AdmissionRow]:
    """Return the admissions of a filter."""
    with room.access.store.read() as session:
        return reading.listed(session, which, TODAY, person=person, query=query)
