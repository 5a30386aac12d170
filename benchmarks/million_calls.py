"""A database with a million calls of Chinese text, made once and kept under .benchmarks/.

A fast path: the projector's own functions turn each call's facts into its rows,
but on plain objects, and the rows are inserted thousands at a time, without the
journal. A test compares the rows with those that the ledger writes. The count of
the journal is moved on, so that facts can be recorded on top of these calls.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, Final, cast

from sqlalchemy import column, insert, table

from dutyroom.registers.calls import facts
from dutyroom.registers.calls.change import Change
from dutyroom.registers.calls.findable import INDEX, findable
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.calls.line_facts import LINE
from dutyroom.registers.calls.officer_facts import OFFICER
from dutyroom.registers.calls.state import settle, summary
from dutyroom.registers.calls.tables import Call, WriteUp
from dutyroom.standard.clocks import local
from dutyroom.store import schema
from dutyroom.store.engine import Store, open_store
from dutyroom.store.entry import Entry
from dutyroom.store.facts import Fact, Place
from dutyroom.store.kept import Kept
from dutyroom.store.rows import blank, table_of
from dutyroom.store.session import Session

FOLDER: Final = Path(__file__).resolve().parent.parent / ".benchmarks"
LAST: Final = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""When the last call began."""

_PLACE: Final = Place("unit", "1")
_BATCH: Final = 5000
_BETWEEN: Final = timedelta(seconds=90)
"""From one call to the next: a million in not quite three years."""

_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
)
_GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建国文辉力志宏海燕云飞"
_PLACES: Final = "东西南北中城关镇新河口湖山桥江湾沙坪石岭村街道办社区路段乡营屯堡庄园"
_MATTERS: Final = (
    *("来电反映", "请求协调", "报告情况", "询问进展", "停电", "停水", "供暖不热", "道路积水"),
    *("水管爆裂", "山体滑坡", "交通事故", "会议通知", "燃气泄漏", "森林火情", "防汛值守"),
    *("电梯困人", "树木倒伏", "紧急调度", "已转办", "待回复", "应急演练"),
)
_UNITS: Final = (
    *("应急管理局", "水务局", "公安局", "住建局"),
    *("卫健委", "交通局", "街道办事处", "消防救援大队"),
)
_BLANKS: Final = {model: blank(model) for model in (Call, WriteUp)}


def made(rows: int) -> Path:
    """Return the database with so many calls, making it where it is not there yet."""
    path = FOLDER / f"calls-{rows}-{schema.head()}.db"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        # In a folder of its own: beside a database there has been one, and no empty one is made.
        with TemporaryDirectory(prefix="making-", dir=FOLDER) as making:
            unfinished = Path(making) / path.name
            store = open_store(unfinished, migrate=True)
            fill(store, rows)
            _tidy(store)
            store.checkpoint()
            store.close()
            unfinished.replace(path)
    return path


def fill(store: Store, rows: int) -> None:
    """Put so many calls into an empty database, by the fast path."""
    chance = random.Random(20261123)  # noqa: S311 - the same rows at every run
    seq, running = 1, dict[int, int]()
    for first in range(0, rows, _BATCH):
        batch = []
        for number in range(first, min(first + _BATCH, rows)):
            sent = call_facts(chance, LAST - (rows - 1 - number) * _BETWEEN)
            batch.append(_projected(sent, seq, running))
            seq += len(sent)
        with store.write() as session:
            _insert(session, batch, seq - 1)


def _tidy(store: Store) -> None:
    """Merge the search index, as the keeper does whenever nobody waits."""
    done = False
    while not done:
        with store.write() as session:
            done = INDEX.tidy(session)


def call_facts(chance: random.Random, at: datetime) -> list[Fact]:
    """Return the facts of one call: nine in ten answered and written up."""
    call = f"{chance.getrandbits(128):032x}"
    area = chance.choice(("13", "15", "18", "0755"))
    digits = f"{area}{chance.randrange(10**9):09d}"[:12]
    end = at + timedelta(seconds=60)
    sent = [
        facts.begun(call, at, _PLACE, direction="in"),
        facts.numbered(call, at, _PLACE, number=digits, name=None, format_name="hayes"),
    ]
    if chance.random() < 0.1:
        missed = [*sent, _ended(call, end, Outcome.MISSED, None)]
        if chance.random() < 0.001:
            return missed
        back = facts.called_back(call, end, _PLACE, actor="李四", by_call=None, result="已回")
        return [*missed, back]
    return [
        *sent,
        facts.answered(call, at, _PLACE, by=KnownBy.HOOK, seconds=7.5),
        facts.taken(call, at, _PLACE, actor="李四"),
        _ended(call, end, Outcome.ANSWERED, 52.5),
        facts.written_up(call, end, _PLACE, actor="李四", fields=_fields(chance)),
    ]


