"""What the ledger knows of a register: which facts are its own and how they become rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dutyroom.store.journal import Entry
from dutyroom.store.models import SQLModel
from dutyroom.store.search import SearchIndex
from dutyroom.store.session import Session

Projector: TypeAlias = Callable[[Session, Entry], None]
"""Brings the readable rows up to date with one more entry of the journal.

It is total: no sequence of facts makes it fail, and the same sequence always
makes the same rows.
"""

Write: TypeAlias = Callable[[Session], None]
"""Writes rows that are ready."""

Stager: TypeAlias = Callable[[Session, Sequence[Entry]], Write]
"""Makes ready what a projector would write for many entries that are not in the journal yet.

It only reads, outside the write lock, and what it returns makes the rows that the projector
makes, as long as nothing else is written in between.
"""


@dataclass(frozen=True, slots=True)
class Register:
    """One paper register.

    Attributes:
        name: What hints and the ledger call it, for instance `calls`.
        prefixes: How the kinds of its facts begin, for instance `call.`.
        project: Its projector.
        tables: Its projected tables; emptied before they are rebuilt.
        indexes: Its search indexes; emptied as well.
        stage: Makes many entries ready before they are written; None: each is projected.
    """

    name: str
    prefixes: tuple[str, ...]
    project: Projector
    tables: tuple[type[SQLModel], ...]
    indexes: tuple[SearchIndex, ...] = ()
    stage: Stager | None = None

    def owns(self, kind: str) -> bool:
        """Return whether facts of a kind belong to this register."""
        return kind.startswith(self.prefixes)
