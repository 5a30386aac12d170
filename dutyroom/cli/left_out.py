"""What the commands say of rows beside the journal that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.phrases import listed, pair
from dutyroom.store.beside import LeftOut

_NAMES: Final[Mapping[str, str]] = {
    "draft": N_("drafts"),
    "account_secrets": N_("passwords and PINs"),
    "account_tries": N_("counts of wrong tries"),
    "meta": N_("notes of the program"),
}


def _counted(found: Iterable[LeftOut]) -> str:
    """Return how many rows of which table cannot be read, as a list."""
    return listed(
        pair(
            _(_NAMES.get(out.table, out.table)),
            str(out.rows) if out.rows else _("an unknown number"),
        )
        for out in found
    )


def fault(found: Iterable[LeftOut]) -> str:
    """Return what is wrong with a database in which rows cannot be read, as part of a sentence.

    Args:
        found: The rows; not empty.
    """
    return _("cannot be read: {names}").format(names=_counted(found))


def sentence(found: Iterable[LeftOut]) -> str:
    """Return what is left out of a database, and what to do about it.

    Args:
        found: The rows; not empty.
    """
    return _(
        "Could not be read and is left out: {names}. Drafts are written again; where passwords are "
        "among it, the head of the unit sets new ones."
    ).format(names=_counted(found))
