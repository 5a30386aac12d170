"""What the commands say of databases that were set aside."""

from __future__ import annotations

from collections.abc import Sequence

from dutyroom.i18n import _, ngettext
from dutyroom.standard.clocks import minute
from dutyroom.store.asides import Aside


def line(aside: Aside) -> str:
    """Return one line about a database that was set aside.

    Args:
        aside: The database.
    """
    return _("{time}  {size:.1f} MB  {path}").format(
        time=minute(aside.since), size=aside.size / 1e6, path=aside.path
    )


def counted(found: Sequence[Aside]) -> str:
    """Return how many there are, since when, and how large they are together.

    Args:
        found: The databases; not empty.
    """
    return ngettext(
        "{count} database was set aside by restore or rebuild, {since}: {size:.1f} MB, beside the "
        "one in use.",
        "{count} databases were set aside by restore or rebuild, the first {since}: {size:.1f} MB, "
        "beside the one in use.",
        len(found),
    ).format(
        count=len(found),
        since=minute(min(each.since for each in found)),
        size=sum(each.size for each in found) / 1e6,
    )


def advice() -> str:
    """Return what may be done with them."""
    return _(
        "Nothing deletes them. Once the call log is compared with the paper, they may be deleted "
        "by hand, each with the files whose names begin with its own."
    )
