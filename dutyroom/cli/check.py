"""`dutyroom check`: probe the equipment without a screen; list open faults and the stock."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from dutyroom.channel.client import ChannelClient, Gone, Mismatch
from dutyroom.channel.messages import Greeting
from dutyroom.clock import Clock, clock_from_environment
from dutyroom.config import Places, Settings, load_settings, places
from dutyroom.desk.probing import Bench, Probing, probes_for
from dutyroom.documents.json_text import json_text
from dutyroom.documents.plain import printable
from dutyroom.i18n import _
from dutyroom.phrases import listed, pair, sentences
from dutyroom.registers.equipment import faults, lists, stocks
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.registers.equipment.stocks import StockRow
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.items import Item
from dutyroom.standard.equipment.pack import shipped
from dutyroom.standard.probing import WORDS, Reading, State, title_of, worded
from dutyroom.store.engine import open_store
from dutyroom.store.errors import StoreError
from dutyroom.store.facts import JsonValue
from dutyroom.store.session import Session

VERSION: Final = 2
"""Version of the JSON; raised when a key changes its meaning."""

_CONNECT: Final = 1.5
"""Seconds in which the line keeper has to answer; without it its probes cannot tell."""

_SIGNS: Final = {
    State.OK: "+", State.FAULTY: "x", State.CANNOT_TELL: "?", State.CANCELLED: "-",
    State.RUNNING: " ",
}  # fmt: skip

Found = TypeVar("Found")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("probes", "faults", "stock"),
        default="probes",
        metavar=_("WHAT"),
        help=_("probes: ask the machine (default); faults: open tickets; stock: what there is"),
    )
    parser.add_argument("--json", action="store_true", help=_("for programs"))
    parser.epilog = _(
        "Nothing is changed, and no item is ticked. The exit code is 1 if something critical "
        "fails, otherwise 0."
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns:
        0; 1 where something critical fails. Probes: a probe of a critical item, or a critical
        fault without a workaround; faults: the latter alone; stock: less than its minimum.

    Raises:
        PlainError: It cannot be done.
    """
    where, clock = places(arguments.home), clock_from_environment()
    settings = load_settings(where.config) or Settings()
    acts = {"probes": _probes, "faults": _faults, "stock": _stock}
    return acts[arguments.what](where, settings, clock, for_programs=arguments.json)


def _probes(where: Places, settings: Settings, clock: Clock, *, for_programs: bool) -> int:
    """Run all probes and print what they say."""
    items = _items(where.database, settings)
    readings = asyncio.run(_ask(where, settings, clock, items))
    blocking = _blocking(where.database)
    failed = bool(blocking) or any(
        r.state is State.FAULTY and _critical(r, items) for r in readings
    )
    if for_programs:
        found: dict[str, JsonValue] = {
            "version": VERSION,
            "checked_at": clock.now().isoformat(),
            "unit": settings.unit.code,
            "failed": failed,
            "probes": [_object(reading, items) for reading in readings],
            "blocking_faults": [_fault(row) for row in blocking],
        }
        print(json_text(found, indent=1))
    for reading in [] if for_programs else readings:
        mark = " *" if _critical(reading, items) else ""
        words = sentences(
            part for part in (worded(reading.evidence), worded(reading.advice)) if part
        )
        title, state = title_of(reading.probe), _(WORDS[reading.state])
        line = f"{_SIGNS[reading.state]} {pair(title + mark, state)}  {words}"
        print(printable(line, lines=False))
    for row in [] if for_programs else blocking:
        words = _("x {name} *: ticket open, no workaround. {words}")
        print(printable(words.format(name=row.name, words=row.words), lines=False))
    if not for_programs:
        print(_("Something critical fails.") if failed else _("Nothing critical fails."))
        print(_("* critical. The machine ticks nothing: what only a person sees, a person checks."))
    return 1 if failed else 0


async def _ask(
    where: Places, settings: Settings, clock: Clock, items: Sequence[Item]
) -> list[Reading]:
    """Return what every probe says; those of the line are asked of the keeper."""
    client = ChannelClient(where.socket, clock, "tool")
    answered = asyncio.Event()

    async def listen() -> None:
        async for news in client.messages():
            if isinstance(news, (Greeting, Gone, Mismatch)):
                answered.set()

    listening = asyncio.create_task(listen())
    try:
        async with asyncio.timeout(_CONNECT):
            await answered.wait()
    except TimeoutError:
        pass  # the probes that need the keeper say so themselves
    bench = Bench(where, settings, clock, client.ask)
    found = {}
    try:
        async for reading in Probing(bench, probes_for(settings, items)).readings():
            found[reading.probe] = reading
    finally:
        listening.cancel()
    return list(found.values())


