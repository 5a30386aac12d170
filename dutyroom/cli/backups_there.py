"""The backups of a desk: in the folder that the unit chose, and in the desk's own.

Before a migration and before `dutyroom rebuild` a backup is made in the own one, which is there
also where the chosen one is on a disk that nobody has put in.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dutyroom.config import ConfigurationError, Places, Settings, load_settings
from dutyroom.i18n import _
from dutyroom.store.manifest import Backup, list_backups, newest_first


def chosen_folder(where: Places) -> Path:
    """Return where the unit keeps its backups; settings that cannot be read keep nobody out.

    Args:
        where: The places of the desk.
    """
    try:
        settings = load_settings(where.config) or Settings()
    except ConfigurationError:
        return where.backups
    return where.backups_at(settings.backup.folder)


def backups_there(where: Places) -> list[Backup]:
    """Return the backups of both folders, the newest first.

    Args:
        where: The places of the desk.
    """
    folders = {folder.resolve(): folder for folder in (where.backups, chosen_folder(where))}
    return newest_first(each for folder in folders.values() for each in list_backups(folder))


def told_of_absent(where: Places) -> None:
    """Say on standard error where the folder that the unit chose is not there.

    Args:
        where: The places of the desk.
    """
    folder = chosen_folder(where)
    if folder != where.backups and not folder.is_dir():
        words = _(
            "The folder {folder}, where the unit keeps its backups, is not there: what stands in "
            "it is not looked at. Is its disk plugged in?"
        )
        print(words.format(folder=folder), file=sys.stderr, flush=True)
