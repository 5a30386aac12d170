"""What is said of the unit: who answers for its duty work, or that nobody is known (article 5)."""

from __future__ import annotations

from dutyroom.config import Unit
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.people.cells import clean
from dutyroom.widgets.unit_words import unit_told


def test_the_leader_for_duty_work_stands_with_the_unit() -> None:
    unit = Unit(name="云岭区人民政府总值班室")
    assert "leader for duty work  曾国强" in unit_told(None, unit, ("曾国强",)).plain
    assert "leader for duty work  not stated" in unit_told(None, unit, ()).plain


def test_the_role_is_read_as_offices_write_it() -> None:
    for text in ("分管领导", "分管值班工作的领导", "leader for duty work"):
        assert clean("roles", f"带班领导、{text}", AreaCodes({})) == "leader、duty-work"
