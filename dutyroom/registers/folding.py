"""Projections that do not depend on the order in which facts were written.

All facts of a subject are read again, put in the order that they themselves
name, and folded into its rows. So a fact that comes late, twice or before the
one it follows makes the same rows as it would have in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Table, delete, insert

from dutyroom.registers.values import whole
from dutyroom.store import journal
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.models import SQLModel
from dutyroom.store.rows import blank
from dutyroom.store.session import Session

REVISION = "revision"
"""Where a fact says how often its subject had been changed before: no clock decides the order."""

Order: TypeAlias = Callable[[Fact], tuple[Any, ...]]
"""Gives the place of a fact among those of its subject."""

Rows: TypeAlias = Sequence[Mapping[str, object]]


def by_revision(fact: Fact) -> tuple[Any, ...]:
    """Order facts by the revision that they made; of two alike the later one follows."""
    return (whole(fact, REVISION) or 0, fact.occurred_at, str(fact.id))


def by_kind(kinds: Sequence[str]) -> Order:
    """Return an order by revision, then by the place of the kind among `kinds`, then by time."""
    places = {kind: place for place, kind in enumerate(kinds)}

    def order(fact: Fact) -> tuple[Any, ...]:
        return (whole(fact, REVISION) or 0, places[fact.kind], fact.occurred_at, str(fact.id))

    return order


def by_time(fact: Fact) -> tuple[Any, ...]:
    """Order facts by when they happened."""
    return (fact.occurred_at, str(fact.id))


def stamp(row: dict[str, Any], fact: Fact) -> None:
    """Let the row of a subject bear the unit of its first fact and the latest revision."""
    row["unit"] = row["unit"] or fact.place.unit
    row[REVISION] = max(row[REVISION], whole(fact, REVISION) or 0)


def history(session: Session, subject: str, kinds: Collection[str], order: Order) -> list[Entry]:
    """Return what the journal holds of a subject, in an order that the facts name.

    Args:
        session: A transaction.
        subject: The subject.
        kinds: The kinds of facts that count.
        order: The order.
    """
    found = (entry for entry in journal.entries(session, subject=subject))
    return sorted(
        (entry for entry in found if entry.fact.kind in kinds), key=lambda entry: order(entry.fact)
    )


def histories(
    session: Session,
    new: Sequence[Entry],
    kinds: Collection[str],
    order: Order,
) -> dict[str, list[Entry]]:
    """Return what the journal will hold of the subjects of entries that it does not hold yet.

    Args:
        session: A transaction.
        new: The entries, in the order in which they will be written.
        kinds: The kinds of facts that count.
        order: The order within each subject.
    """
    counting = [entry for entry in new if entry.fact.kind in kinds]
    known: dict[str, list[Entry]] = {entry.fact.subject: [] for entry in counting}
    written = journal.entries_of(session, list(known))
    for entry in (*(each for each in written if each.fact.kind in kinds), *counting):
        known[entry.fact.subject].append(entry)
    return {
        subject: sorted(found, key=lambda entry: order(entry.fact))
        for subject, found in known.items()
    }


def replace(
    session: Session, table: Table, column: str, key: str | int, rows: Iterable[Any]
) -> None:
    """Put rows in the place of all that a table holds under a key.

    Args:
        session: A transaction of `Store.write`.
        table: The table.
        column: The column that holds the key.
        key: The key.
        rows: The new rows, as mappings by column; all name the same columns.
    """
    connection = session.connection()
    connection.execute(delete(table).where(table.c[column] == key))
    if made := list(rows):
        connection.execute(insert(table), made)


class SubjectRows:
    """The rows of one subject while its facts are folded into them.

    Attributes:
        row: The row of the subject itself.
        children: The rows that belong to it, by model.
    """

    def __init__(
        self,
        model: type[SQLModel],
        subject: str,
        *,
        children: Iterable[type[SQLModel]],
        key: str,
        **known: object,
    ) -> None:
        """Begin with nothing known.

        Args:
            model: The model of the subject itself.
            subject: Its id.
            children: The models of the rows that belong to it.
            key: The column by which they do.
            known: Columns of the subject whose values are known.
        """
        self.row: dict[str, Any] = {**blank(model), "id": subject, **known}
        self.children: dict[type[SQLModel], list[dict[str, Any]]] = {
            child: [] for child in children
        }
        self._key = key

    def add(self, model: type[SQLModel], **columns: object) -> dict[str, Any]:
        """Add a row that belongs to the subject; what is not named is empty."""
        row: dict[str, Any] = {**blank(model), self._key: self.row["id"], **columns}
        if "position" in row:
            row["position"] = len(self.children[model])
        self.children[model].append(row)
        return row

    def find(self, model: type[SQLModel], **columns: object) -> dict[str, Any] | None:
        """Return the last row that belongs to the subject and has these values."""
        wanted = columns.items()
        fitting = (row for row in reversed(self.children[model]) if wanted <= row.items())
        return next(fitting, None)
