"""The checklists that ship, and files that nobody can use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dutyroom import i18n, resources
from dutyroom.registers.unit.facts import Profile
from dutyroom.standard.equipment.items import Group, Kind, Often
from dutyroom.standard.equipment.pack import BASE, ChecklistError, shipped
from dutyroom.standard.probing import Kind as ProbeKind

GOOD = '[[item]]\nkey = "a"\ngroup = "line"\nzh = "甲"\nen = "A"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files."""
    shutil.copytree(resources.data("equipment"), tmp_path / "equipment")
    return tmp_path / "equipment"


@pytest.mark.parametrize("profile", list(Profile))
def test_every_profile_has_its_list(profile: Profile) -> None:
    """One key is one item, groups stand together, and both languages are there."""
    items = shipped(profile)
    assert len({item.key for item in items}) == len(items)
    order = [list(Group).index(item.group) for item in items]
    assert order == sorted(order)
    for item in items:
        assert item.zh
        assert item.en
        assert item.look_zh
        assert item.look_en
        assert bool(item.minimum) == item.kind.stocked, item.key
        for probe in item.probes:
            assert probe.partition(":")[0] in set(ProbeKind), item.key
    keys = {"landline", "recorder", "secure_cabinet", "room", "emergency_power"}
    assert keys <= {item.key for item in items}


def test_laws_are_asked_for_only_where_there_are_emergency_duties() -> None:
    """And vehicles only in a district."""
    groups = {profile: {item.group for item in shipped(profile)} for profile in Profile}
    assert {p for p, found in groups.items() if Group.LAW in found} == {
        Profile.DISTRICT, Profile.TOWN,
    }  # fmt: skip
    assert {p for p, found in groups.items() if Group.VEHICLES in found} == {Profile.DISTRICT}
    assert "pc_intranet" not in {item.key for item in shipped(Profile.ENTERPRISE)}


def test_a_whole_start_check_stays_below_sixty_presses() -> None:
    """Also the first one ever, in which everything is due."""
    for profile in Profile:
        items = shipped(profile)
        assert len(items) <= 40
        assert sum(item.often is Often.SHIFT for item in items) <= 15


def test_a_new_item_is_data(folder: Path) -> None:
    """An item under a known key takes the base's place; a new one stands with its group."""
    (folder / "town.toml").write_text(
        'without = ["copier"]\n'
        '[[item]]\nkey = "fax"\ngroup = "machines"\nzh = "高速传真"\nen = "Fast fax"\n'
        '[[item]]\nkey = "radio"\ngroup = "line"\nzh = "对讲机"\nen = "Radio"\n',
        encoding="utf-8",
    )
    items = {item.key: item for item in shipped("town", folder)}
    assert "copier" not in items
    assert items["fax"].zh == "高速传真"
    keys = list(items)
    assert keys.index("radio") < keys.index("duty_machine")
    i18n.use("en")
    assert items["radio"].name == "Radio"
    i18n.use("zh")
    assert items["radio"].name == "对讲机"
    assert items["extinguishers"].kind is Kind.EXPIRY


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("town.toml", "\x00", "town.toml"),
        ("town.toml", "item = 3", "item"),
        ("town.toml", GOOD + 'colour = "red"\n', "colour"),
        ("town.toml", GOOD.replace('"line"', '"kitchen"'), "kitchen"),
        ("town.toml", GOOD.replace('"甲"', '""'), "zh"),
        ("town.toml", GOOD.replace('"a"', '"../a"'), "key"),
        ("town.toml", GOOD + GOOD, "a "),
        ("town.toml", GOOD + "minimum = 2\n", "a "),
        ("town.toml", GOOD + "minimum = -1\n", "minimum"),
        ("town.toml", GOOD + 'probes = ["Rm -rf"]\n', "probes"),
        ("town.toml", 'without = ["nothing_such"]', "nothing_such"),
        (BASE, "", "landline"),
    ],
)
def test_a_bad_file_is_said_in_a_sentence(folder: Path, file: str, content: str, says: str) -> None:
    """With the file's name and the reason, and nothing is taken from it."""
    i18n.use("en")
    if file == BASE:
        (folder / "town.toml").write_text('without = ["landline"]', encoding="utf-8")
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(ChecklistError) as refused:
        shipped("town", folder)
    assert "town.toml" in str(refused.value)
    assert says in str(refused.value)
    assert "Nothing was changed." in str(refused.value)


def test_a_file_that_is_missing_or_no_text_is_said_too(folder: Path) -> None:
    i18n.use("en")
    (folder / BASE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ChecklistError, match=r"base\.toml"):
        shipped("town", folder)
    (folder / BASE).unlink()
    with pytest.raises(ChecklistError, match=r"base\.toml"):
        shipped("town", folder)


def test_evidence_stands_in_the_order_of_the_item_s_probes() -> None:
    line = next(item for item in shipped("district") if item.key == "landline")
    probes = ["box:1", "last_ring:2", "ups", "keeper", "line_power:1"]
    assert sorted(probes, key=line.place_of) == [
        "keeper", "line_power:1", "box:1", "last_ring:2", "ups",
    ]  # fmt: skip
