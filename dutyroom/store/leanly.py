"""Whether this process reads the declarations of tables without SQLModel.

It is chosen before anything else is loaded, and loads nothing itself: the console has its first
picture before it knows of any database.
"""

from __future__ import annotations

_chosen = False


def choose() -> None:
    """Have this process read declarations without SQLModel; later than the first is too late."""
    global _chosen  # noqa: PLW0603 - how a process is run is one fact for all of it
    _chosen = True


def chosen() -> bool:
    """Say whether this process does without SQLModel."""
    return _chosen
