"""Why SQLite refused, and what its checks found, in the user's language; it says so in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.phrases import as_said, clauses

_PAGE: Final = N_("a page of it is damaged")
_INDEX: Final = N_("an index does not agree with its table")
_SEARCH: Final = N_("its search index is damaged")
_TEXT: Final = N_("a text in it is damaged")
_WORDS: Final[Mapping[str, str]] = {
    "database disk image is malformed": _PAGE,
    "malformed database schema": N_("its schema is damaged"),
    "file is not a database": N_("it does not begin as a database does"),
    "file is encrypted or is not a database": N_("it does not begin as a database does"),
    "fts5: corrupt": _SEARCH,
    "malformed inverted index": _SEARCH,
    "unable to validate the inverted index": _SEARCH,
    "Could not decode to UTF-8": _TEXT,
    "'utf-8' codec": _TEXT,
    "disk I/O error": N_("the disk does not answer as it should"),
    "unable to open database": N_("it cannot be opened"),
    "attempt to write a readonly database": N_("it can only be read"),
    "access permission denied": N_("it may not be opened by this user"),
    "not authorized": N_("it may not be opened by this user"),
    "database or disk is full": N_("the disk is full"),
    "database is locked": N_("another program is writing to it"),
    "database table is locked": N_("another program is writing to it"),
    "*** in database": _PAGE,
    "Tree ": _PAGE,
    "Page ": _PAGE,
    "On tree page": _PAGE,
    "Freelist": _PAGE,
    "Main freelist": _PAGE,
    "wrong # of entries in index": _INDEX,
    "non-unique entry in index": _INDEX,
    "row ": _INDEX,
}
"""By how its own words begin: those of its result codes, of the driver and of `quick_check`."""


def sqlite_reason(said: BaseException | str) -> str:
    """Return why, in the user's language; what is seldom, as SQLite says it."""
    words = str(said)
    known = next((told for begins, told in _WORDS.items() if words.startswith(begins)), None)
    return _(known) if known else as_said(words)


def fault_reasons(faults: Iterable[str]) -> str:
    """Return what checks of the pages found, each kind of fault once."""
    return clauses(dict.fromkeys(sqlite_reason(fault) for fault in faults))
