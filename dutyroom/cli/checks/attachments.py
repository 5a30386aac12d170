"""Is every file that is kept with a matter there, and what was attached?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dutyroom.cli.checks.backup import LATE_HOURS
from dutyroom.cli.checks.database import THOROUGH_SECONDS, ready
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.i18n import _, ngettext
from dutyroom.phrases import listed
from dutyroom.registers.matters.copies import FOLDER, uncopied
from dutyroom.registers.matters.kept_files import Attached, Kept, every, found, kept

_NAMED: Final = 5
"""Files that are named in the sentence; programs are told all."""


def jobs(desk: Desk) -> list[Job]:
    """Return the question to the attachments."""
    long = THOROUGH_SECONDS if desk.thorough else 0.0
    return [Job("attachments", _("Attachments"), lambda: _attachments(desk), seconds=long)]


def _attachments(desk: Desk) -> Result:
    """Compare each file with the register: its size, or thoroughly all of it."""
    with ready(desk) as store:
        if store is None:
            return Result(State.UNKNOWN, _("There is no database that opens."))
        with store.read() as session:
            files = every(session)
    wrong = [each for each in files if _found(desk, each) is not Kept.WHOLE]
    names = [f"{each.matter} {each.name} {each.sha256}" for each in wrong]
    without = uncopied(files, desk.backups)
    facts: dict[str, Fact] = {"count": len(files), "wrong": names, "uncopied": len(without)}
    if not files:
        return Result(State.OK, _("No file is kept with a matter."), facts=facts)
    if not wrong and (late := [each for each in without if _late(desk, each)]):
        return Result(State.WARN, _uncopied(late), _("Make one now: dutyroom backup"), facts)
    if not wrong:
        words = ngettext(
            "{count} file kept with matters is there.",
            "{count} files kept with matters are there.",
            len(files),
        )
        return Result(State.OK, words.format(count=len(files)), facts=facts)
    words = ngettext(
        "{count} file kept with a matter is gone or was changed: {files}.",
        "{count} files kept with matters are gone or were changed: {files}.",
        len(wrong),
    )
    text = words.format(count=len(wrong), files=_named(wrong))
    return Result(State.FAIL, text, _action(desk, wrong, without), facts)


def _action(desk: Desk, wrong: Sequence[Attached], without: Sequence[Attached]) -> str:
    """Return where copies of what is wrong stand, as far as there are any."""
    if set(wrong) <= set(without):
        action = _("Put them back into {folder} from a copy, or attach them again.")
    else:
        action = _("Copies stand in {copies}: put them back into {folder}, under the same name.")
    return action.format(folder=desk.places.attachments, copies=desk.backups / FOLDER)


def _uncopied(late: Sequence[Attached]) -> str:
    """Return that the daily backup has left files out, as where its disk is too small for them."""
    words = ngettext(
        "{count} file kept with a matter has no copy beside the backups: {files}.",
        "{count} files kept with matters have no copy beside the backups: {files}.",
        len(late),
    )
    return words.format(count=len(late), files=_named(late))


def _named(files: Sequence[Attached]) -> str:
    """Return the first of some files by matter and name."""
    return listed(f"{each.matter} {each.name}" for each in files[:_NAMED])


def _late(desk: Desk, each: Attached) -> bool:
    """Tell whether a file stands there for longer than a daily backup takes to copy it."""
    path = kept(desk.places.attachments, each.sha256)
    try:
        since = path.stat().st_mtime if path is not None else None
    except OSError:
        return False
    return since is not None and desk.clock.now().timestamp() - since > LATE_HOURS * 3600


def _found(desk: Desk, each: Attached) -> Kept:
    """Return how a file is found."""
    size = -1 if desk.thorough else each.size
    return found(desk.places.attachments, each.sha256, size)
