"""The numbers that were passed over, as the ledger knows them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from dutyroom.registers.numbers import facts
from dutyroom.registers.numbers.tables import KEPT, PASSED, KeptNumber, PassedNumber
from dutyroom.registers.register import Register
from dutyroom.registers.values import whole
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.rows import upsert
from dutyroom.store.session import Session

LARGEST: Final = 9_999_999
"""The largest running number that is believed; a damaged file may hold any."""


def project(session: Session, entry: Entry) -> None:
    """Pass over the numbers that a fact names; a higher one that was named before stays.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    fact = entry.fact
    year, last = whole(fact, "year"), whole(fact, "last")
    if fact.kind != facts.PASSED or year is None or last is None or last > LARGEST:
        return
    key = {"series": fact.subject, "unit": fact.place.unit, "year": year}
    chosen = select(PASSED.c.last).filter_by(**key)
    before = session.connection().execute(chosen).scalar() or 0
    upsert(session, PASSED, {**key, "last": max(before, last)}, tuple(key))
    for subject, running in _kept(fact, last):
        row = {**key, "subject": subject, "running": running}
        upsert(session, KEPT, row, ("series", "subject"))


def _kept(fact: Fact, last: int) -> list[tuple[str, int]]:
    """Return the numbers that a fact keeps for those that had them."""
    kept = fact.body.get("kept")
    found = kept.items() if isinstance(kept, dict) else ()
    return [
        (subject, running)
        for subject, running in found
        if isinstance(running, int) and 0 < running <= last
    ]


NUMBERS: Final = Register(
    name="numbers",
    prefixes=("numbers.",),
    project=project,
    tables=(PassedNumber, KeptNumber),
)
"""The running numbers that are passed over."""
