"""Who serves by special admission stands on the roster that hangs on the wall, and is told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from dutyroom import i18n
from dutyroom.cli.main import main
from dutyroom.config import Unit
from dutyroom.documents import roster_page, roster_sheet
from dutyroom.documents.roster_table import read_wall
from dutyroom.store.engine import Store
from tests.registers.admissions.admission_kit import admit, hire, of, take_back
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import FIRST, LAST, NOW, OFFICERS


def test_a_month_of_contract_staff_stays_on_one_page_and_names_each(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it was published: what is taken back afterwards is told by the check alone."""
    i18n.use("zh")
    room = roster_kit.room(store)
    made = {}
    for number in range(7):
        hire(room, f"o{number}")
        made[number] = admit(room, of(f"o{number}", reason="公开招聘未到岗，经区委办会议研究"))
    room.publish(room.filled(), reasons={})
    span = ["--from", str(FIRST), "--until", str(LAST)]
    check = ["--home", str(tmp_path), "--lang", "zh", "roster", "check", *span]
    assert main(check) == 0
    assert capsys.readouterr().out.count("+ ") == 7
    take_back(room, made[1])
    assert main([*check, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    kinds = {kind: [f for f in told if f["kind"] == kind] for kind in ("admitted", "ineligible")}
    assert len(kinds["admitted"]) == 6
    assert {fault["refusal"] for fault in kinds["admitted"]} == {"post"}
    assert {tuple(fault["people"]) for fault in kinds["ineligible"] if fault["blocking"]} == {
        ("o1",)
    }
    with store.read() as session:
        wall = read_wall(session, FIRST, LAST, unit=Unit(name="云岭区总值班室"), printed_at=NOW)
    assert len(wall.admitted) == 7
    (page,) = PdfReader(io.BytesIO(roster_page.as_pdf(wall))).pages
    text = page.extract_text().replace("\n", "")
    for words in (text, roster_sheet.as_text(wall)):
        assert "特批上岗（第四条）" in words
        assert all(f"{name}经特批上岗" in words for name in OFFICERS)
        assert words.count("曾国强批准") == 7
