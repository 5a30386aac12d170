"""The lamps of the duty strip: line keeper, line, recorder, disk or database, alarms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from textual.content import Content

from dutyroom.channel.messages import KeeperState, LineState
from dutyroom.desk.standing import Presence, Standing
from dutyroom.i18n import N_, _
from dutyroom.phrases import pair
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.moments import local, span
from dutyroom.widgets.shown import shown

_LITTLE_DISK: Final = 48.0
"""Hours of recording left below which the disk is warned of: two shifts."""

_PLENTY: Final = 1000.0
"""Hours from which days are told: they take less room."""

_DATABASE: Final[Mapping[str, str]] = {
    "locked": N_("Database locked"),
    "damaged": N_("Database damaged"),
    "missing": N_("Database missing"),
    "full": N_("Disk full"),
    "old": N_("Database of an older version"),
    "newer": N_("Database of a newer version"),
}
"""What keeps the keeper from writing, by its own word; `opening` passes by itself."""


def lamps(
    standing: Standing, now: datetime, *, ascii_only: bool, brief: bool = False
) -> list[Content]:
    """Return all lamps, in their order.

    Args:
        standing: How the desk stands.
        now: The present; a lamp that blinks is lit in the first half of each second.
        ascii_only: The terminal may draw other symbols two cells wide.
        brief: Of line and recorder where all is well say no more than what they are.
    """
    if standing.keeper is Presence.GONE:
        drawn = [Lamp.BAD.draw(_("Keeper gone: calls not logged"), ascii_only=ascii_only)]
    elif standing.keeper is Presence.OTHER:
        drawn = [Lamp.BAD.draw(_("Line keeper of another version"), ascii_only=ascii_only)]
    elif standing.keeper is Presence.STARTING:
        drawn = [Lamp.IDLE.draw(_("Line keeper starting"), ascii_only=ascii_only)]
    else:
        drawn = [
            _line(standing, ascii_only=ascii_only, brief=brief),
            _recorder(standing, now, ascii_only=ascii_only, brief=brief),
            *_database_or_disk(standing, ascii_only=ascii_only),
        ]
    return [*drawn, _alarms(standing, now, ascii_only=ascii_only)]


def _database_or_disk(standing: Standing, *, ascii_only: bool) -> list[Content]:
    """Return what waits for the database; where nothing does, how long the disk lasts."""
    waiting = _database(standing.keeper_state, ascii_only=ascii_only)
    return waiting or _disk(standing, ascii_only=ascii_only)


def _line(standing: Standing, *, ascii_only: bool, brief: bool) -> Content:
    """Return the lamp of the boxes; the worst line is the one that is told."""
    lines = standing.lines.values()
    if lost := [state for state in lines if state.box == "lost"]:
        words = Content.assemble(_("Line lost"), " ", shown(lost[0].line, limit=6))
        return Lamp.BAD.draw(words, ascii_only=ascii_only)
    if not lines:
        return Lamp.WARN.draw(_("No line"), ascii_only=ascii_only)
    if any(state.box == "opening" for state in lines):
        return Lamp.IDLE.draw(_("Line opening"), ascii_only=ascii_only)
    return Lamp.GOOD.draw(_("Line") if brief else _("Line ok"), ascii_only=ascii_only)


def _recorder(standing: Standing, now: datetime, *, ascii_only: bool, brief: bool) -> Content:
    """Return the lamp of the recorder, with its seconds; without sound nothing is recorded.

    It is ready when sound has come, and not before: where none does, the keeper says after
    seconds that it is lost.
    """
    states = {state.recorder for state in standing.lines.values()}
    if "failed" in states:
        return Lamp.BAD.draw(_("Recorder failed"), ascii_only=ascii_only)
    if deaf := [state for state in standing.lines.values() if state.sound == "lost"]:
        whose = Content.assemble(_("Sound lost"), " ", shown(deaf[0].line, limit=6))
        return Lamp.BAD.draw(whose, ascii_only=ascii_only)
    if (state := standing.recording) is not None:
        words = _("REC {time}").format(time=_since(state, now))
        return Lamp.BUSY.draw(words, ascii_only=ascii_only)
    if states <= {"none"}:
        return Lamp.WARN.draw(_("No recorder"), ascii_only=ascii_only)
    if any(state.awaits_sound for state in standing.lines.values()):
        return Lamp.IDLE.draw(_("Rec opening"), ascii_only=ascii_only)
    return Lamp.GOOD.draw(_("Rec") if brief else _("Rec ready"), ascii_only=ascii_only)


def _since(state: LineState, now: datetime) -> str:
    """Return how long a line has been recorded; empty if the keeper sent no time."""
    try:
        begun = datetime.fromisoformat(state.recording_since)
        return span((now - begun).total_seconds())
    except (ValueError, TypeError):
        return ""


def _database(state: KeeperState | None, *, ascii_only: bool) -> list[Content]:
    """Return why facts wait for the database and how many; nothing where none does."""
    if state is None:
        return []
    waiting = _("{count} entries wait").format(count=state.spooled) if state.spooled else ""
    trouble = _DATABASE.get(state.database)
    if trouble is None:
        return [Lamp.WARN.draw(waiting, ascii_only=ascii_only)] if waiting else []
    words = pair(_(trouble), waiting) if waiting else _(trouble)
    return [Lamp.BAD.draw(words, ascii_only=ascii_only)]


def _disk(standing: Standing, *, ascii_only: bool) -> list[Content]:
    """Return how long the disk lasts for recordings, where that is known."""
    known = [s.disk_hours for s in standing.lines.values() if s.disk_hours > 0]
    if not known:
        return []
    hours = min(known)
    if hours < _PLENTY:
        words = _("Disk {hours} h").format(hours=int(hours))
    else:
        words = _("Disk {days} d").format(days=min(int(hours / 24), 999))
    lamp = Lamp.WARN if hours < _LITTLE_DISK else Lamp.GOOD
    return [lamp.draw(words, ascii_only=ascii_only)]


def _alarms(standing: Standing, now: datetime, *, ascii_only: bool) -> Content:
    """Return the count of unacknowledged alarms, blinking; none before it is known."""
    waiting = standing.unacknowledged
    unheard = standing.keeper_state is not None and standing.keeper_state.unheard
    if not (standing.known or waiting or unheard):
        return Lamp.IDLE.draw(_("Alarms unknown"), ascii_only=ascii_only)
    if not waiting and not unheard:
        return Lamp.GOOD.draw(_("Alarms 0"), ascii_only=ascii_only)
    words = _("Alarms {count} no sound") if unheard else _("Alarms {count}")
    lamp = Lamp.BAD.draw(words.format(count=waiting), ascii_only=ascii_only)
    lit = local(now).microsecond < 500_000
    return lamp if lit else Content.styled(lamp.plain, "bold $error")
