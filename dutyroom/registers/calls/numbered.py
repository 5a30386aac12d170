"""A call by the number that is printed, as somebody types it beside a word that was heard.

A word that is said to be on a recording is kept with a call that is there, or not kept at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.calls.rows import CALLS, CallRow, choose, rows
from dutyroom.store.engine import Store
from dutyroom.store.session import Session

_TYPED: Final = re.compile(r"(?:(?P<year>\d{4})-)?(?P<running>\d{1,7})")


class NoSuchCall(PlainError):  # noqa: N818 - it says what happened
    """The log has no call of the number that was typed."""

    def __init__(self, typed: str) -> None:
        """Say which number it was.

        Args:
            typed: What was typed.
        """
        words = _(
            "The log has no call {number}. Look its number up there, or leave the field empty "
            "where nothing was recorded. Nothing was changed."
        )
        super().__init__(words.format(number=typed.strip()))


def numbered(session: Session, typed: str) -> CallRow | None:
    """Return the call that is meant by its number in the log: `12`, `2026-00012`.

    Args:
        session: A transaction that reads.
        typed: What was typed; a number without a year is the newest call that bears it.

    Returns:
        The call; None: there is none, or nothing was typed.
    """
    found = _TYPED.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        return None
    chosen = choose().where(CALLS.c.running == int(found["running"]))
    if found["year"]:
        chosen = chosen.where(CALLS.c.year == int(found["year"]))
    newest = chosen.order_by(CALLS.c.ordinal.desc()).limit(1)
    return next(iter(rows(session, session.connection().execute(newest))), None)


def labels(session: Session, calls: Collection[str]) -> dict[str, str]:
    """Return the printed numbers of some calls, by their ids.

    Args:
        session: A transaction that reads.
        calls: Their ids.
    """
    chosen = choose().where(CALLS.c.id.in_(calls))
    found = rows(session, session.connection().execute(chosen)) if calls else []
    return {row.id: row.label for row in found}


def printed(store: Store, typed: str) -> str:
    """Return a call's number as it is printed; empty: none is named.

    Args:
        store: The database.
        typed: Its number as typed.

    Raises:
        NoSuchCall: A number was typed that no call bears.
        StoreError: The database cannot be used.
    """
    call = meant(store, typed)
    return call.label if call is not None else ""


def meant(store: Store, typed: str) -> CallRow | None:
    """Return the call in which something is said to have been heard; None: none is named.

    Args:
        store: The database.
        typed: Its number as typed; empty: there is no recording.

    Raises:
        NoSuchCall: A number was typed that no call bears.
        StoreError: The database cannot be used.
    """
    if not typed.strip():
        return None
    with store.read() as session:
        found = numbered(session, typed)
    if found is None:
        raise NoSuchCall(typed)
    return found
