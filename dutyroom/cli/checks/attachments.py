"""Is every file that is kept with a matter there, and what was attached?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dutyroom.cli.checks.database import THOROUGH_SECONDS, ready
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.i18n import _, ngettext
from dutyroom.phrases import listed
from dutyroom.registers.matters.copies import FOLDER, uncopied
from dutyroom.registers.matters.kept_files import Attached, Kept, every, found

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
    named = listed(f"{each.matter} {each.name}" for each in wrong[:_NAMED])
    text = words.format(count=len(wrong), files=named)
    return Result(State.FAIL, text, _action(desk, wrong, without), facts)


def _action(desk: Desk, wrong: Sequence[Attached], without: Sequence[Attached]) -> str:
    """Return where copies of what is wrong stand, as far as there are any."""
    if set(wrong) <= set(without):
        action = _("Put them back into {folder} from a copy, or attach them again.")
    else:
        action = _("Copies stand in {copies}: put them back into {folder}, under the same name.")
    return action.format(folder=desk.places.attachments, copies=desk.backups / FOLDER)


def _found(desk: Desk, each: Attached) -> Kept:
    """Return how a file is found."""
    size = -1 if desk.thorough else each.size
    return found(desk.places.attachments, each.sha256, size)
