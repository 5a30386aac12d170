"""What an alarm is about, opened from the list of alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.screens import doors

if TYPE_CHECKING:
    from dutyroom.registers.alarms.reading import AlarmRow

_MATTER, _CALL = "matter_", "call_"
"""How the codes of alarms about matters and calls begin."""


def openable(alarm: AlarmRow) -> bool:
    """Tell whether an alarm is about something that can be opened."""
    return bool(alarm.about) and alarm.code.startswith((_MATTER, _CALL))


async def open_about(app: App[Any], alarm: AlarmRow) -> None:
    """Open what an alarm is about; what is not in the registers stays closed.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        alarm: The alarm.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    if alarm.code.startswith(_MATTER):
        app.push_screen(doors.matter(alarm.about))
        return
    try:
        found = await host.desk.ask(lambda registers: registers.call(alarm.about))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return
    if found is not None:
        app.push_screen(doors.call(found.row))
