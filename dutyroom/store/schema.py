"""Which versions of the database this program knows, without loading alembic."""

from __future__ import annotations

from pathlib import Path
from typing import Final

MIGRATIONS: Final = Path(__file__).parent / "migrations"
"""The folder of the migration scripts."""


def revisions() -> tuple[str, ...]:
    """Return every known revision in order: the numbers that the scripts' names begin with."""
    scripts = (MIGRATIONS / "versions").glob("m[0-9][0-9][0-9][0-9]_*.py")
    return tuple(sorted(script.name[1:5] for script in scripts))


def head() -> str:
    """Return the revision that this program needs."""
    return revisions()[-1]