def _items(database: Path, settings: Settings) -> tuple[Item, ...]:
    """Return the unit's checklist; where it has none, or none can be read, the shipped one."""
    try:
        current = _read(database, lambda session: lists.in_force(session, settings.unit.code))
    except StoreError:
        current = None  # the probe of the database says what is wrong with it
    return current.items if current is not None else shipped(settings.unit.profile)


def _blocking(database: Path) -> list[FaultRow]:
    """Return the open tickets of what is critical without a workaround; none where none is read."""
    try:
        return [row for row in _read(database, faults.open_faults) if row.blocks]
    except StoreError:
        return []  # the probe of the database says what is wrong with it


def _read(database: Path, question: Callable[[Session], Found]) -> Found:
    """Ask the database something.

    Raises:
        StoreError: It cannot be used.
    """
    store = open_store(database)
    try:
        with store.read() as session:
            return question(session)
    finally:
        store.close()


def _served(reading: Reading, items: Sequence[Item]) -> list[Item]:
    """Return the items that a reading belongs to."""
    return [item for item in items if item.served_by(reading.probe)]


def _critical(reading: Reading, items: Sequence[Item]) -> bool:
    """Tell whether a reading belongs to a critical item."""
    return any(item.critical for item in _served(reading, items))


def _object(reading: Reading, items: Sequence[Item]) -> dict[str, JsonValue]:
    """Return a reading for programs: codes and values beside the words."""
    kind, _colon, subject = reading.probe.partition(":")
    values = dict(reading.evidence.values) if reading.evidence is not None else {}
    return {
        "probe": reading.probe,
        "kind": kind,
        "subject": subject,
        "state": reading.state.value,
        "critical": _critical(reading, items),
        "items": [item.key for item in _served(reading, items)],
        "evidence": worded(reading.evidence),
        "values": dict(values),
        "advice": worded(reading.advice),
        "seconds": reading.seconds,
    }


def _faults(where: Places, settings: Settings, clock: Clock, *, for_programs: bool) -> int:  # noqa: ARG001 - as all acts
    """Print the open fault tickets."""
    rows = _read(where.database, faults.open_faults)
    if for_programs:
        print(json_text([_fault(row) for row in rows], indent=1))
    for row in [] if for_programs else rows:
        mark = " *" if row.critical else ""
        parts = (row.state.label, row.words, row.workaround, row.reported_to)
        print(printable(pair(row.name + mark, listed(p for p in parts if p)), lines=False))
    if not rows and not for_programs:
        print(_("No fault is noted."))
    return 1 if any(row.blocks for row in rows) else 0


def _fault(row: FaultRow) -> dict[str, JsonValue]:
    """Return a ticket for programs."""
    times = ("noticed_at", "opened_at", "reported_at", "due_at", "reminded_at", "repaired_at")
    return {
        "id": row.id,
        "item": row.item,
        "critical": row.critical,
        "state": row.state.value,
        "words": row.words,
        "workaround": row.workaround,
        "reported_to": row.reported_to,
        **{n: at.isoformat() if (at := getattr(row, n)) is not None else None for n in times},
    }


def _stock(where: Places, settings: Settings, clock: Clock, *, for_programs: bool) -> int:
    """Print the stock."""
    unit, days, today = settings.unit.code, settings.equipment.expiring, local_date(clock.now())
    rows = _read(where.database, lambda session: stocks.in_stock(session, unit, today, days))
    if for_programs:
        print(json_text([_stocked(row) for row in rows], indent=1))
    for row in [] if for_programs else rows:
        there = f"{row.usable} {row.item.measure}" if row.known else _("nothing noted yet")
        said = [there, *(each.label for each in row.troubles)]
        if row.soon or row.expired:
            said.append(row.held_by_expiry)
        print(printable(pair(row.item.name, listed(said)), lines=False))
    return 1 if any(row.low for row in rows) else 0


def _stocked(row: StockRow) -> dict[str, JsonValue]:
    """Return the stock of an item for programs; `usable` is null where nothing was ever noted."""
    return {
        "item": row.id,
        "name": row.item.name,
        "place": row.item.place,
        "usable": row.usable if row.known else None,
        "minimum": row.item.minimum,
        "low": row.low,
        "expiring": row.expires.isoformat() if row.expires is not None else None,
        "expired": row.expired,
        "expires_soon": row.soon.isoformat() if row.soon is not None else None,
        "expiry_unknown": row.undated,
        "batches": [
            {
                "quantity": batch.quantity,
                "expires": batch.expires.isoformat() if batch.expires is not None else None,
            }
            for batch in row.batches
        ],
    }
