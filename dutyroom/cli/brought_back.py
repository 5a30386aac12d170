"""What `dutyroom restore` says of what was entered after the backup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dutyroom.cli import left_out
from dutyroom.i18n import _, ngettext
from dutyroom.registers.bringing_back import BroughtBack, Wanted
from dutyroom.registers.passing_over import Jump
from dutyroom.standard.clocks import minute


def told(found: BroughtBack, wanted: Wanted) -> Iterator[str]:
    """Yield the sentences that the officer reads after a restore.

    Args:
        found: What came back, and what did not.
        wanted: What was to be done.
    """
    yield (
        _came_back(found)
        if wanted.newer
        else _(
            "What was entered after the backup was left out, as asked; it stands in what is kept."
        )
    )
    yield from _anew(found)
    if wanted.newer and found.other:
        yield _(
            "The journal of the database that was here does not go on from this backup: nothing "
            "of it was taken over. What was entered after {time} is compared with the paper, and "
            "entered again."
        ).format(time=minute(wanted.backup.created_at))
    elif wanted.newer and found.lost is None:
        yield _(
            "What was entered after {time} cannot be read, not even how much it was: compare with "
            "the paper, and enter it again."
        ).format(time=minute(wanted.backup.created_at))
    elif wanted.newer and found.lost:
        yield ngettext(
            "{count} fact after {time} cannot be read: compare with the paper, and enter it again.",
            "{count} facts after {time} cannot be read: compare with the paper, and enter them "
            "again.",
            found.lost,
        ).format(count=found.lost, time=minute(wanted.backup.created_at))
    yield from _besides(found)


def told_of_damaged(found: BroughtBack, path: Path) -> Iterator[str]:
    """Yield what the officer reads of a database that was made of a damaged file.

    Args:
        found: What came from it, and what did not.
        path: The file.
    """
    count = found.whole + found.anew
    yield ngettext(
        "{count} entry came from {path}.", "{count} entries came from {path}.", count
    ).format(count=count, path=path)
    yield from _anew(found)
    if found.lost is None:
        yield _(
            "How many are missing cannot be read: compare with the paper, and enter them again."
        )
    elif found.lost:
        yield ngettext(
            "{count} entry cannot be read: compare with the paper, and enter it again.",
            "{count} entries cannot be read: compare with the paper, and enter them again.",
            found.lost,
        ).format(count=found.lost)
    yield from _besides(found)


def _anew(found: BroughtBack) -> Iterator[str]:
    """Yield how many entries have another place in the journal now."""
    if found.anew:
        yield ngettext(
            "{count} of them stood behind a damaged place and was entered anew at the end of the "
            "journal.",
            "{count} of them stood behind a damaged place and were entered anew at the end of the "
            "journal.",
            found.anew,
        ).format(count=found.anew)


def _besides(found: BroughtBack) -> Iterator[str]:
    """Yield what is missing besides entries, and which numbers are passed over."""
    if found.left_out:
        yield left_out.sentence(found.left_out)
    yield from map(_jumped, found.jumps)
    if found.versions:
        yield _(
            "Rosters that were published meanwhile may be missing, too: the next version of such a "
            "period has a number behind the next round ten, such as 11."
        )


def _came_back(found: BroughtBack) -> str:
    """Say how much came back."""
    count = found.whole + found.anew
    whole = found.lost == 0 and not found.left_out
    if not count and whole:
        return _("Nothing had been entered after the backup: nothing is missing.")
    if whole and not found.anew:
        return ngettext(
            "{count} fact that was entered after the backup came back: nothing is missing.",
            "{count} facts that were entered after the backup came back: nothing is missing.",
            count,
        ).format(count=count)
    return ngettext(
        "{count} fact that was entered after the backup came back.",
        "{count} facts that were entered after the backup came back.",
        count,
    ).format(count=count)


def _jumped(jump: Jump) -> str:
    """Say which numbers are not given again, and why."""
    sentence = (
        _(
            "Running numbers of {series}, {year}: {first} to {last} were given or left out after "
            "the backup and are not given again; the next is {next}."
        )
        if jump.known
        else _(
            "Running numbers of {series}, {year}: {first} to {last} may have been given after the "
            "backup, which cannot be read, and are left out; the next is {next}."
        )
    )
    return sentence.format(
        series=jump.series.label,
        year=jump.year,
        first=jump.first,
        last=jump.last,
        next=jump.last + 1,
    )
