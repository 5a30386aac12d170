"""The demo: a made-up unit whose telephone rings, in a folder of its own.

Its line is simulated, but only at the very end: a pseudo-terminal speaks a real
box's protocol, and the sound is fed at real-time pace through the queue of a
real device. All the rest is the program as it runs at a real desk.

`python -m dutyroom.demo FOLDER LANGUAGE` makes a folder ready and ends with 0, or with
one sentence and 2.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from dutyroom import apart, i18n, resources
from dutyroom.clock import Clock, clock_from_environment
from dutyroom.config import Line, Places, Settings, Unit, places, save_settings
from dutyroom.demo_equipment import fill_equipment
from dutyroom.demo_home import settings_of
from dutyroom.demo_staff import staff
from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.registers.contacts import reading
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.preview import preview
from dutyroom.registers.custody import facts as custody
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters import facts as matters
from dutyroom.registers.matters import instruction_facts as orders
from dutyroom.registers.matters.fields import TEXTS, Officer
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.registers.matters.kinds import Channel, MatterKind, Source, Urgency
from dutyroom.registers.noting import Noted
from dutyroom.registers.sheets.staging import carry_out
from dutyroom.registers.unit.facts import number_changed
from dutyroom.registers.visitors import facts as visitors
from dutyroom.standard.secrecy import Level
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Fact, Place


class _UnitFile(msgspec.Struct, frozen=True):
    """The file that names the demo's unit."""

    unit: Unit


def prepare(home: Path, clock: Clock) -> Places:
    """Set up the demo's folder, unless it is there.

    Args:
        home: The demo's own folder.
        clock: Stamps the demo's address book.

    Returns:
        Its places.

    Raises:
        PlainError: The folder belongs to a real desk, or cannot be used.
        StoreError: The demo's database cannot be used.
    """
    where = places(home)
    settings = settings_of(where)
    try:
        where.create()
    except OSError as error:
        raise PlainError(
            _("The folder {path} cannot be used: {reason}.").format(
                path=home, reason=os_reason(error)
            )
        ) from error
    if settings is None:
        _fill_address_book(where, demo_unit(), clock)
        staff(where, demo_settings(), clock)
        save_settings(where.config, demo_settings())
    return where


def demo_unit() -> Unit:
    """Return the made-up unit."""
    raw = resources.data("demo", "unit.toml").read_bytes()
    return msgspec.toml.decode(raw, type=_UnitFile).unit


def demo_settings() -> Settings:
    """Return the settings of the demo's desk."""
    line = Line(name="1", port="simulated", format="whozz", audio="simulated")
    return Settings(unit=demo_unit(), lines=(line,), demo=True)


def _fill_address_book(where: Places, unit: Unit, clock: Clock) -> None:
    """Import the demo's address book, the way an officer would."""
    source = resources.data("demo", "contacts.csv")
    sheet = read_sheet(source)
    store = open_store(where.database, migrate=True)
    try:
        with store.read() as session:
            existing = reading.everything(session)
        seen = preview(sheet.rows, existing, AreaCodes.load(), area_code=unit.area_code)
        now = clock.now()
        facts = seen.facts(now, Place(unit.code), actor="demo", source=source.name)
        ledger = Ledger(store, clock)
        for _done in carry_out(store, ledger, facts, now):
            pass
        ledger.record(*_matters(now, Place(unit.code)))
        known_by = number_changed(
            now, Place(unit.code), actor="demo", number=unit.number, since=now
        )
        ledger.record(known_by)
        ledger.record(*_visitors(now, Place(unit.code)), *_documents(now, Place(unit.code)))
        fill_equipment(store, ledger, unit.code, unit.profile, now)
    finally:
        store.close()


class _Matter(msgspec.Struct, frozen=True):
    """A made-up matter; times are minutes from the first start of the demo."""

    content: str
    source: Source
    kind: MatterKind
    urgency: Urgency
    received: int
    receiver: str
    due: int | None = None
    contact_unit: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    proposal: str = ""
    risk: str = ""
    reference: str = ""
    assigned_by: str = ""
    instruction_by: str = ""
    instruction: str = ""
    conveyed_to: str = ""
    receipt: str = ""
    note: str = ""
    told: str = ""
    waiting_for: str = ""
    result: str = ""


