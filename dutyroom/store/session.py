"""One transaction of the database, as what asks and projects gets to see it."""

from __future__ import annotations

from sqlalchemy import Connection


class Session:
    """What `Store.read` and `Store.write` hand out; it ends with them.

    Statements are run on its connection: rows are plain values and never objects of a
    mapper, which would be ten times slower to read in bulk and 11 MB to load.
    """

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        """Stand for a transaction that has begun on a connection."""
        self._connection = connection

    def connection(self) -> Connection:
        """Return the connection, in its transaction."""
        return self._connection
