"""What the tables of the registers are declared with.

A table is declared once, as a model of SQLModel. Loading SQLModel, with pydantic and
SQLAlchemy's mapper, takes 25 MB that stay in memory for good; the line keeper, which runs
for months and needs the columns alone, has the same declarations read by `lean`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutyroom.store import lean

if TYPE_CHECKING or not lean.chosen():
    from sqlmodel import Field, SQLModel
else:
    from dutyroom.store.lean import Field, SQLModel

__all__ = ["Field", "SQLModel"]
