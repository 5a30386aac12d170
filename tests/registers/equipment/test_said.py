"""What a probe said is read in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dutyroom import i18n
from dutyroom.registers.equipment.facts import Check
from dutyroom.registers.equipment.said import read, stored
from dutyroom.standard.equipment.items import State
from dutyroom.standard.probing import Said, worded
from tests.registers.equipment.equipment_kit import EquippedDesk

UNPROVEN = "The recorder is not proven in this check yet."


@pytest.fixture
def tongue() -> Iterator[None]:
    """Give the language back."""
    yield
    i18n.use("en")


@pytest.mark.usefixtures("tongue")
def test_evidence_is_kept_as_a_message_and_its_values(desk: EquippedDesk) -> None:
    """Entered in English, read in Chinese."""
    desk.adopt()
    sheet = desk.begin()
    evidence = {"recorder:1": ("cannot_tell", Said(UNPROVEN, {"hz": 450.5, "name": "甲"}))}
    desk.look(sheet, Check("recorder", State.OK, evidence=evidence))
    (kept,) = desk.sheet(sheet).found["recorder"].evidence
    assert (kept.said.text, kept.said.values) == (UNPROVEN, {"hz": 450.5, "name": "甲"})
    assert kept.words == UNPROVEN
    i18n.use("zh")
    assert kept.words not in ("", UNPROVEN)


@pytest.mark.parametrize("old", ["盒子应答", "{broken", "[1]", '["text", 3]', "null", ""])
def test_a_finished_sentence_of_an_earlier_version_stays_readable(old: str) -> None:
    assert worded(read(old)) == old


def test_what_is_stored_is_read_again() -> None:
    said = Said("{host} answers", {"host": "网关", "ms": 3, "good": True, "none": None})
    assert read(stored(said)) == said
