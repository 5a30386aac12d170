"""The next running number of a register's year."""

from __future__ import annotations

from sqlalchemy import Table, bindparam, func, select

from dutyroom.registers.numbers.facts import Series
from dutyroom.registers.numbers.tables import KEPT, PASSED
from dutyroom.store.session import Session


class Numbering:
    """Counts what a register holds, from 1 in each unit and year; no number is given twice."""

    def __init__(self, series: Series, table: Table) -> None:
        """Make the statement once: making it takes longer than running it, and every ring waits.

        Args:
            series: What is counted.
            table: Its rows, with the columns `unit`, `year` and `running`.
        """
        here = table.c.unit == bindparam("in_unit"), table.c.year == bindparam("in_year")
        passed = (PASSED.c.unit == bindparam("in_unit"), PASSED.c.year == bindparam("in_year"))
        kept = (KEPT.c.subject == bindparam("of"), KEPT.c.year == bindparam("in_year"))
        free = ~select(table.c.running).where(*here, table.c.running == KEPT.c.running).exists()
        self._asked = select(
            select(func.max(table.c.running)).where(*here).scalar_subquery(),
            select(PASSED.c.last).where(PASSED.c.series == series.value, *passed).scalar_subquery(),
            select(KEPT.c.running)
            .where(KEPT.c.series == series.value, KEPT.c.unit == bindparam("in_unit"), *kept, free)
            .scalar_subquery(),
        )

    def next(self, session: Session, unit: str, year: int, subject: str) -> int:
        """Return the number of something new: the one kept for it, else the next.

        Args:
            session: The transaction that writes its row.
            unit: The unit.
            year: The Beijing year.
            subject: Its id.
        """
        asked = {"in_unit": unit, "in_year": year, "of": subject}
        last, passed, kept = session.connection().execute(self._asked, asked).one()
        return int(kept or max(last or 0, passed or 0) + 1)
