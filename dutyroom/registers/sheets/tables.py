"""Where the facts of an import wait until they are in the journal."""

from __future__ import annotations

from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class StagedImport(SQLModel, table=True):
    """An import on its way in; a sealed one will be finished, another is dropped."""

    __tablename__ = "contact_import"  # the address book was the first that imported

    id: str = Field(primary_key=True)
    staged_at: str
    sealed: bool = False


class StagedFact(SQLModel, table=True):
    """A fact of an import that is not yet in the journal."""

    __tablename__ = "contact_staged"

    import_id: str = Field(primary_key=True, foreign_key="contact_import.id")
    position: int = Field(primary_key=True)
    fact: str


STAGED_IMPORT: Final = table_of(StagedImport)
STAGED_FACT: Final = table_of(StagedFact)
