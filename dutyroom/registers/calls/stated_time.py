"""The time of a call as the officer states it (OBLIGATIONS, "Call record": to the minute)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.standard.clocks import minute
from dutyroom.standard.typed_times import typed_moment

AHEAD: Final = timedelta(minutes=1)
"""How far a clock on the wall may be ahead of this one."""

APART: Final = timedelta(minutes=10)
"""From here on the time that is stated and that of the log are worth a second look; ours."""


class StatedTimeError(PlainError):
    """The time of the call cannot be signed; the message says why."""


def stated_time(text: str, logged: datetime, now: datetime) -> datetime:
    """Return the moment that is stated.

    Args:
        text: As it was typed; a time alone is one of the day on which the call was logged.
        logged: When the call began in the log, aware.
        now: The present, aware.

    Raises:
        StatedTimeError: It names no moment, or one that is still to come.
    """
    moment = typed_moment(text, logged)
    if moment is None:
        raise StatedTimeError(
            _("The time of the call is a day and a time, such as 11-23 10:30, or a time alone.")
        )
    if moment > now + AHEAD:
        raise StatedTimeError(_("The time of the call is still to come."))
    return moment


def far_from_log(stated: str, logged: datetime) -> str:
    """Return what is asked about a stated time that lies far from the log's; empty: it does not.

    Args:
        stated: To the minute, as logs write it, or in whatever words an older record has.
        logged: When the call began in the log, aware.
    """
    moment = typed_moment(stated, logged)
    if moment is None or abs(moment - logged) <= APART:
        return ""
    return _("The log has the call at {logged}; the form says {stated}.").format(
        logged=minute(logged), stated=minute(moment)
    )
