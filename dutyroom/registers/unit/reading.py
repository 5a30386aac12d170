"""What the register of the unit answers: its profile, its number, and the number's history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from dutyroom import config
from dutyroom.registers.unit import facts
from dutyroom.registers.unit.facts import Profile
from dutyroom.registers.unit.tables import NUMBERS, PROFILES
from dutyroom.registers.values import choice
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """What the unit is.

    Attributes:
        profile: What kind of unit; None: this version does not know the kind.
        name: Its full name.
        duty_body: The body charged with duty work.
        since: Since when it is so.
        by: Who noted it.
    """

    profile: Profile | None
    name: str
    duty_body: str
    since: datetime
    by: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A stretch of time in which the unit had one duty number.

    Attributes:
        change: Id of the fact that noted it.
        number: The number; empty: none.
        since: From when on.
        until: Until when; None: still, or it never counted.
        reason: Why it became the number.
        document: What ordered it or made it known.
        noted_at: When it was noted.
        by: Who noted it.
        withdrawn_at: When it was taken back as a mistake; None: it was not.
        withdrawn_by: Who took it back.
        withdrawn_why: Why.
    """

    change: UUID
    number: str
    since: datetime
    until: datetime | None
    reason: str
    document: str
    noted_at: datetime
    by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""


def profile(session: Session, unit: str, at: datetime) -> ProfileRow | None:
    """Return what a unit is at a time; None where nobody has said.

    Args:
        session: A transaction.
        unit: Code of the unit.
        at: The time.
    """
    columns = PROFILES.c
    chosen = (
        select(columns.profile, columns.name, columns.duty_body, columns.since, columns.by)
        .where(columns.unit == unit, columns.since <= at)
        .order_by(columns.since.desc(), columns.fact.desc())
        .limit(1)
    )
    row = session.connection().execute(chosen).first()
    return ProfileRow(choice(Profile, row[0]), *row[1:]) if row is not None else None


def number_history(session: Session, unit: str) -> list[NumberRow]:
    """Return every number that a unit had, the newest first; withdrawn ones in between.

    Args:
        session: A transaction.
        unit: Code of the unit.
    """
    columns = NUMBERS.c
    chosen = select(NUMBERS).where(columns.unit == unit)
    newest_first = chosen.order_by(columns.since.desc(), columns.noted_at.desc(), columns.fact)
    found: list[NumberRow] = []
    until: datetime | None = None
    for row in session.connection().execute(newest_first).mappings():
        counts = row["withdrawn_at"] is None
        values = {name: row[name] for name in NumberRow.__dataclass_fields__ if name in row}
        change = UUID(row["fact"])
        found.append(NumberRow(change=change, until=until if counts else None, **values))
        until = row["since"] if counts else until
    return found


def number(session: Session, unit: str, at: datetime) -> NumberRow | None:
    """Return the one number of a unit at a time; None where it had none (article 6).

    Args:
        session: A transaction.
        unit: Code of the unit.
        at: The time.
    """
    for row in number_history(session, unit):
        if row.withdrawn_at is None and row.since <= at:
            return row if row.number else None
    return None


def caught_up(
    session: Session, settings: config.Unit, at: datetime, place: Place, *, actor: str
) -> list[Fact]:
    """Return the facts that bring the register in line with what was set up; often none.

    Args:
        session: A transaction.
        settings: The unit as the settings have it.
        at: The time.
        place: Unit and seat of the desk.
        actor: Who set it up.
    """
    made = []
    known = profile(session, place.unit, at)
    kind = Profile(settings.profile)
    if known is None or (known.profile, known.name) != (kind, settings.name):
        body = known.duty_body if known is not None else ""
        made.append(
            facts.profiled(at, place, actor=actor, profile=kind, name=settings.name, duty_body=body)
        )
    held = number(session, place.unit, at)
    if settings.number != (held.number if held is not None else ""):
        made.append(facts.number_changed(at, place, actor=actor, number=settings.number, since=at))
    return made
