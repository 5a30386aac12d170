"""The tables of the address book; every row is computed from facts."""

from __future__ import annotations

from typing import Final

from dutyroom.store.models import Field, SQLModel


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


_TABLES: Final = SQLModel.metadata.tables
CONTACT: Final = _TABLES["contact"]
CONTACT_NUMBER: Final = _TABLES["contact_number"]
