"""A row of a register as an object, while an entry of the journal is projected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import bindparam, insert, select, update

from dutyroom.store.models import SQLModel
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_Model = TypeVar("_Model", bound=SQLModel)

_KEY: Final = "the_key"
"""Stands in a statement for the value that a row is found by."""


class Kept(Generic[_Model]):
    """A row that is read once, changed as an object, and written where it changed."""

    def __init__(self, row: _Model, was: Mapping[str, Any] | None = None) -> None:
        """Keep a row.

        Args:
            row: The row as an object.
            was: Its columns as they stand in the database; None: it is new.
        """
        self.row = row
        self._was = was

    def save(self, session: Session) -> None:
        """Write what changed since it was read or written last."""
        table = table_of(type(self.row))
        now = {column.name: getattr(self.row, column.name) for column in table.columns}
        if self._was is None:
            session.connection().execute(insert(table), now)
        elif changed := {name: now[name] for name in now if now[name] != self._was[name]}:
            (key,) = table.primary_key.columns
            found = update(table).where(key == bindparam(_KEY))
            session.connection().execute(found, {**changed, _KEY: self._was[key.name]})
        self._was = now


def find(session: Session, model: type[_Model], column: str, value: object) -> Kept[_Model] | None:
    """Return the row that has a value in a column of unique values; None where there is none.

    Args:
        session: A transaction.
        model: The model of the row.
        column: The name of the column.
        value: The value.
    """
    chosen = select(table := table_of(model)).where(table.c[column] == bindparam(_KEY))
    found = session.connection().execute(chosen, {_KEY: value}).mappings().first()
    return None if found is None else Kept(model(**found), dict(found))


def add(session: Session, row: SQLModel) -> None:
    """Write a row that is new and will not be changed again."""
    Kept(row).save(session)
