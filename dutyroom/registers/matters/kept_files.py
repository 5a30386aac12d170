"""The files that are kept with matters: each under its hash, whichever folder it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy import select

from dutyroom.registers.matters.tables import MATTERS, MatterAttachment
from dutyroom.store.files import file_hash
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_HASH_DIGITS: Final = 64
_FILES: Final = table_of(MatterAttachment)


def kept(folder: Path, sha256: str) -> Path | None:
    """Return where an attachment is kept; None where the hash is none.

    Args:
        folder: Where attachments are kept.
        sha256: Its hash, as the register holds it; any text at all.
    """
    digits = set("0123456789abcdef")
    if len(sha256) != _HASH_DIGITS or not set(sha256) <= digits:
        return None
    return folder / sha256[:2] / sha256


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is kept with a matter; `name` is foreign text, `size` in bytes."""

    matter: str
    name: str
    sha256: str
    size: int


def every(session: Session) -> list[Attached]:
    """Return every file that is kept, with the printed number of its matter.

    Args:
        session: A transaction that reads.
    """
    files, matters = _FILES.c, MATTERS.c
    chosen = select(matters.year, matters.running, files.name, files.sha256, files.size)
    joined = chosen.join_from(_FILES, MATTERS, files.matter == matters.id)
    rows = session.connection().execute(joined.order_by(matters.ordinal, files.position))
    return [Attached(f"{year}-{running:04d}", *rest) for year, running, *rest in rows]


class Kept(StrEnum):
    """How an attachment is found."""

    WHOLE = "whole"
    CHANGED = "changed"
    """It is another one than was attached."""
    GONE = "gone"
    UNREADABLE = "unreadable"


def found(folder: Path, sha256: str, size: int = -1) -> Kept:
    """Return how an attachment is found.

    Args:
        folder: Where attachments are kept.
        sha256: Its hash, as the register holds it.
        size: Its size in bytes, where that alone is compared, as it is fast; -1: it is read.
    """
    path = kept(folder, sha256)
    try:
        if path is None or not path.is_file():
            return Kept.GONE
        same = path.stat().st_size == size if size >= 0 else file_hash(path) == sha256
    except OSError:
        return Kept.UNREADABLE
    return Kept.WHOLE if same else Kept.CHANGED