class _MatterFile(msgspec.Struct, frozen=True):
    """The file of the demo's matters."""

    matter: list[_Matter]


def _matters(now: datetime, place: Place) -> Iterator[Fact]:
    """Yield the facts of the demo's matters."""
    raw = resources.data("demo", "matters.toml").read_bytes()
    for number, each in enumerate(msgspec.toml.decode(raw, type=_MatterFile).matter):
        at = now + timedelta(minutes=each.received)
        due = None if each.due is None else now + timedelta(minutes=each.due)
        texts = {name: getattr(each, name) for name in TEXTS if name != "content"}
        what = matters.Opening(each.content, each.source, each.kind, each.urgency, due, texts=texts)
        matter = f"demo-{number}"
        yield matters.opened(matter, at, place, by=Officer(each.receiver), what=what)
        for revision, fact in enumerate(_course(matter, each, at, place)):
            yield matters.after(fact, revision)


def _course(matter: str, each: _Matter, at: datetime, place: Place) -> Iterator[Fact]:
    """Yield what happened to a matter after it came in."""
    actor, later = each.receiver, at + timedelta(minutes=10)
    if each.instruction:
        order = Instruction(each.instruction_by, each.instruction, Channel.PHONE)
        yield orders.instructed(matter, later, place, actor=actor, instruction="1", what=order)
        yield orders.conveyed(
            matter,
            later,
            place,
            actor=actor,
            instruction="1",
            conveyance="1",
            told=each.conveyed_to,
            channel=Channel.PHONE,
        )
        yield orders.receipted(
            matter, later, place, actor=actor, conveyance="1", receipt=each.receipt
        )
    if each.note:
        said = matters.Note(each.note, each.told, Channel.FAX, waiting_for=each.waiting_for)
        yield matters.noted(matter, later, place, actor=actor, note=said)
    if each.result:
        yield matters.closed(matter, later, place, actor=actor, result=each.result)


_VISITS: Final = (
    (visitors.Visit("兰雨", "清河镇党政办", "送防汛值守安排", "应急办"), 320, None, ""),
    (visitors.Visit("韦东", "滨江办公设备维修站", "修复印机", "值班室"), 95, 40, ""),
    (visitors.Visit("何先生", "", "推销办公用品"), 70, None, "未预约，说不清找谁"),
)
"""Who came: minutes ago, minutes ago they went, why they were not let in."""


def _visitors(now: datetime, place: Place) -> Iterator[Fact]:
    """Yield the facts of the demo's visitors."""
    for number, (visit, came, went, why) in enumerate(_VISITS):
        visitor, at = f"demo-{number}", now - timedelta(minutes=came)
        noted = Noted(at, place, "蒙志刚")
        if why:
            yield visitors.refused(visitor, noted, visit, at, why)
            continue
        yield visitors.let_in(visitor, noted, visit, at)
        if went is not None:
            gone = now - timedelta(minutes=went)
            noted = Noted(gone, place, "蒙志刚")
            yield visitors.let_out(visitor, noted, gone, revision=1)


_DOCUMENTS: Final = (
    (custody.Document("云机收〔2026〕0318号", 1, Level.SECRET, "区委机要局", "蒙志刚"), ""),
    (
        custody.Document("云机收〔2026〕0321号", 2, Level.HIGHLY_SECRET, "区委机要局", "蒙志刚"),
        "单晓明",
    ),
    (custody.Document("云值交〔2026〕27号", 1, Level.INTERNAL, "区防指", "蒙志刚"), ""),
)
"""What is kept by number, and who has borrowed it."""


def _documents(now: datetime, place: Place) -> Iterator[Fact]:
    """Yield the facts of the demo's documents."""
    for number, (what, borrower) in enumerate(_DOCUMENTS):
        noted = Noted(now - timedelta(hours=30 - number), place, "蒙志刚")
        yield custody.received(f"demo-{number}", noted, what)
        if borrower:
            later = Noted(now - timedelta(hours=2), place, "蒙志刚")
            until = now + timedelta(hours=1)
            yield custody.lent(custody.Next(f"demo-{number}", 1, later), borrower, until)


def main(home: str, language: str) -> int:
    """Make the demo's folder ready, and return the exit code."""
    i18n.use(language)
    try:
        prepare(Path(home), clock_from_environment())
    except PlainError as error:
        sys.stderr.write(f"{error}\n")
        return apart.REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
