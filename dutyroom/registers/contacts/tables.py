"""The tables of the address book; every row of the first two is computed from facts."""

from __future__ import annotations

from typing import Final

from sqlmodel import Field, SQLModel


class ContactRecord(SQLModel, table=True):
    """A unit or a person, as the facts have left it; a retired one stays."""

    __tablename__ = "contact"

    id: str = Field(primary_key=True)
    kind: str
    unit_id: str = Field(default="", index=True)
    name: str = ""
    short_name: str = ""
    level: str = ""
    post: str = ""
    reading: str = ""
    source: str = ""
    verified_on: str = ""
    note: str = ""
    duty: str = ""
    office: str = ""
    mobile: str = ""
    fax: str = ""
    home: str = ""
    other: str = ""
    initials: str = ""
    retired_at: str = ""


class ContactNumber(SQLModel, table=True):
    """A number of a contact that is not retired, in the form in which it is compared."""

    __tablename__ = "contact_number"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: str = Field(foreign_key="contact.id", index=True)
    label: str
    written: str
    normalised: str = Field(index=True)
    backwards: str = Field(index=True)
    extension: str = Field(default="", index=True)


class ContactImport(SQLModel, table=True):
    """An import on its way into the book; a sealed one will be finished, another is dropped."""

    __tablename__ = "contact_import"

    id: str = Field(primary_key=True)
    staged_at: str
    sealed: bool = False


class ContactStaged(SQLModel, table=True):
    """A fact of an import that is not yet in the journal."""

    __tablename__ = "contact_staged"

    import_id: str = Field(primary_key=True, foreign_key="contact_import.id")
    position: int = Field(primary_key=True)
    fact: str


_TABLES: Final = SQLModel.metadata.tables
CONTACT: Final = _TABLES["contact"]
CONTACT_NUMBER: Final = _TABLES["contact_number"]
CONTACT_IMPORT: Final = _TABLES["contact_import"]
CONTACT_STAGED: Final = _TABLES["contact_staged"]
