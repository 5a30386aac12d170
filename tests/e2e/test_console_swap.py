"""A full swap at the real console, and the duty that changed hands afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dutyroom.clock import SystemClock
from dutyroom.config import Settings, Unit, places, save_settings
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people import facts as people
from dutyroom.registers.roster import drafting, publishing
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.publishing import Publishing
from dutyroom.registers.roster.setting import setting
from dutyroom.registers.shifts import facts as shifts
from dutyroom.registers.swaps.reading import open_swaps, settled_swaps
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.rotation import rotation
from dutyroom.standard.roster.swapping import SwapState
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Place
from tests.e2e.console_desk import spoken
from tests.e2e.console_terminal import Terminal
from tests.registers.accounts.account_kit import CHEAP
from tests.registers.roster.roster_kit import explained

PLACE = Place("unit")


def prepare(home: Path) -> None:
    """Set up a desk with two leaders, three officers and the published roster of a week."""
    where = places(home)
    where.create()
    save_settings(where.config, Settings(unit=Unit(code="unit", name="测试值班室")))
    store = open_store(where.database, migrate=True)
    clock = SystemClock()
    ledger, now = Ledger(store, clock), clock.now()
    named = [("曾国强", "leader"), ("韦振华", "leader")]
    named += [("覃小梅", "officer"), ("黄丽", "officer"), ("陆建平", "officer")]
    for number, (name, role) in enumerate(named):
        fields = {"name": name, "roles": role, "post_kind": "civil-servant"}
        ledger.record(people.added(f"p{number}", now, PLACE, actor="test", fields=fields))
    ledger.record(shifts.begun("s1", now, PLACE, officer="覃小梅", leader="曾国强"))
    how, first = planning(Settings()), local_date(now) + timedelta(days=1)
    last = first + timedelta(days=6)
    with store.read() as session:
        draft = drafting.begun(session, first, last, how).roster
        judged = setting(session, first, last, how)
    made = replace(draft, assignments=rotation(draft.slots, judged))
    asked = Publishing(made, "test", "", explained(store, made, how, "test"))
    publishing.publish(Access(store, ledger, clock, PLACE, CHEAP), asked, how)
    store.close()


@pytest.mark.slow
def test_a_full_swap_at_the_keyboard(tmp_path: Path) -> None:
    prepare(tmp_path)
    with spoken("zh"), Terminal(tmp_path, "--no-keeper", language="zh") as terminal:
        terminal.until("覃小梅")
        terminal.press("Ctrl+P")
        terminal.type(_("Swaps"))
        terminal.until(_("Swaps"))
        terminal.press("Enter")
        terminal.until(_("  No swap is under way.").strip())
        terminal.press("Ctrl+N")
        terminal.until(_("Whose shift changes hands"))
        terminal.move("Down")  # the first by name: a leader, who needs no rest
        terminal.press("F9")
        terminal.until(_("Which shift is given away"))
        terminal.press("Ctrl+S")
        terminal.until(_("Who takes it over"))
        terminal.move("Down")
        terminal.press("F9")
        terminal.until(_("Nothing"))
        terminal.press("Ctrl+S")
        terminal.until(_("Who asks"))
        terminal.type("外出开会")
        terminal.move("Tab", "Down")
        terminal.press("F9")
        terminal.until(_("Attested by"))
        terminal.press("Ctrl+S")
        terminal.until(_("asked"))
        terminal.press("F3")
        terminal.until(_("Who agrees"))
        terminal.press("F9")
        terminal.until(_("Attested by"))
        terminal.press("Ctrl+S")
        terminal.until(_("report to the leader"))
        terminal.press("F4")
        terminal.until(_("Who was told"))
        terminal.type("王书记")  # both leaders have a part in it
        terminal.until("王书记")
        terminal.press("F9")
        terminal.until(_("carry out: publish the new version")[:6])
        terminal.press("Ctrl+S")
        terminal.until(_("Was this roster submitted already?"))
        terminal.move("Down")
        terminal.press("F9")
        terminal.until(_("send the change notice"))
        terminal.press("Ctrl+V")
        terminal.until(_("To whom and how"))
        terminal.type("传真至市值班室")
        terminal.press("F9")
        terminal.until(_("  No swap is under way.").strip())
    store = open_store(places(tmp_path).database)
    with store.read() as session:
        (row,) = settled_swaps(session, 9)
        assert open_swaps(session) == []
    store.close()
    assert (row.swap.state, row.swap.version) == (SwapState.NOTIFIED, 2)
    assert {each.name for each in row.consents} == {"曾国强", "韦振华"}
    assert row.noticed_how == "传真至市值班室"
