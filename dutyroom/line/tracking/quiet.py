"""Since when a talk has been quiet, where silence tells what the box does not."""

from __future__ import annotations

from collections.abc import Iterable

from dutyroom.line.tracking import rules as times
from dutyroom.line.tracking.call import TrackedCall
from dutyroom.line.tracking.calls import LineCalls
from dutyroom.line.tracking.steps import Moment


def quiet_since(calls: LineCalls) -> Moment | None:
    """Return since when nothing has been heard of a talk that sound may end; a knock is a sign."""
    return _quiet(calls, (calls.call, calls.other))


def over_since(calls: LineCalls, now: Moment) -> Moment | None:
    """Return since when a talk has been over for a while, unseen by a box without hook events.

    Two who talk are never that quiet, unless one of them has gone to look something up.
    """
    quiet = _quiet(calls, (calls.call,))
    if quiet is None or now.mono - quiet.mono < times.TALK_OVER - times.HEARD_LATE:
        return None
    return quiet


def _quiet(calls: LineCalls, whose: Iterable[TrackedCall | None]) -> Moment | None:
    """Return since when nothing was heard, at most since some calls were answered or began."""
    call = calls.call
    if call is None or calls.quiet is None or calls.sound_lost or not calls.listens(call):
        return None
    signs = [each.answered or each.began for each in whose if each is not None]
    return max(calls.quiet, *signs, key=lambda moment: moment.mono)
