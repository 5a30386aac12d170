"""How fast the full-text index answers in a million calls of Chinese text.

Run it as `python benchmarks/search.py [--rows N] [--json]`. It makes the rows in
a temporary folder by the store's own functions, then asks what officers type.
The processor's time tells what a busy machine
added. Cold means that the file was dropped from the machine's memory before each query.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dutyroom.store import ddl
from dutyroom.store.engine import Store, open_store
from dutyroom.store.search import SearchIndex

ROWS: Final = 1_000_000
BATCH: Final = 20_000
WARM_QUERIES: Final = 400
COLD_QUERIES: Final = 20
PAGE: Final = 50
TARGET_WARM_MS: Final = 5.0
TARGET_COLD_MS: Final = 50.0

INDEX: Final = SearchIndex("bench_search")
SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建国文辉力志宏海燕云飞"
PLACES: Final = "东西南北中城关镇新河口湖山桥江湾沙坪石岭村街道办社区路段乡营屯堡庄园"
MATTERS: Final = (
    *("来电反映", "请求协调", "报告情况", "询问进展", "停电", "停水", "供暖不热", "道路积水"),
    *(
        "水管爆裂",
        "山体滑坡",
        "交通事故",
        "群众上访",
        "会议通知",
        "燃气泄漏",
        "森林火情",
        "防汛值守",
    ),
    *("电梯困人", "树木倒伏", "紧急调度", "领导批示", "已转办", "待回复", "应急演练", "报送材料"),
)
UNITS: Final = (
    "应急管理局",
    "水务局",
    "公安局",
    "住建局",
    "卫健委",
    "交通局",
    "街道办事处",
    "消防救援大队",
)


def main() -> int:
    """Make the rows, ask, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dutyroom.db"
        store = open_store(path, migrate=True)
        seconds = _fill(store, arguments.rows)
        if not arguments.json:
            size = path.stat().st_size / 1e6
            print(f"search, {arguments.rows} rows made in {seconds:.0f} s, {size:.0f} MB")
            print(f"SQLite {store.sqlite_version}, {platform.machine()}")
            heads = ("p50", "p99", "cpu p99", "cold p50", "cold max")
            print(f"{'typed':<14}" + "".join(f"{head:>10}" for head in heads) + "   ms")
        slow = [_measure(store, name, typed, as_json=arguments.json) for name, typed in _kinds()]
        store.close()
    return int(any(slow))


def _text(chance: random.Random) -> str:
    """Return what one call of the log is found by."""
    pick = chance.choice
    number = f"1{pick('3578')}{chance.randrange(10**9):09d}"
    name = pick(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2))))
    place = "".join(chance.choices(PLACES, k=4))
    matters = "，".join(chance.sample(MATTERS, 3))
    return f"{number} {pick(UNITS)} {name} {place}{chance.randrange(1, 300)}号 {matters}。"


def _fill(store: Store, rows: int) -> float:
    """Make the rows; return the seconds it took."""
    chance = random.Random(20261123)  # noqa: S311 - the same rows at every run
    began = time.perf_counter()
    with store.write() as session:
        ddl.create_search_table(session.connection(), INDEX.name)
    for first in range(1, rows + 1, BATCH):
        numbers = range(first, min(first + BATCH, rows + 1))
        with store.write() as session:
            INDEX.put_all(session, ((number, _text(chance)) for number in numbers))
    store.checkpoint()
    return time.perf_counter() - began


def _kinds() -> Iterator[tuple[str, Callable[[random.Random], str]]]:
    """Yield each kind of query by name."""
    yield "1 character", lambda chance: chance.choice(SURNAMES + PLACES)
    yield "2 characters", lambda chance: _piece(chance, 2)
    yield "3 characters", lambda chance: _piece(chance, 3)
    yield "4 characters", lambda chance: _piece(chance, 4)
    yield "two words", lambda chance: f"{chance.choice(MATTERS)} {chance.choice(UNITS)[:3]}"
    yield "name, matter", lambda chance: f"{_name(chance)} {chance.choice(MATTERS)}"
    for digits in (1, 2, 3, 4, 5, 7, 11):
        yield f"{digits} digits", _number(digits)


def _piece(chance: random.Random, size: int) -> str:
    """Return neighbouring characters of what a call might say."""
    whole = [run for run in _text(chance).replace("，", " ").split() if len(run) >= size]
    chinese = [run for run in whole[1:] if not run[-2].isdigit()]
    run = chance.choice(chinese or whole)
    at = chance.randrange(len(run) - size + 1)
    return run[at : at + size]


def _name(chance: random.Random) -> str:
    """Return a name as it might stand in a call."""
    return chance.choice(SURNAMES) + chance.choice(GIVEN)


def _number(digits: int) -> Callable[[random.Random], str]:
    """Return what types the beginning of a number."""
    return lambda chance: f"1{chance.choice('3578')}{chance.randrange(10**9):09d}"[:digits]


def _measure(
    store: Store, name: str, typed: Callable[[random.Random], str], *, as_json: bool
) -> bool:
    """Ask one kind of query, print what it took, and return whether that is too long."""
    chance = random.Random(name)  # noqa: S311 - the same queries at every run
    queries = [typed(chance) for _ in range(WARM_QUERIES)]
    for query in queries[:20]:
        _ask(store, query)
    asked = [_ask(store, query) for query in queries]
    warm, busy = sorted(took for took, _ in asked), sorted(cpu for _, cpu in asked)
    cold = sorted(_ask_cold(store.path, typed(chance)) for _ in range(COLD_QUERIES))
    p50, p99 = statistics.median(warm), warm[int(len(warm) * 0.99)]
    figures = {
        "p50_ms": round(p50, 3),
        "p99_ms": round(p99, 3),
        "cpu_p99_ms": round(busy[int(len(busy) * 0.99)], 3),
        "cold_p50_ms": round(statistics.median(cold), 2),
        "cold_max_ms": round(cold[-1], 2),
    }
    if as_json:
        ran = {"benchmark": "search", "typed": name, "sqlite": store.sqlite_version}
        print(json.dumps({**ran, **figures, "python": platform.python_version()}), flush=True)
    else:
        print(f"{name:<14}" + "".join(f"{figure:>10.2f}" for figure in figures.values()))
    return p99 > TARGET_WARM_MS or cold[-1] > TARGET_COLD_MS


def _ask(store: Store, query: str) -> tuple[float, float]:
    """Ask for the first page; return the milliseconds it took, and those of the processor."""
    began, busy = time.perf_counter(), time.thread_time()
    with store.read() as session:
        INDEX.match(session, query, PAGE)
    return (time.perf_counter() - began) * 1000, (time.thread_time() - busy) * 1000


def _ask_cold(path: Path, query: str) -> float:
    """Ask right after opening, with nothing of the file in memory; return milliseconds."""
    store = open_store(path)
    with store.read() as session:
        session.connection()
    descriptor = os.open(path, os.O_RDONLY)
    if hasattr(os, "posix_fadvise"):
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)
    took, _busy = _ask(store, query)
    store.close()
    return took


if __name__ == "__main__":
    sys.exit(main())
