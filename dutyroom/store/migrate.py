"""Make or migrate a database: `python -m dutyroom.store.migrate DATABASE BACKUPS`.

A process of its own, because the keeper and the console must never load alembic,
and because a migration that fails must take nothing with it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dutyroom import i18n
from dutyroom.clock import clock_from_environment
from dutyroom.os_reasons import os_reason
from dutyroom.store.errors import StoreError, unusable
from dutyroom.store.migrator import migrate


def main(arguments: list[str] | None = None) -> int:
    """Migrate one database.

    Args:
        arguments: The command line without the program; by default the process's.

    Returns:
        0 when the database is of this version, 2 when it could not be made so
        and is as it was; the sentence for the user is then on standard error.
    """
    parser = argparse.ArgumentParser(prog="python -m dutyroom.store.migrate")
    parser.add_argument("database", type=Path)
    parser.add_argument("backups", type=Path)
    parser.add_argument("--lang", choices=i18n.LANGUAGES, default="en")
    chosen = parser.parse_args(arguments)
    i18n.use(chosen.lang)
    try:
        migrate(chosen.database, chosen.backups, clock_from_environment())
    except StoreError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"{unusable(chosen.database, os_reason(error))}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
