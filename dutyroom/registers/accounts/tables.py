"""The tables of accounts. The first three are computed from facts; the secrets are not."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class AccountRecord(SQLModel, table=True):
    """The account of a person; its secrets are named, not held."""

    __tablename__ = "accounts"

    person: str = Field(primary_key=True)
    unit: str = ""
    roles: str = ""
    password: str = ""
    password_set_at: datetime | None = None
    password_set_by: str = ""
    password_how: str = ""
    must_change: bool = False
    vouching: str = ""
    pin: str = ""
    pin_set_at: datetime | None = None
    revision: int = 0
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    closed_why: str = ""


class SessionRecord(SQLModel, table=True):
    """A session that a password opened."""

    __tablename__ = "account_sessions"

    id: str = Field(primary_key=True)
    person: str = ""
    name: str = ""
    unit: str = ""
    seat: str = ""
    wrong_tries: int = 0
    opened_at: datetime | None = None
    closed_at: datetime | None = Field(default=None, index=True)


class VouchingRecord(SQLModel, table=True):
    """A leader's word for somebody who forgot the password."""

    __tablename__ = "vouchings"

    id: str = Field(primary_key=True)
    unit: str = ""
    person: str = ""
    name: str = ""
    given_by: str = ""
    given_name: str = ""
    attested_by: str = ""
    attested_name: str = ""
    channel: str = ""
    call: str = ""
    reason: str = ""
    given_at: datetime | None = None
    used_at: datetime | None = None
    reviewed_at: datetime | None = Field(default=None, index=True)
    reviewed_by: str = ""
    reviewed_name: str = ""
    upheld: bool = False
    finding: str = ""


class SecretRecord(SQLModel, table=True):
    """The hash of a password or PIN: the only place in the program that holds one."""

    __tablename__ = "account_secrets"

    id: str = Field(primary_key=True)
    person: str = Field(index=True)
    purpose: str
    hash: str
    set_at: datetime


class TriesRecord(SQLModel, table=True):
    """Wrong tries since the last right one; not journalled, so that guessing fills nothing."""

    __tablename__ = "account_tries"

    person: str = Field(primary_key=True)
    purpose: str = Field(primary_key=True)
    wrong: int = 0
    last_at: datetime


ACCOUNTS_TABLE: Final = table_of(AccountRecord)
SESSIONS: Final = table_of(SessionRecord)
VOUCHINGS: Final = table_of(VouchingRecord)
SECRETS: Final = table_of(SecretRecord)
TRIES: Final = table_of(TriesRecord)
