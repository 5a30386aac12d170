"""What a holiday asks of whoever takes charge."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dutyroom.config.roster import PolicyName, Roster
from dutyroom.registers.people import facts as people
from dutyroom.registers.people import reading as people_reading
from dutyroom.registers.shifts import serving, signing
from dutyroom.registers.shifts.blockers import Blocked, SigningOn
from tests.registers.accounts.account_kit import Desk
from tests.registers.shifts.shift_kit import asking, known, officer_of, sign_on


def _codes(desk: Desk, asked: SigningOn) -> set[str]:
    """Return the codes of all that stands against it."""
    return {blocker.code for blocker in signing.against(desk.access, asked)}


def test_a_holiday_takes_its_training_where_the_unit_asks_for_it(desk: Desk) -> None:
    """Article 19 [C]: counted back from the first day of the holiday, at the desk's own day."""
    asked = asking(desk, desk.officer)
    assert _codes(desk, asked) == set()
    desk.clock.jump((datetime(2026, 10, 3, 1, tzinfo=UTC) - desk.clock.now()).total_seconds())
    asked = asking(desk, desk.officer)
    (found,) = signing.against(desk.access, asked)
    assert (found.code, found.article, found.overridable) == ("holiday-training", 19, True)
    assert "国庆节" in found.words
    assert _codes(desk, replace(asked, planning=Roster(holiday_training="off"))) == set()
    for day, left in (("2026-08-20", {"holiday-training"}), ("2026-09-25", set[str]())):
        with desk.access.store.read() as session:
            person = people_reading.get(session, desk.officer.id)
        assert person is not None
        new = {"holiday_trained": day}
        desk.access.ledger.record(
            people.changed(person, desk.clock.now(), desk.access.place, actor="x", new=new)
        )
        assert _codes(desk, asked) == left


def test_a_training_is_asked_for_as_the_unit_does(desk: Desk) -> None:
    """Article 19 [C]: as on the roster, one that ended is no matter where none is asked for."""
    asked = asking(desk, desk.officer)

    def codes(policy: PolicyName) -> set[str]:
        return _codes(desk, replace(asked, planning=Roster(training=policy)))

    def noted(until: str) -> None:
        with desk.access.store.read() as session:
            person = people_reading.get(session, desk.officer.id)
        assert person is not None
        new = {"trained_until": until}
        desk.access.ledger.record(
            people.changed(person, desk.clock.now(), desk.access.place, actor="x", new=new)
        )

    noted("2020-01-01")
    assert [codes("off"), codes("warn"), codes("block")] == [set(), {"training"}, {"training"}]
    noted("")
    assert [codes("off"), codes("warn"), codes("block")] == [set(), set(), {"training"}]
    noted("2040-01-01")
    assert codes("block") == set()


def test_whoever_stands_in_is_asked_for_the_training_that_the_unit_asks_for(desk: Desk) -> None:
    other = officer_of(desk, "单明")
    desk.access.ledger.record(
        people.changed(
            other, desk.clock.now(), desk.access.place, actor="x",
            new={"trained_until": "2020-01-01"},
        )
    )  # fmt: skip
    shift = sign_on(desk, desk.officer).shift

    def leave(policy: PolicyName) -> None:
        access = replace(desk.access, planning=Roster(training=policy))
        serving.leave_post(
            access, shift, reason="就医", substitute=other.name, substitute_id=other.id
        )

    with pytest.raises(Blocked, match="expired"):
        leave("warn")
    leave("off")
    assert known(desk, shift).away is not None
