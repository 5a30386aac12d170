"""The declarations of tables, read without SQLModel.

What stands in a model is understood as SQLModel understands it, as far as the registers use
it; a test compares every table, and what drives the real programs runs on these. Chosen by a
process (`dutyroom.store.leanly`) before it declares its first table (`dutyroom.store.models`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Final, get_args, get_type_hints

from sqlalchemy import (
    Boolean,
    Column,
    ColumnDefault,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    types,
)
from sqlalchemy.schema import SchemaItem

_REQUIRED: Final = object()


class Moment(types.TypeDecorator[datetime]):
    """A time that knows its zone: kept in UTC, and given back in it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the database keeps.

        Raises:
            ValueError: The time does not say of which zone it is.
        """
        del dialect
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a time without a zone: {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return a time with its zone; SQLite keeps none."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


_TYPES: Final[Mapping[type, type[types.TypeEngine[Any]]]] = {
    bool: Boolean,
    int: Integer,
    float: Float,
    str: String,
    datetime: Moment,
    date: Date,
}


@dataclass(frozen=True, slots=True)
class Field:
    """What is said of a column beside its type."""

    default: object = _REQUIRED
    primary_key: bool = False
    unique: bool = False
    index: bool = False
    foreign_key: str | None = None


class SQLModel:
    """What every model is derived from: a row as an object, which knows no database."""

    metadata: ClassVar[MetaData] = MetaData()
    __tablename__: ClassVar[str]
    __table_args__: ClassVar[tuple[SchemaItem, ...]] = ()

    def __init_subclass__(cls, *, table: bool = False) -> None:
        """Make the table that a class with `table=True` declares."""
        super().__init_subclass__()
        if table:
            hints = get_type_hints(cls)
            own = {name: cls.__dict__.get(name, _REQUIRED) for name in cls.__annotations__}
            columns = [_column(name, hints[name], _options(said)) for name, said in own.items()]
            Table(cls.__tablename__, cls.metadata, *columns, *cls.__table_args__)

    def __init__(self, **values: object) -> None:
        """Take a row's values; what is not given has its default, or nothing."""
        for column in self.metadata.tables[self.__tablename__].columns:
            setattr(self, column.name, values.get(column.name, default_of(column)))


def default_of(column: Column[Any]) -> object:
    """Return the value of a column in a row that is given none; None where it has no default."""
    return column.default.arg if isinstance(column.default, ColumnDefault) else None


def _options(value: object) -> Field:
    """Return what a class says of a column: options, a bare default or nothing."""
    return value if isinstance(value, Field) else Field(value)


def _column(name: str, hint: object, options: Field) -> Column[Any]:
    """Return the column that an annotation and its options declare."""
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not type(None)]
    given = options.default is not _REQUIRED and options.default is not None
    return Column(
        name,
        _TYPES[kinds[0]](),
        *([ForeignKey(options.foreign_key)] if options.foreign_key else []),
        primary_key=options.primary_key,
        unique=options.unique or None,
        index=options.index or None,
        nullable=not options.primary_key and type(None) in get_args(hint),
        default=options.default if given else None,
    )
