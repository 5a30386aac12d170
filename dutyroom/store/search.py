"""Search in Chinese as one types, over everything ever logged.

The index is a contentless full-text table (`ddl.create_search_table`): it holds
no text, only words by the number of the row, and is written in the transaction
of the row. To take a row out of it, exactly the text that was put in is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from sqlalchemy import Integer, Text, bindparam, column, func, insert, literal_column, select, table

from dutyroom.store.bound import bound
from dutyroom.store.ddl import checked
from dutyroom.store.session import Session
from dutyroom.store.words import query, words

PAGE: Final = 100
"""How many rows one page of matches has, unless told otherwise."""

_LAST: Final = 2**63 - 1


class SearchIndex:
    """The full-text index of one register."""

    def __init__(self, name: str) -> None:
        """Name the index.

        Args:
            name: The table that a migration made with `create_search_table`.

        Raises:
            ValueError: The name is not one of a table.
        """
        self.name = checked(name)
        self._rowid = column("rowid", Integer)
        self._words = column("words", Text)
        # FTS5 takes commands, and the query, in a column named as the table.
        self._self = column(name, Text)
        self._table = table(name, self._rowid, self._words, self._self, column("rank"))
        matching = select(self._rowid).select_from(self._table)
        matching = matching.where(literal_column(name).op("MATCH")(bindparam("wanted")))
        matching = matching.where(self._rowid < bindparam("before"))
        self._matching = matching.order_by(self._rowid.desc()).limit(bindparam("most"))

    def put(self, session: Session, rowid: int, text: str) -> None:
        """Make a row findable; one that is in the index must be removed first.

        Args:
            session: The transaction that writes the row.
            rowid: The row's number, 1 or more.
            text: What it is found by; remember it, `remove` needs it again.
        """
        self.put_all(session, [(rowid, text)])

    def put_all(self, session: Session, texts: Iterable[tuple[int, str]]) -> None:
        """Make many rows findable at once, as after rebuilding a register.

        Args:
            session: The transaction that writes the rows.
            texts: The number and the text of each.
        """
        rows = [{"rowid": rowid, "words": words(text)} for rowid, text in texts]
        if rows:
            session.connection().execute(insert(self._table), rows)

    def remove(self, session: Session, rowid: int, text: str) -> None:
        """Take a row out of the index.

        Args:
            session: The transaction that changes the row.
            rowid: The row's number.
            text: Exactly what it was put in with; another text leaves words
                behind, and the index would find the row by them.
        """
        row = {self.name: "delete", "rowid": rowid, "words": words(text)}
        session.connection().execute(insert(self._table), row)

    def prepared(
        self, session: Session, removed: Iterable[tuple[int, str]], put: Iterable[tuple[int, str]]
    ) -> Callable[[Session], None]:
        """Cut texts into words before the transaction that takes rows out and puts rows in.

        Args:
            session: A transaction, which may only read.
            removed: Number and exact text of each row to take out.
            put: Number and text of each row to put in.

        Returns:
            What writes it.
        """
        gone = [{self.name: "delete", "rowid": at, "words": words(text)} for at, text in removed]
        rows = [{"rowid": rowid, "words": words(text)} for rowid, text in put]

        writes = [bound(session, self._table, each) for each in (gone, rows)]

        def write(session: Session) -> None:
            for each in writes:
                each(session)

        return write

    def match(
        self,
        session: Session,
        text: str,
        limit: int = PAGE,
        before: int | None = None,
        *,
        endings: Iterable[str] = (),
        either: Iterable[str] = (),
    ) -> list[int]:
        """Find the rows that hold every part of what was typed, newest first.

        Args:
            session: A transaction.
            text: What the user typed; any text at all.
            limit: Most rows to return.
            before: The last number of the page before; None for the first page.
            endings: Last digits of numbers, three or more; rows that cannot be meant are
                left out by the last four of them.
            either: Digits that begin a word or end a number; of each `words.is_both` says so.

        Returns:
            Numbers of rows, falling; empty where nothing fits or there is
            nothing to look for.
        """
        wanted = query(text, endings, either)
        if not wanted:
            return []
        values = {"wanted": wanted, "before": _LAST if before is None else before, "most": limit}
        return list(session.connection().execute(self._matching, values).scalars())

    def clear(self, session: Session) -> None:
        """Empty the index, before all rows are put in again.

        Args:
            session: A transaction that may write.
        """
        session.connection().execute(insert(self._table), {self.name: "delete-all"})

    def tidy(self, session: Session, pages: int = 16) -> bool:
        """Merge a little of what commits put in one by one, so that searches stay fast.

        Run when nobody waits, in short transactions, until it returns True.

        Args:
            session: A transaction that may write.
            pages: How much to do, in pages of the index.

        Returns:
            Whether all is done.
        """
        return self._merge(session, pages)

    def scrub(self, session: Session, pages: int = 16) -> bool:
        """Forget a little more of what was removed; removed words stay until then.

        Run after a purge, in short transactions, until it returns True.

        Args:
            session: A transaction that may write.
            pages: How much to do, in pages of the index.

        Returns:
            Whether all is done.
        """
        return self._merge(session, -pages)

    def _merge(self, session: Session, pages: int) -> bool:
        """Have FTS5 merge; with a negative number all parts there are become one."""
        connection = session.connection()
        before = connection.execute(select(func.total_changes())).scalar_one()
        connection.execute(insert(self._table), {self.name: "merge", "rank": pages})
        after = connection.execute(select(func.total_changes())).scalar_one()
        # FTS5's manual: fewer than two changes mean that there was nothing to merge.
        return bool(after - before < 2)
