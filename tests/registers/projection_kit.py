"""What every register's projection is tested with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import strategies as st
from sqlalchemy import select

from dutyroom.registers.register import Register
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from dutyroom.store.models import SQLModel
from dutyroom.store.rows import table_of

Rows = dict[str, list[dict[str, Any]]]

BODY_VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 9),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just("2026-11-23T08:00:00+00:00"),
)
HOSTILE_TEXTS: st.SearchStrategy[str] = st.text(max_size=12) | st.sampled_from(
    ["[/oops]", "\x1b]0;x\x07", "a\x00b", "\ud800", "'; DROP TABLE people; --", "2026-02-30", "1e9"]
)


def rows_of(store: Store, register: Register, *, but: Sequence[str] = ()) -> Rows:
    """Return every row of a register's tables, in an order of their own.

    Args:
        store: The database.
        register: The register.
        but: Columns that are left out.
    """
    found: Rows = {}
    with store.read() as session:
        for model in register.tables:
            table = table_of(model)
            rows = session.connection().execute(select(table)).mappings()
            plain = [{k: v for k, v in row.items() if k not in but} for row in rows]
            found[table.name] = sorted(plain, key=repr)
    return found


def migrated_differences(store: Store, register: Register) -> list[object]:
    """Return where the tables of the migration differ from those that the code declares."""
    own = {str(table.__tablename__) for table in register.tables}
    with store.read() as session:
        context = MigrationContext.configure(
            session.connection(),
            opts={
                "compare_type": False,  # text of any length is one to SQLite
                "include_name": lambda name, kind, _parents: kind != "table" or name in own,
                "include_object": lambda _item, name, kind, *_rest: kind != "table" or name in own,
            },
        )
        return list(compare_metadata(context, SQLModel.metadata))


def disordered(facts: Sequence[Fact]) -> st.SearchStrategy[list[Fact]]:
    """Return the facts in any order, some of them twice."""
    again = st.lists(st.sampled_from(list(facts)), max_size=4)
    return again.flatmap(lambda more: st.permutations([*facts, *more]))
