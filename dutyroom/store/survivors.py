"""What can still be read of a database that is damaged, a row at a time.

Nothing is written to it. A row counts only where its own hash is right and all its texts
fit; where a page cannot be read, the rows behind it are tried one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, cast

from dutyroom.store import gate
from dutyroom.store.ddl import checked
from dutyroom.store.entry import PURGED, Reference, Row, decode, parts_of, row_hash, text_hash
from dutyroom.store.errors import StoreError
from dutyroom.store.facts import Fact
from dutyroom.store.sqlite import dbapi, read_only
from dutyroom.store.tables import JOURNAL

_LEAST_BYTES: Final = 200
"""Of an entry in the file: its two hashes and its id alone take 164."""

_COLUMNS: Final = ", ".join(each.name for each in JOURNAL.columns)


@dataclass(frozen=True, slots=True)
class Sound:
    """An entry of the journal that is as it was written.

    Attributes:
        row: The row.
        texts: Those of its texts that were not purged, as rows of `payload`.
        tombstones: The payloads that it says were purged.
    """

    row: Row
    texts: list[dict[str, str]]
    tombstones: tuple[str, ...]

    @property
    def fact(self) -> Fact:
        """Its fact."""
        return decode(self.row, {each["id"]: each["text"] for each in self.texts}).fact


class Survivors:
    """A damaged database, open for reading; made by `survivors`."""

    def __init__(self, connection: dbapi.Connection, size: int) -> None:
        """Read through a connection that cannot write.

        Args:
            connection: The connection.
            size: Of the file with its log, in bytes.
        """
        self._connection = connection
        self._most = size // _LEAST_BYTES
        self._tombstones: set[str] = set()

    def row(self, seq: int) -> Row | None:
        """Return the row of an entry by its number; None where its hash is not right."""
        found = self._ask(f"SELECT {_COLUMNS} FROM journal WHERE seq = ?", seq)  # noqa: S608
        if not found:
            return None
        row = cast("Row", dict(zip(_COLUMNS.split(", "), found[0], strict=True)))
        with suppress(ValueError, KeyError, TypeError):
            return row if row["hash"] == row_hash(row) else None
        return None

    @property
    def counted(self) -> bool:
        """Whether it is known how many entries there were."""
        return self._answers[0] is not None

    @property
    def last_seq(self) -> int:
        """The number of the last entry that was written, or that can be read; 0: of none."""
        counted, readable = self._answers
        return readable if counted is None else counted

    @cached_property
    def _answers(self) -> tuple[int | None, int]:
        """What the file says of the number of the last entry, and what an entry itself says.

        A number that the file is too small for is damage, as is one that is no number.
        """
        asked = "SELECT seq FROM sqlite_sequence WHERE name = 'journal'"
        answers = [self._ask(asked), self._ask("SELECT max(seq) FROM journal")]
        found = [seq for answer in answers for (seq,) in answer or () if seq is not None]
        can_be = [seq for seq in found if isinstance(seq, int) and 0 <= seq <= self._most]
        if can_be or not (found or None in answers):
            return max(can_be, default=0), 0
        sound = (seq for seq in range(self._most if found else 0, 0, -1) if self.row(seq))
        return None, next(sound, 0)

    def entries(self, after: int) -> Iterator[tuple[int, Sound | None]]:
        """Yield every number behind one, in order, with its entry; None: it is not sound.

        Args:
            after: The number.
        """
        last = self.last_seq
        self._remember_tombstones(after)
        for seq in range(after + 1, last + 1):
            yield seq, self._entry(seq)

    def of_kind(self, kind: str, after: int) -> Iterator[Sound]:
        """Yield the sound entries of a kind behind a number; none where they cannot be found.

        Args:
            kind: The kind.
            after: The number.
        """
        asked = "SELECT seq FROM journal WHERE kind = ? AND seq > ? ORDER BY seq"
        for (seq,) in self._ask(asked, kind, after) or ():
            if (found := self._entry(seq)) is not None:
                yield found

    def rows(self, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]] | None:
        """Return all rows of a table; None where they cannot all be read.

        Args:
            table: Name of the table.
            columns: Names of the columns.
        """
        named = ", ".join(map(checked, columns))
        return self._ask(f"SELECT {named} FROM {checked(table)}")  # noqa: S608 - checked

    def each(
        self, table: str, columns: tuple[str, ...]
    ) -> tuple[list[tuple[Any, ...] | None], bool]:
        """Return the rows of a table one by one, and whether every page of it could be read.

        Args:
            table: Name of the table.
            columns: Names of the columns.

        Returns:
            Each row, None where it cannot be read; and whether there can be no other ones.
        """
        named = ", ".join(map(checked, columns))
        asked = f"SELECT {named} FROM {checked(table)} NOT INDEXED WHERE rowid = ?"  # noqa: S608
        numbers, whole = self._numbers(table)
        found = ((self._ask(asked, number) or (None,))[0] for number in numbers)
        return [*found], whole

    def _numbers(self, table: str) -> tuple[list[int], bool]:
        """Return the numbers of the rows: from both ends, up to a page that cannot be read."""
        found: set[int] = set()
        whole = True
        for order in ("ASC", "DESC"):
            asked = f"SELECT rowid FROM {checked(table)} NOT INDEXED ORDER BY rowid {order}"  # noqa: S608
            try:
                for (number,) in self._connection.execute(asked):
                    found.add(number)
            except dbapi.Error:
                whole = False
        return sorted(found), whole

    def _entry(self, seq: int) -> Sound | None:
        """Return an entry by its number; None where it is not as it was written."""
        row = self.row(seq)
        if row is None:
            return None
        try:
            body, references = parts_of(row)
            texts = [self._text(each) for each in references.values()]
            purged = cast("list[str]", body["payloads"]) if row["kind"] == PURGED else []
        except (ValueError, KeyError, TypeError):
            return None
        return Sound(row, [each for each in texts if each], tuple(purged))

    def _text(self, reference: Reference) -> dict[str, str] | None:
        """Return the row of a text; None where it was purged.

        Raises:
            ValueError: It is lost or damaged.
        """
        payload = reference["payload"]
        found = self._ask("SELECT id, salt, text FROM payload WHERE id = ?", payload)
        if found and text_hash(*found[0][1:]) == reference["hash"]:
            return dict(zip(("id", "salt", "text"), found[0], strict=True))
        if found or payload not in self._tombstones:
            raise ValueError("a text is lost")
        return None

    def _remember_tombstones(self, after: int) -> None:
        """Note which texts were purged, before the facts that held them are looked at."""
        for found in self.of_kind(PURGED, after):
            self._tombstones.update(found.tombstones)

    def _ask(self, statement: str, *values: object) -> list[tuple[Any, ...]] | None:
        """Ask something; None where the answer cannot be read."""
        try:
            return self._connection.execute(statement, values).fetchall()
        except dbapi.Error:
            return None


@contextmanager
def survivors(path: Path) -> Iterator[Survivors | None]:
    """Open a damaged database for reading; None: it is not there, or opens no more.

    Args:
        path: The database file.
    """
    with suppress(StoreError):
        gate.look(path)  # undoes what a crash left half written, where that can be done
    try:
        connection = read_only(path)
    except dbapi.Error:
        yield None
        return
    # What is not UTF-8 becomes half characters, which fit no hash.
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    with closing(connection):
        log = path.with_name(f"{path.name}-wal")
        size = sum(each.stat().st_size for each in (path, log) if each.exists())
        yield Survivors(connection, size)