def _ended(call: str, at: datetime, outcome: Outcome, seconds: float | None) -> Fact:
    """Return the end of a call."""
    return facts.ended(call, at, _PLACE, outcome=outcome, by=KnownBy.HOOK, seconds=seconds)


def _fields(chance: random.Random) -> dict[str, str]:
    """Return what an officer might have written up."""
    name = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2))))
    place = "".join(chance.choices(_PLACES, k=4))
    matters = "，".join(chance.sample(_MATTERS, 3))
    return {
        "caller_unit": chance.choice(_UNITS),
        "caller_name": name,
        "content": f"{place}{chance.randrange(1, 300)}号，{matters}。",
        "handling": chance.choice(_MATTERS),
    }


def _projected(sent: list[Fact], seq: int, running: dict[int, int]) -> tuple[Any, Any]:
    """Return the rows of a call, as the projector's own functions make them."""
    first = sent[0]
    year = local(first.occurred_at).year
    running[year] = running.get(year, 0) + 1
    own = {"ordinal": seq, "id": first.subject, "unit": "unit", "line": "1"}
    numbered = {"year": year, "running": running[year], "started_at": first.occurred_at}
    call: Any = SimpleNamespace(**{**_BLANKS[Call], **own, **numbered})
    write_up: Any = SimpleNamespace(**{**_BLANKS[WriteUp], "ordinal": seq})
    for number, fact in enumerate(sent, seq):
        change = Change(cast("Session", None), Entry(number, fact, LAST, "", ""), Kept(call))
        change.kept_write_up = Kept(write_up)
        (LINE | OFFICER)[fact.kind](change)
    call.summary = summary(write_up.content)
    settle(call)
    return call, write_up


def _insert(session: Session, batch: list[tuple[Any, Any]], last_seq: int) -> None:
    """Write the rows of many calls and make them findable."""
    connection = session.connection()
    written = [write_up for call, write_up in batch if call.written_up_at is not None]
    connection.execute(insert(table_of(Call)), [vars(call) for call, _write_up in batch])
    if written:
        connection.execute(insert(table_of(WriteUp)), [vars(write_up) for write_up in written])
    INDEX.put_all(
        session,
        [
            (call.ordinal, findable(call, write_up if call.written_up_at else None))
            for call, write_up in batch
        ],
    )
    sequence = table("sqlite_sequence", column("name"), column("seq"))
    connection.execute(sequence.delete().where(sequence.c.name == "journal"))
    connection.execute(insert(sequence), {"name": "journal", "seq": last_seq})


def queries(kind: str, count: int) -> Iterator[str]:
    """Yield what officers type, the same at every run.

    Args:
        kind: A name of `KINDS`.
        count: How many.
    """
    chance = random.Random(kind)  # noqa: S311 - the same queries at every run
    for _ in range(count):
        yield KINDS[kind](chance)


def _suffix(digits: int) -> Callable[[random.Random], str]:
    """Return what types the end of a number."""
    return lambda chance: f"{chance.randrange(10**digits):0{digits}d}"


def _day(chance: random.Random) -> str:
    """Return a day of the last two years."""
    return f"{LAST - timedelta(days=chance.randrange(700)):%Y-%m-%d}"


KINDS: Final[dict[str, Callable[[random.Random], str]]] = {
    "one character": lambda chance: chance.choice(_SURNAMES + _PLACES),
    "two characters": lambda chance: chance.choice(_MATTERS)[:2],
    "matter": lambda chance: chance.choice(_MATTERS),
    "name": lambda chance: chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=2)),
    "unit and matter": lambda chance: f"{chance.choice(_UNITS)} {chance.choice(_MATTERS)}",
    "4 last digits": _suffix(4),
    "8 last digits": _suffix(8),
    "3 digits": _suffix(3),
    "mobile": lambda chance: f"13{chance.randrange(10**9):09d}",
    "day": _day,
    "month": lambda chance: _day(chance)[:7],
    "day and matter": lambda chance: f"{_day(chance)} {chance.choice(_MATTERS)}",
    "digits and matter": lambda chance: f"{chance.randrange(1000):03d} {chance.choice(_MATTERS)}",
}
"""What officers type, by name."""
