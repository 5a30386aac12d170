"""What the register of special admissions answers: who may serve in spite of what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select

from dutyroom.registers.admissions.kinds import (
    RULES,
    SEPARATOR,
    AdmissionFilter,
    AdmissionState,
)
from dutyroom.registers.admissions.tables import ADMISSIONS_TABLE
from dutyroom.standard.roster.admitting import rule_words
from dutyroom.standard.roster.eligibility import Override, RefusalKind
from dutyroom.standard.roster.words import days_in_words
from dutyroom.store.session import Session

_SEARCHED: Final = ("name", "reason", "given_name", "back_why")
_GONE: Final = "-"
"""What stands for a text that was purged: the decision counts all the same."""


@dataclass(frozen=True, slots=True)
class AdmissionRow:
    """An admission as it is read.

    Attributes:
        id: Its id.
        person: Id of whoever is admitted.
        name: Their name then; foreign text, as the reasons and all names.
        rules: What is set aside.
        first: First duty day.
        last: Last duty day, included.
        reason: Why.
        late: Why it was entered only after its first day; empty: it was not.
        given_at: When it was given.
        given_by: Id of whoever gave it; empty: somebody outside the register.
        given_name: Their name.
        given_channel: How they gave their word.
        given_attested_by: Who heard it; empty: they signed by password.
        given_call: Number of the recorded call; empty: none.
        given_noted_by: Who entered it.
        back_at: When it was taken back; None: it stands.
        back_by: As `given_by`, of whoever took it back.
        back_name: As `given_name`.
        back_channel: As `given_channel`.
        back_attested_by: As `given_attested_by`.
        back_call: As `given_call`.
        back_noted_by: As `given_noted_by`.
        back_why: Why it was taken back.
        revision: How often it was changed.
    """

    id: str
    person: str
    name: str
    rules: tuple[RefusalKind, ...]
    first: date
    last: date
    reason: str
    late: str
    given_at: datetime
    given_by: str
    given_name: str
    given_channel: str
    given_attested_by: str
    given_call: str
    given_noted_by: str
    back_at: datetime | None
    back_by: str
    back_name: str
    back_channel: str
    back_attested_by: str
    back_call: str
    back_noted_by: str
    back_why: str
    revision: int

    @property
    def days(self) -> str:
        """Its days, as they are written."""
        return days_in_words(self.first, self.last)

    @property
    def what(self) -> str:
        """What is set aside, in words."""
        return rule_words(self.rules)

    def state(self, today: date) -> AdmissionState:
        """Return how it stands on a duty day."""
        if self.back_at is not None:
            return AdmissionState.BACK
        return AdmissionState.OVER if self.last < today else AdmissionState.STANDS

    def overrides(self) -> list[Override]:
        """Return it as the rules of the roster know it, one for each rule."""
        reason, by = self.reason.strip() or _GONE, self.given_name.strip() or _GONE
        return [
            Override(self.person, rule, self.first, self.last, reason, by, self.back_at)
            for rule in self.rules
        ]


def get(session: Session, admission: str) -> AdmissionRow | None:
    """Return an admission by its id; None: there is none."""
    found = _read(session, _rows().where(ADMISSIONS_TABLE.c.id == admission))
    return found[0] if found else None


def touching(session: Session, first: date, last: date, person: str = "") -> list[AdmissionRow]:
    """Return the admissions that touch some days, those taken back included, the earliest first.

    Args:
        session: A transaction.
        first: First duty day.
        last: Last duty day, included.
        person: Id of whose; empty: everybody's.
    """
    columns = ADMISSIONS_TABLE.c
    chosen = _rows().where(columns.last >= first.isoformat(), columns.first <= last.isoformat())
    if person:
        chosen = chosen.where(columns.person == person)
    return _read(session, chosen.order_by(columns.first, columns.person, columns.id))


def overrides(session: Session, first: date, last: date) -> list[Override]:
    """Return the admissions that touch some days as the rules of the roster know them.

    Args:
        session: A transaction.
        first: First duty day.
        last: Last duty day, included.
    """
    return [each for row in touching(session, first, last) for each in row.overrides()]


def admitted(session: Session, person: str, day: date, now: datetime) -> list[Override]:
    """Return by which decisions somebody may serve on a duty day, as it stands now.

    Args:
        session: A transaction.
        person: Their id.
        day: The duty day.
        now: The time.
    """
    found = (each for row in touching(session, day, day, person) for each in row.overrides())
    return [each for each in found if each.stands_at(now)]


def listed(
    session: Session,
    which: AdmissionFilter,
    today: date,
    *,
    person: str = "",
    query: str = "",
    limit: int = 200,
) -> list[AdmissionRow]:
    """Return admissions: those that stand by their days, the others newest first.

    Args:
        session: A transaction.
        which: Those that stand and are not over, those taken back, or all.
        today: The duty day.
        person: Id of whose; empty: everybody's.
        query: Words that all have to stand in names or reasons.
        limit: Most admissions returned.
    """
    columns = ADMISSIONS_TABLE.c
    chosen = _rows()
    if person:
        chosen = chosen.where(columns.person == person)
    match which:
        case AdmissionFilter.STANDING:
            chosen = chosen.where(_standing(today))
            chosen = chosen.order_by(columns.first, columns.name, columns.id)
        case AdmissionFilter.BACK:
            chosen = chosen.where(columns.back_at.is_not(None))
            chosen = chosen.order_by(columns.back_at.desc(), columns.id)
        case AdmissionFilter.ALL:
            chosen = chosen.order_by(columns.given_at.desc(), columns.id)
    for word in query.split():
        chosen = chosen.where(
            or_(*(columns[name].icontains(word, autoescape=True) for name in _SEARCHED))
        )
    return _read(session, chosen.limit(limit))


def counts(session: Session, today: date, person: str = "") -> dict[str, int]:
    """Return how many stand and are not over.

    Args:
        session: A transaction.
        today: The duty day.
        person: Id of whose; empty: everybody's.
    """
    columns = ADMISSIONS_TABLE.c
    chosen = select(func.count()).where(columns.given_at.is_not(None), _standing(today))
    if person:
        chosen = chosen.where(columns.person == person)
    return {AdmissionFilter.STANDING.value: int(session.connection().execute(chosen).scalar_one())}


def _standing(today: date) -> ColumnElement[bool]:
    """Return what chooses the admissions that stand and are not over."""
    columns = ADMISSIONS_TABLE.c
    return columns.back_at.is_(None) & (columns.last >= today.isoformat())


def _rows() -> Select[Any]:
    """Return what reads admissions; one that was never written down is left out."""
    columns = ADMISSIONS_TABLE.c
    names = AdmissionRow.__dataclass_fields__
    return select(*(columns[name] for name in names)).where(columns.given_at.is_not(None))


def _read(session: Session, chosen: Select[Any]) -> list[AdmissionRow]:
    """Return rows as values."""
    return [
        AdmissionRow(
            **{
                **row,
                "first": date.fromisoformat(row["first"]),
                "last": date.fromisoformat(row["last"]),
                "rules": tuple(
                    rule for rule in RULES if rule.value in row["rules"].split(SEPARATOR)
                ),
            }
        )
        for row in session.connection().execute(chosen).mappings()
    ]
