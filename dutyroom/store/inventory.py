"""What a database holds, so that a migration can prove that it lost nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection, func, select, table


@dataclass(frozen=True, slots=True)
class Inventory:
    """Tables with their counts of rows, and triggers with their text.

    Attributes:
        counts: Rows by table; full-text tables and SQLite's own are left out.
        triggers: The table and the statement of each trigger, by its name.
    """

    counts: dict[str, int]
    triggers: dict[str, tuple[str, str]]

    @classmethod
    def take(cls, connection: Connection) -> Self:
        """Count what is there now.

        Args:
            connection: A connection in a transaction.
        """
        rows = connection.exec_driver_sql(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        ).all()
        virtual = tuple(
            f"{name}_" for _, name, _, sql in rows if sql.upper().startswith("CREATE VIRTUAL")
        )
        counts = {
            name: _count(connection, name)
            for kind, name, _, sql in rows
            if kind == "table"
            and sql.upper().startswith("CREATE TABLE")
            and not name.startswith(("sqlite_", "alembic_", *virtual))
        }
        triggers = {name: (of, sql) for kind, name, of, sql in rows if kind == "trigger"}
        return cls(counts, triggers)

    def restore_triggers(self, connection: Connection) -> None:
        """Make the triggers again that rebuilding a table dropped.

        Args:
            connection: The same connection, after the change.
        """
        now = Inventory.take(connection)
        for name, (of, sql) in self.triggers.items():
            if name not in now.triggers and of in now.counts:
                connection.exec_driver_sql(sql)

    def lost(self, connection: Connection) -> str:
        """Say what is no longer there or no longer fits, for the developer.

        Args:
            connection: The same connection, after the change.

        Returns:
            What was lost; empty where all is well.
        """
        now = Inventory.take(connection)
        faults = [
            f"{name}: {count} -> {now.counts.get(name, 0)} rows"
            for name, count in self.counts.items()
            if now.counts.get(name, 0) < count
        ]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        faults += sorted({f"{row[0]}: refers to nothing in {row[2]}" for row in orphans})
        check = connection.exec_driver_sql("PRAGMA quick_check(5)").scalars().all()
        faults += [line for line in check if line != "ok"]
        return "; ".join(faults)


def _count(connection: Connection, name: str) -> int:
    """Count the rows of a table."""
    return int(connection.execute(select(func.count()).select_from(table(name))).scalar_one())
