"""The questions of a handover say what is so, without a console to ask them."""

from __future__ import annotations

from dutyroom.desk.handover import Reliefs
from dutyroom.registers.people.person import Person
from dutyroom.screens import handover_asking as asking
from dutyroom.screens import relief_asking
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.widgets.moments import local
from tests.registers.accounts.account_kit import NOW

ITEM = Item(ItemKind.MATTER, "m1", NOW, "水位超警戒", number="2026-0001")


def test_nobody_who_was_taken_ill_is_said_to_stand_beside_the_desk() -> None:
    """At a desk without accounts the relief signs alone, and reads so."""
    assert "Both stand beside" in asking.names("覃小梅", "单明", ()).body.plain
    alone = asking.names("覃小梅", "单明", (), absent=True).body.plain
    assert alone == "覃小梅 was taken ill and does not sign. 单明 signs alone."


def test_a_relief_without_an_account_is_listed_and_asked_for_no_password() -> None:
    """A leader vouches for them first; of everybody else the password is asked for at once."""
    known = Reliefs([Person("p1", "单明")], [Person("p2", "王五")])
    question = relief_asking.relief(known, NOW)
    who = next(blank for blank in question.blanks if blank.name == "who")
    assert [word for word, _code in who.choices] == ["单明", "王五 (no account)"]
    typed = {"arrived": f"{local(NOW):%H:%M}", "password": ""}
    assert question.check({**typed, "who": "p1"}) == "Their password is missing."
    assert not question.check({**typed, "who": "p2"})
    assert not question.check({**typed, "who": "p1", "password": "x"})
    alone = relief_asking.relief(Reliefs([], [Person("p2", "王五")]), NOW)
    assert [blank.name for blank in alone.blanks] == ["who", "arrived", "password"]
    by_name = relief_asking.relief(Reliefs(), NOW)  # a desk without accounts
    assert [blank.name for blank in by_name.blanks] == ["name", "arrived"]
    assert not by_name.check({"arrived": typed["arrived"], "name": "王五"})


def test_an_answer_begins_empty_below_what_was_explained() -> None:
    """What was explained stays as it is, and the first letter that is typed replaces none of it."""
    question = asking.explanation(ITEM, "西门已封", "封到何时？")
    assert question.body.plain.splitlines()[-2:] == ["Explained 西门已封", "Asked 封到何时？"]
    assert [blank.value for blank in question.blanks] == [""]
    again = asking.explanation(ITEM, "西门已封", "")
    assert [blank.value for blank in again.blanks] == ["西门已封"]
