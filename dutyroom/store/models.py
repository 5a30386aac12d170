"""What the tables of the registers are declared with.

A table is declared once, as a model of SQLModel. Loading SQLModel, with pydantic and
SQLAlchemy's mapper, takes 25 MB that stay in memory for good, and a tenth of a second while
somebody waits for the call log; keeper and console, which run for months and need the columns
alone, have the same declarations read by `lean`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutyroom.store import leanly

if TYPE_CHECKING or not leanly.chosen():
    import sqlmodel
    from sqlmodel import Field

    class SQLModel(sqlmodel.SQLModel):
        """A model that builds what checks its values when that is first asked for.

        Nobody does: rows are read and written through SQLAlchemy Core. Building it for each
        table took a fifth of the time in which the registers are loaded.
        """

        model_config = {"defer_build": True}
else:
    from dutyroom.store.lean import Field, SQLModel

__all__ = ["Field", "SQLModel"]
