"""The demo: a made-up unit whose telephone rings, in a folder of its own.

Its line is simulated, but only at the very end: a pseudo-terminal speaks a real
box's protocol, and the sound is fed at real-time pace through the queue of a
real device. All the rest is the program as it runs at a real desk.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from dutyroom import resources
from dutyroom.clock import Clock
from dutyroom.config import Line, Places, Settings, Unit, load_settings, places, save_settings
from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.contacts import reading
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.preview import preview
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.sheets.staging import carry_out
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Place

FOLDER: Final = "demo"
"""The demo's folder below that of the desk: a real desk's files are never touched."""


class _UnitFile(msgspec.Struct, frozen=True):
    """The file that names the demo's unit."""

    unit: Unit


def home_beside(desk: Places) -> Path:
    """Return the demo's own folder beside the files of a desk."""
    return desk.data / FOLDER


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
    settings = load_settings(where.config)
    if settings is not None and not settings.demo:
        raise PlainError(
            _("{path} belongs to a real desk. The demo does not touch it.").format(path=home)
        )
    try:
        where.create()
    except OSError as error:
        raise PlainError(
            _("The folder {path} cannot be used: {reason}.").format(
                path=home, reason=error.strerror or error
            )
        ) from error
    if settings is None:
        _fill_address_book(where, demo_unit(), clock)
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
        for _done in carry_out(store, Ledger(store, clock), facts, now):
            pass
    finally:
        store.close()
