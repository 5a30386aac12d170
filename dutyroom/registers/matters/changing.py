"""What many matters change, found before it is written: what differs from what stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Table, delete, select

from dutyroom.registers.matters.findable import INDEX, findable, text_of
from dutyroom.registers.matters.rows import Rows
from dutyroom.registers.matters.tables import CHILDREN, MATTERS, MatterCorrection, MatterStep
from dutyroom.registers.register import Write
from dutyroom.store.bound import bound, bound_changes
from dutyroom.store.parts import in_parts
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

Row = Mapping[str, Any]

_TABLES: Final = {model: table_of(model) for model in CHILDREN}


@dataclass(frozen=True, slots=True)
class Stored:
    """A matter as it stands.

    Attributes:
        row: Its row.
        children: The rows that belong to it, by table.
    """

    row: Row
    children: Mapping[Table, list[Row]]


def stored_many(session: Session, matters: Sequence[str]) -> dict[str, Stored]:
    """Return matters as they stand, by id; those that are new are not among them.

    Args:
        session: A transaction that reads.
        matters: Their ids.
    """
    found: dict[str, Stored] = {}
    for some in in_parts(matters):
        chosen = select(MATTERS).where(MATTERS.c.id.in_(some))
        for row in session.connection().execute(chosen).mappings():
            found[row["id"]] = Stored(dict(row), defaultdict(list))
        for table in _TABLES.values():
            theirs = select(table).where(table.c.matter.in_(some))
            ordered = theirs.order_by(*table.primary_key.columns)
            for row in session.connection().execute(ordered).mappings():
                found[row["matter"]].children[table].append(dict(row))
    return found


@dataclass(slots=True)
class Changes:
    """The statements that make some matters what they are now.

    Attributes:
        changed: Ids of matters with their new values, by the columns that they change.
        added: Rows that are added, by table.
        gone: Matters whose rows are all replaced, by table.
        unfound: Number and text of what the index forgets.
        found: Number and text of what it learns.
    """

    changed: dict[tuple[str, ...], list[tuple[object, dict[str, Any]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    added: dict[Table, list[Row]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[Table, list[str]] = field(default_factory=lambda: defaultdict(list))
    unfound: list[tuple[int, str]] = field(default_factory=list)
    found: list[tuple[int, str]] = field(default_factory=list)

    def take(self, before: Stored, rows: Rows) -> None:
        """Take in a matter.

        Args:
            before: How it stands.
            rows: How it is to stand.
        """
        new = {name: value for name, value in rows.row.items() if before.row[name] != value}
        if new:
            self.changed[tuple(sorted(new))].append((before.row["id"], new))
        for model, table in _TABLES.items():
            stand, wanted = before.children.get(table, []), rows.children[model]
            fresh = [row for row in wanted if row not in stand]
            if len(wanted) - len(fresh) < len(stand):
                self.gone[table].append(before.row["id"])
                fresh = wanted
            self.added[table] += fresh
        steps, corrections = (
            before.children.get(_TABLES[model], []) for model in (MatterStep, MatterCorrection)
        )
        was, now = findable(before.row, steps, corrections), text_of(rows)
        if was != now:
            self.unfound.append((before.row["ordinal"], was))
            self.found.append((before.row["ordinal"], now))

    def ready(self, session: Session) -> Write:
        """Return what writes them, ready to be run.

        Args:
            session: A transaction, which may only read.
        """
        index = INDEX.prepared(session, self.unfound, self.found)
        adding = [bound(session, table, rows) for table, rows in self.added.items()]
        by_id = MATTERS.c.id
        changing = [bound_changes(session, by_id, rows) for rows in self.changed.values()]

        def write(session: Session) -> None:
            connection = session.connection()
            for change in changing:
                change(session)
            for table, matters in self.gone.items():
                connection.execute(delete(table).where(table.c.matter.in_(matters)))
            for add in adding:
                add(session)
            index(session)

        return write
