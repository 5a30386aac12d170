"""Found a desk, give a second officer an account, relieve: at the real console, by keys alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dutyroom import config
from dutyroom.config import Settings, Unit, save_settings
from dutyroom.i18n import _
from dutyroom.phrases import ordinal
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.shifts.on_duty import ShiftRow, in_charge
from dutyroom.registers.shifts.reading import detail
from dutyroom.store.engine import open_store
from dutyroom.store.session import Session
from tests.e2e.console_desk import UNIT, spoken
from tests.e2e.console_terminal import Terminal
from tests.e2e.keeper_desk import ANY_DAY, PATIENCE, until

pytestmark = pytest.mark.timeout(150)

FIRST, SECOND = "李建国", "覃小梅"
OWN, HANDED, NEW = "Qinghe-2026-water", "handed-0ut-Xy", "own-Choice-9"
REASON = "领导在途"


@pytest.mark.slow
def test_a_desk_is_founded_and_its_officer_relieved(tmp_path: Path) -> None:
    """No default password; both passwords, or nothing; a killed console leaves no half of it."""
    home = tmp_path / "home"
    places = config.places(home)
    places.create()
    save_settings(places.config, Settings(unit=Unit(name=UNIT), roster=ANY_DAY))
    with spoken("zh"):
        with Terminal(home, "--no-keeper") as terminal:
            _found(terminal)
            _sign_on_with_reasons(terminal)
            with _reading(places.database) as session:
                assert _in_charge(session).officer == FIRST
                known = detail(session, _in_charge(session).id)
            assert known is not None
            assert known.overrides == {"post": REASON, "no-leader": REASON}
            _give_account(terminal)
            _fill(terminal, "qxm", HANDED, OWN)
            _reasons(terminal, 2)
            terminal.press("F9")
            terminal.kill()
        with _reading(places.database) as session:  # all of it, or nothing
            assert _in_charge(session).officer == FIRST
            assert [each.name for each in accounts.open_sessions(session)] == [FIRST]
        with Terminal(home, "--no-keeper") as terminal:
            terminal.until(_("The console is locked."), FIRST)
            _relieve(terminal)
            with _reading(places.database) as session:
                assert _in_charge(session).officer == SECOND
                assert [each.name for each in accounts.open_sessions(session)] == [SECOND]


def _found(terminal: Terminal) -> None:
    """The first question offers accounts; the first administrator chooses a password."""
    terminal.until(_("Who is on duty?"))
    terminal.type(FIRST)
    terminal.until(FIRST)
    terminal.press("F4")
    terminal.until(_("Set up accounts"), _("Also serves as"), FIRST)
    terminal.move("Tab", "Tab", "Tab")
    _type_secret(terminal, OWN)
    terminal.move("Tab")
    _type_secret(terminal, OWN)
    terminal.press("F9")
    terminal.until(_("Sign-on"), _("Nobody is in charge yet."), FIRST)


def _sign_on_with_reasons(terminal: Terminal) -> None:
    """What stands against it is shown with its article, and set aside with a reason."""
    terminal.settled()  # what comes late must not pass for the effect of a key
    terminal.move("Right", "Tab", "Right")
    terminal.until(gone=_("art. {number}").format(number=ordinal(15)))
    terminal.settled()
    terminal.move("Tab", "Tab", "Tab", "Tab")
    _type_secret(terminal, OWN)
    terminal.until(
        _("art. {number}").format(number=ordinal(4)), _("A shift needs its leader on duty.")
    )
    terminal.press("F9")
    terminal.until(_("Something stands against it: see to it, or give the reason."))
    _reasons(terminal, 2, there=True)
    terminal.press("F9")
    terminal.until(f"{_('Officer')} {FIRST}", gone=_("Sign-on"))


def _give_account(terminal: Terminal) -> None:
    """A second officer comes into the register and gets an account with a first password."""
    _go(terminal, "people")
    terminal.until(_("Search"), FIRST)
    terminal.press("F4")
    terminal.until(_("Somebody new"), _("Name"))
    terminal.settled()
    terminal.type(SECOND)
    terminal.until(SECOND)
    terminal.move("Tab", "Tab")
    terminal.type(_("duty officer"))
    terminal.until(_("duty officer"))
    terminal.press("F9")
    terminal.until(SECOND, _("Edit"), gone=_("Save"))
    _go(terminal, "accounts")
    terminal.until(_("no account"), SECOND)
    terminal.move("Down")
    terminal.press("F3")
    terminal.until(_("Account for {name}").format(name=SECOND))
    terminal.move("Tab")
    _type_secret(terminal, HANDED)
    terminal.move("Tab")
    _type_secret(terminal, HANDED)
    terminal.press("F9")
    asked = _("Account for {name}").format(name=SECOND)
    terminal.until(_("first password"), gone=asked)  # the form says these words, too
    terminal.press("\x1c")  # Ctrl+\
    terminal.until(_("The console is locked."), FIRST)
    terminal.press("F10")
    terminal.until(_("Sign-on"), _("who signs by password"))


def _relieve(terminal: Terminal) -> None:
    """A wrong password changes nothing; a handed out one is changed first; then it is done."""
    terminal.press("F10")
    terminal.until(_("Sign-on"), _("who signs by password"))
    _fill(terminal, "qxm", HANDED, "not-the-one-1")
    _reasons(terminal, 2)
    terminal.press("F9")
    terminal.until(_("Password of {name}").format(name=SECOND), _("Old password"))
    _type_secret(terminal, HANDED)
    for _again in range(2):
        terminal.move("Tab")
        _type_secret(terminal, NEW)
    terminal.press("Ctrl+S")
    terminal.until(_("Sign on with the new password."))
    _type_secret(terminal, NEW)
    terminal.move("Tab")  # what was typed for the other one still stands there, chosen
    terminal.type("not-the-one-1")
    dots = len(NEW) + len("not-the-one-1")
    until(lambda: terminal.screen().count("•") == dots, what="the other password in its place")
    terminal.press("F9")
    said = _("The password of {name} is not right. Nothing was changed.").format(name=FIRST)
    terminal.until_told(said)  # the cursor stands in the field of that one, the other's stays
    _type_secret(terminal, OWN)
    terminal.press("Ctrl+S")
    terminal.until(f"{_('Officer')} {SECOND}", gone=_("Sign-on"))


def _fill(terminal: Terminal, officer: str, password: str, outgoing: str) -> None:
    """Fill the form from top to bottom, without a leader."""
    terminal.type(officer)
    terminal.until(SECOND)
    terminal.settled()
    terminal.move("Tab", "Tab", "Right", "Tab", "Right", "Tab", "Tab", "Tab", "Tab")
    _type_secret(terminal, password)
    terminal.move("Tab")
    _type_secret(terminal, outgoing)


def _reasons(terminal: Terminal, count: int, *, there: bool = False) -> None:
    """Give a reason for each thing that stands against it."""
    terminal.until(_("A shift needs its leader on duty."))
    for number in range(count):
        if number or not there:
            terminal.move("Tab")
        before = terminal.screen().count(REASON)
        terminal.type(REASON)
        until(lambda seen=before: terminal.screen().count(REASON) > seen, what="the reason")  # type: ignore[misc] # counted anew


def _type_secret(terminal: Terminal, secret: str) -> None:
    """Type a password, and wait until as many dots stand there."""
    before = terminal.screen().count("•")
    terminal.type(secret)
    wanted, limit = before + len(secret), time.monotonic() + PATIENCE
    while terminal.screen().count("•") < wanted:
        assert time.monotonic() < limit, f"waited in vain for the dots:\n{terminal.screen()}"
        time.sleep(0.02)


def _go(terminal: Terminal, room: str) -> None:
    """Go to a room by its name in the palette."""
    terminal.press("Ctrl+P")
    terminal.until(_("Name of a command"))
    terminal.type(room)
    terminal.until(room)
    terminal.press("Enter")


@contextmanager
def _reading(database: Path) -> Iterator[Session]:
    """Read the database as another program would."""
    store = open_store(database)
    try:
        with store.read() as session:
            yield session
    finally:
        store.close()


def _in_charge(session: Session) -> ShiftRow:
    found = in_charge(session)
    assert found is not None
    return found
