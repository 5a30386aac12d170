"""The form of sign-on: what is known already is not asked again."""

from __future__ import annotations

from datetime import timedelta

from textual.app import App, ComposeResult
from textual.widgets import Input

from dutyroom.desk.sign_on import Beginning
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.widgets.pick import Pick
from dutyroom.widgets.sign_on_fields import SignOnFields
from tests.screens.scene import NOW


class Form(App[None]):
    """The fields alone."""

    def compose(self) -> ComposeResult:
        yield SignOnFields()


async def test_an_arrival_that_was_noted_is_not_asked_again() -> None:
    async with Form().run_test(size=(80, 24)) as pilot:
        fields = pilot.app.query_one(SignOnFields)
        fields.fill(Beginning(), NOW)
        entry = fields.query_one("#arrived", Input)
        assert (entry.value, entry.disabled) == ("10:30", False)
        fields.fill(Beginning(), NOW, arrived=NOW - timedelta(minutes=18))
        assert (entry.value, entry.disabled) == ("10:12", True)
        fields.fill(Beginning(), NOW, arrived=NOW + timedelta(hours=1))
        assert (entry.value, entry.disabled) == ("10:30", False)


async def test_a_call_that_the_log_does_not_have_is_said_and_not_lost() -> None:
    """Else the leader would count as heard without a recording, and nobody would know."""
    async with Form().run_test(size=(80, 24)) as pilot:
        fields = pilot.app.query_one(SignOnFields)
        leader = Person("l", "曾国强", {"roles": "leader"})
        officer = Person("o", "覃小梅", {"roles": "officer"})
        rostered = Rostered("s", NOW, NOW, {"o": "覃小梅"}, "l")
        fields.fill(
            Beginning((leader, officer), frozenset({"o"}), rostered=rostered), NOW, officer="o"
        )
        for name, value in {"sober": "yes", "fit": "yes", "mode": "phone"}.items():
            fields.query_one(f"#{name}", Pick).value = value
        fields.query_one("#acknowledged", Pick).value = "yes"
        fields.query_one("#password", Input).value = "x"
        assert fields.missing(NOW) is None
        fields.query_one("#call", Input).value = "77"
        fields.heard_in(None)
        missing = fields.missing(NOW)
        assert missing is not None
        assert "no call 77" in missing[0]
