"""Where everything stands, and what the unit has chosen."""

from dutyroom.config.calendar import Calendar
from dutyroom.config.files import ConfigurationError, load_settings, save_settings
from dutyroom.config.places import HOME_VARIABLE, PRIVATE_FOLDER, Places, places
from dutyroom.config.settings import (
    Alarms,
    Backup,
    Duty,
    Equipment,
    Interface,
    Line,
    Network,
    Probes,
    Recording,
    Settings,
    Unit,
)

__all__ = [
    "HOME_VARIABLE",
    "PRIVATE_FOLDER",
    "Alarms",
    "Backup",
    "Calendar",
    "ConfigurationError",
    "Duty",
    "Equipment",
    "Interface",
    "Line",
    "Network",
    "Places",
    "Probes",
    "Recording",
    "Settings",
    "Unit",
    "load_settings",
    "places",
    "save_settings",
]
