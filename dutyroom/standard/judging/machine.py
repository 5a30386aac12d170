"""Judging what the machine itself tells: disk, backup, database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from dutyroom.i18n import N_
from dutyroom.standard.probing import Said, State, Value, Verdict

_HOUR: Final = 3600.0


def judge_disk(hours: float, free_bytes: int, limit: float, *, recorded: bool = True) -> Verdict:
    """Judge the room for recordings.

    Args:
        hours: Hours of recording that the disk still takes, on all lines.
        free_bytes: What is free on it.
        limit: Hours below which it is too little.
        recorded: Whether any line is recorded; where none is, nobody is told of hours.
    """
    text = N_("{size:.1f} GB free, room for {hours:.0f} hours of recording on all lines.")
    if not recorded:
        text = N_("{size:.1f} GB free; no line is recorded here.")
    said = Said(text, {"size": free_bytes / 1e9, "hours": hours})
    if hours >= limit:
        return Verdict(State.OK, said)
    advice = Said(N_("Free some room, or move old recordings to another disk."))
    return Verdict(State.FAULTY, said, advice)


def unwritable(folder: str, reason: str) -> Verdict:
    """Return the verdict for a folder that takes no file."""
    said = Said(
        N_("Nothing can be written into {folder}: {reason}."),
        {"folder": folder, "reason": reason},
    )
    advice = Said(
        N_("Calls are not recorded until this is mended. Fetch whoever looks after the machine.")
    )
    return Verdict(State.FAULTY, said, advice)


def judge_backup(newest_at: datetime | None, now: datetime, limit: float, folder: str) -> Verdict:
    """Judge the age of the last backup.

    Args:
        newest_at: When it was made; None: there is none.
        now: The present.
        limit: Hours from which on it is late.
        folder: Where backups stand.
    """
    advice = Said(N_("Make one now: dutyroom backup"))
    if newest_at is None:
        said = Said(N_("There is no backup in {folder}."), {"folder": folder})
        return Verdict(State.FAULTY, said, advice)
    hours = (now - newest_at).total_seconds() / _HOUR
    values: dict[str, Value] = {"made_at": newest_at.isoformat(), "hours": hours}
    if hours < 0:
        said = Said(N_("The last backup is of {made_at}, in the future: a clock was set."), values)
        return Verdict(State.FAULTY, said, Said(N_("Set the clock of the machine.")))
    text = N_("The last backup is of {made_at}, {hours:.0f} h old.")
    if hours < 1:
        text = N_("The last backup is of {made_at}, less than an hour old.")
    said = Said(text, values)
    if hours >= limit:
        return Verdict(State.FAULTY, said, advice)
    return Verdict(State.OK, said)


def judge_pages(faults: Sequence[str] | None, seconds: float) -> Verdict:
    """Judge what SQLite's quick check found.

    Args:
        faults: What it found; None: time was up first.
        seconds: How long it read.
    """
    if faults is None:
        said = Said(
            N_("The database is too large to be read whole in {limit:.0f} s."), {"limit": seconds}
        )
        advice = Said(N_("Take the time when it is quiet: dutyroom doctor --thorough"))
        return Verdict(State.CANNOT_TELL, said, advice)
    if not faults:
        return Verdict(State.OK, Said(N_("Every page of the database is sound.")))
    said = Said(N_("The database is damaged ({detail})."), {"detail": "; ".join(faults)})
    return Verdict(
        State.FAULTY, said, Said(N_("What to do is said by: dutyroom doctor --thorough"))
    )


def no_database() -> Verdict:
    """Return the verdict where there is no database yet."""
    said = Said(N_("There is no database yet. It is made at the first start."))
    return Verdict(State.CANNOT_TELL, said)


def unusable_database(detail: str) -> Verdict:
    """Return the verdict for a database that does not open.

    Args:
        detail: Why, in a sentence for the user.
    """
    said = Said(N_("The database cannot be used: {detail}"), {"detail": detail})
    return Verdict(State.FAULTY, said, Said(N_("See what is wrong: dutyroom doctor")))
