"""The set-up in a real terminal, with a real box at a real port."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.config import Line, load_settings
from tests.cli.setup_kit import Person
from tests.devices.serial_boxes import PtyBox

RING = b"01 R     11/23 17:43:52\r\n"
CALL = b"01 I S 0000 G A1 11/23 05:43 PM 800-240-4637   CallerID.com   \r\n"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[PtyBox]:
    """A box at a port."""
    plugged = PtyBox(tmp_path / "ttyBOX")
    yield plugged
    plugged.unplug()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A desk that has not been set up."""
    return tmp_path / "home"


@pytest.fixture
def person(home: Path) -> Iterator[Person]:
    """Somebody who sets it up."""
    sitting = Person(home, "setup")
    yield sitting
    sitting.close()


def _to_the_box(person: Person) -> None:
    """Answer what comes before the box, with a wrong answer on the way."""
    person.answer("Name of the unit: ", "云岭区总值班室")
    person.answer("Your choice [3]: ", "seven")
    person.expect("Type one of the numbers 1 to 4")
    person.answer("Your choice [3]: ", "1")
    person.answer("may be empty): ", "my telephone")
    person.expect("no telephone number")
    person.answer("may be empty): ", "0480-2210101")
    person.answer("may be empty): ", "0480")


def test_a_box_is_recognised_while_it_rings_and_kept(
    person: Person, box: PtyBox, home: Path
) -> None:
    _to_the_box(person)
    person.expect("Where is the box?")
    person.answer("Your choice", str(box.name))
    person.expect("find out by itself")
    person.answer("Your choice [1]: ", "")
    person.expect("is open.")
    box.send(RING)
    person.expect("Recognised: whozz")
    person.expect("-> the line rings")
    box.send(CALL)
    person.expect("-> caller ID  line 01  800-240-4637  CallerID.com")
    person.type("\n")
    person.expect("The box was understood.")
    person.expect("line's sound come from?")
    person.answer("Your choice", "none")
    person.expect("alarm to be heard?")
    person.answer("Your choice", "")
    person.expect("Enter: stop")
    person.type("\n")
    person.answer("[y]: ", "y")
    person.expect("云岭区总值班室")
    person.answer("Save it? [y]: ", "")
    assert person.end() == 0
    settings = load_settings(home / "dutyroom.toml")
    assert settings is not None
    assert settings.unit.name == "云岭区总值班室"
    assert settings.unit.area_code == "0480"
    assert settings.lines == (Line(port=str(box.name), format="whozz"),)
    assert (home / "dutyroom.toml").stat().st_mode & 0o077 == 0


def test_breaking_off_changes_nothing_and_says_so(person: Person, box: PtyBox, home: Path) -> None:
    _to_the_box(person)
    person.answer("Your choice", str(box.name))
    person.answer("Your choice", "whozz")
    person.expect("is open.")
    person.type("\x03")
    person.expect("Broken off: nothing was changed.")
    assert person.end() == 130
    assert not home.exists()
