"""A holiday's roster is submitted at the real console, with its receipt, and changed after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dutyroom.i18n import _
from dutyroom.registers.submissions.reading import submissions
from dutyroom.store.engine import open_store
from tests.e2e.console_desk import OFFICER, running, sign_on, spoken
from tests.e2e.console_terminal import Terminal
from tests.e2e.keeper_desk import KeeperDesk
from tests.registers.roster.roster_kit import room

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 7)
TO, RECEIPT = "市委值班室", "值收〔2026〕91号"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeeperDesk]:
    """Return a desk with a roster around National Day, whose keeper runs."""
    with running(tmp_path / "home") as made:
        publish(made, datetime(2026, 9, 2, tzinfo=UTC))
        yield made


def publish(desk: KeeperDesk, at: datetime, *, swapped: str = "") -> None:
    """Publish the roster, with somebody else in one shift."""
    store = open_store(desk.places.database)
    duty_room = room(store)
    duty_room.go_to(at)
    made = duty_room.filled(date(2026, 9, 28), date(2026, 10, 11))
    if swapped:
        old = next(item for item in made.assignments if item.slot == swapped)
        other = "o6" if old.person != "o6" else "o5"
        rest = tuple(item for item in made.assignments if item is not old)
        made = replace(made, assignments=(*rest, replace(old, person=other)))
    duty_room.publish(made, why="生病" if swapped else "")
    store.close()


def open_submissions(terminal: Terminal) -> None:
    """Go to the submissions, and to National Day in it."""
    terminal.press("Ctrl+W")
    menu = terminal.until(_("Go to"), _("Submissions"))
    key = re.search(rf"(\w)  {_('Submissions')}", menu)
    assert key is not None
    terminal.press(key[1])
    terminal.until("国庆节", "09-28")
    terminal.move("Down")
    terminal.until("2026-10-01 – 2026-10-07")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_holiday_is_submitted_with_its_receipt_and_a_change_is_told(
    desk: KeeperDesk, tmp_path: Path, language: str
) -> None:
    """Every key as an officer presses it, in 80 columns."""
    clock = tmp_path / "clock"
    clock.write_text("2026-09-26T01:00:00+00:00", encoding="utf-8")
    frozen = {"DUTYROOM_CLOCK": str(clock)}
    with (
        spoken(language),
        Terminal(desk.home, "--no-keeper", language=language, env_also=frozen) as terminal,
    ):
        sign_on(terminal)
        open_submissions(terminal)
        terminal.press("F3")
        terminal.until(_("To whom"))
        terminal.move("Tab", "Tab")
        terminal.type(TO)
        terminal.until(TO)
        terminal.press("F9")
        terminal.until(f"√ {_('submitted')}", _("no receipt yet"))
        terminal.press("Enter")
        terminal.until(_("Note the receipt"))
        terminal.type(RECEIPT)
        terminal.until(RECEIPT)
        terminal.press("F9")
        terminal.until(RECEIPT, gone=_("Note the receipt"))
        publish(desk, datetime(2026, 9, 26, 2, tzinfo=UTC), swapped="2026-10-02/night")
        clock.write_text("2026-09-26T03:00:00+00:00", encoding="utf-8")
        terminal.until(_("! change notice owed ({count})").format(count=1))
        terminal.press("F4")
        terminal.until(_("To whom"), TO)
        terminal.press("F9")
        terminal.until(f"√ {_('submitted')}", gone=_("To whom"))
    store = open_store(desk.places.database)
    with store.read() as session:
        (row,) = submissions(session, FIRST, LAST)
    store.close()
    assert (row.late, row.sent.to, row.sent.receipt, row.sent.by) == (False, TO, RECEIPT, OFFICER)
    assert [(notice.changes, notice.sent.to) for notice in row.notices] == [(1, TO)]
