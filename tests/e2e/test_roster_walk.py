"""A month at the real console: proposed, changed by hand, published, and on duty now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.i18n import _
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people import facts as people
from dutyroom.registers.roster import on_duty, reading
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Place
from tests.e2e.console_desk import running, sign_on, spoken
from tests.e2e.console_terminal import Terminal
from tests.e2e.keeper_desk import KeeperDesk

OFFICERS = ("覃小梅", "单明", "韦东", "黄丽", "李军", "周宁", "蒙飞")
LEADERS = ("曾国强", "陆建华", "何敏")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeeperDesk]:
    """Return a desk with people, whose keeper runs."""
    with running(tmp_path / "home") as made:
        store = open_store(made.places.database)
        now = datetime.now(UTC)
        ledger = Ledger(store, FrozenClock(now))
        for letter, role, names in (("o", "officer", OFFICERS), ("l", "leader", LEADERS)):
            for number, name in enumerate(names):
                fields = {
                    "name": name, "roles": role, "post_kind": "civil-servant",
                    "trained_until": "2099-12-31",
                }  # fmt: skip
                key = f"{letter}{number}"
                ledger.record(people.added(key, now, Place("unit"), actor="x", fields=fields))
        store.close()
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_month_is_proposed_changed_published_and_on_duty(
    desk: KeeperDesk, tmp_path: Path, language: str
) -> None:
    """The evening before, and half an hour into the first shift."""
    clock = tmp_path / "clock"
    clock.write_text("2026-11-30T12:00:00+00:00", encoding="utf-8")
    frozen = {"DUTYROOM_CLOCK": str(clock)}
    with (
        spoken(language),
        Terminal(desk.home, "--no-keeper", language=language, env_also=frozen) as terminal,
    ):
        sign_on(terminal)
        terminal.press("Ctrl+W")
        menu = terminal.until(_("Go to"), _("Roster"))
        digit = re.search(rf"(\d)  {_('Roster')}", menu)
        assert digit is not None
        terminal.press(digit[1])
        terminal.until("11-30")
        terminal.press("]")
        terminal.until("12-01")
        terminal.press("F3")
        terminal.until(_("Have a roster proposed"))
        terminal.press("F9")
        terminal.until(_("the best roster there is"), seconds=40)
        terminal.press("F9")
        terminal.until(_("{count} of {all} shifts filled").format(count=93, all=93))
        terminal.press("Enter")
        terminal.until(_("In this period, and why not"))
        terminal.type("mf")
        terminal.until("蒙飞", gone="单明")
        terminal.press("Enter")
        terminal.until("蒙飞*")
        terminal.press("F9")
        _explain(terminal)
        terminal.press("F9")
        terminal.until(_("in force: version {number} of {date}, {name}").split("{")[0])
        clock.write_text("2026-12-01T01:00:00+00:00", encoding="utf-8")
        terminal.until(f"{_('Now')} 12-01 08:30-17:30 蒙飞")
    store = open_store(desk.places.database)
    with store.read() as session:
        (version,) = reading.versions(session)
        now = on_duty.rostered(session, datetime(2026, 12, 1, 1, tzinfo=UTC))
    store.close()
    assert version.number == 1
    assert now is not None
    assert list(now.officers.values()) == ["蒙飞"]


def _explain(terminal: Terminal) -> None:
    """Give each fault that is left a reason, one by one, until publishing is asked."""
    publish, asked = _("Publish this roster?"), _("Why is this accepted? {place} of {all}")
    begins = asked.split("{")[0]
    while begins in (seen := terminal.settled()):
        if "drill" not in seen:
            terminal.type("drill")
            terminal.until("drill")
        terminal.press("F9")
    terminal.until(publish)
