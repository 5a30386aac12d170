"""What a probe says after an item was entered reaches the sheet, and the signature names it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import SimpleNamespace

import pytest
from textual.content import Content
from textual.screen import Screen

from dutyroom.channel.messages import LineState
from dutyroom.config import Settings
from dutyroom.documents.equipment_papers import _line
from dutyroom.registers.equipment import checking
from dutyroom.registers.equipment.acting import EquipmentRefused
from dutyroom.registers.equipment.entries import Addition
from dutyroom.registers.equipment.facts import Check, Proof
from dutyroom.registers.equipment.newer import brought_up_to, kept, newer
from dutyroom.registers.equipment.picture import EquipmentPicture
from dutyroom.registers.equipment.reading import going_on, open_faults
from dutyroom.registers.equipment.register import EQUIPMENT
from dutyroom.registers.equipment.said import Evidence
from dutyroom.registers.equipment.sheets import last_found
from dutyroom.registers.equipment.signatures import Asked
from dutyroom.screens import check_signature, equipment_probes
from dutyroom.screens.equipment_lines import later_of, lines_of
from dutyroom.screens.equipment_probes import ProbeRun, not_proven
from dutyroom.standard.equipment.items import State
from dutyroom.standard.equipment.pack import shipped
from dutyroom.standard.judging.recorder import GAVE_WAY, gave_way
from dutyroom.standard.probing import Kind, Probe, Reading, Said
from dutyroom.standard.probing import State as Probed
from dutyroom.widgets import check_list
from dutyroom.widgets.check_item import explained
from dutyroom.widgets.check_list import CheckLine
from tests.registers.equipment.equipment_kit import NOW, EquippedDesk
from tests.registers.projection_kit import rows_of

NAMED = Asked("覃小梅", Proof.NAME)
UNPROVEN = not_proven("1", NOW)
HEARD = Reading(UNPROVEN.probe, Probed.OK, Said("Heard."), None, NOW, 9.0)
SILENT = Reading(UNPROVEN.probe, Probed.FAULTY, Said("Silence."), None, NOW, 9.0)


def found(desk: EquippedDesk, reading: Reading) -> str:
    """Enter everything in order, and of the recorder what a probe says; return the sheet."""
    sheet = desk.begin()
    for item in desk.sheet(sheet).left:
        told = kept([reading]) if item.key == "recorder" else None
        desk.look(sheet, Check(item.key, State.OK, evidence=told))
    return sheet


def afterwards(desk: EquippedDesk, reading: Reading) -> Reading:
    """Return a reading as one of this moment."""
    return replace(reading, measured_at=desk.clock.now())


def line(desk: EquippedDesk, sheet: str, *readings: Reading) -> CheckLine:
    """Return the recorder's line, with what is said now."""
    seen = desk.sheet(sheet)
    return CheckLine(seen.item("recorder"), found=seen.found["recorder"], readings=readings)


def test_a_fault_that_comes_after_the_entry_is_not_signed_over(desk: EquippedDesk) -> None:
    """It stands in the question, asks for a reason, and is on the sheet; so is what was before."""
    desk.adopt()
    sheet = found(desk, UNPROVEN)
    silent = afterwards(desk, SILENT)
    later = later_of(desk.sheet(sheet), [line(desk, sheet, silent)])
    asked = check_signature.signing(brought_up_to(desk.sheet(sheet), later), NAMED)
    assert "Silence." in asked.body.plain
    assert asked.blanks[0].required
    with pytest.raises(EquipmentRefused, match="Say why"):
        desk.do(lambda s: checking.sign(s, desk.act, sheet, later=later))
    desk.do(
        lambda s: checking.sign(s, desk.act, sheet, reasons={"recorder": "已另测"}, later=later)
    )
    assert desk.read(going_on) is None
    (entry,) = [e for e in desk.sheet(sheet).entries if e.item == "recorder"]
    assert (entry.state, entry.counts, entry.evidence[0].state) == (State.OK, True, "cannot_tell")
    assert entry.known[0].state == "faulty"
    assert [item.key for item in desk.sheet(sheet).contradicted] == ["recorder"]
    assert desk.read(open_faults) == []


def test_the_signature_leaves_who_looked_and_when(desk: EquippedDesk) -> None:
    """The reason, and what came later, are an addition by whoever signs: on screen and paper."""
    desk.adopt()
    sheet = found(desk, UNPROVEN)
    before = desk.sheet(sheet).found
    later = {"recorder": kept([SILENT])}
    desk.later(minutes=30)
    desk.actor, at = "单明", desk.clock.now()
    why = {"recorder": "已另测"}
    desk.do(lambda s: checking.sign(s, desk.act, sheet, reasons=why, later=later))
    entry = desk.sheet(sheet).found["recorder"]
    assert replace(entry, added=None) == before["recorder"]
    assert entry.by == "覃小梅" != desk.sheet(sheet).row.signed_by
    said = tuple(Evidence(key, *each) for key, each in kept([SILENT]).items())
    assert entry.added == Addition(at, "单明", "已另测", said)
    assert desk.read(last_found)["recorder"] == entry
    assert desk.sheet(sheet).unexplained == ()
    assert desk.sheet(sheet).found["fax"] == before["fax"]
    told = explained(line(desk, sheet), ascii_only=False).plain
    assert "Added at the signature, 11-26 09:01 单明: 已另测, Silence." in told
    assert "Entered: in order, 2026-11-26 08:30 覃小梅" in told
    assert "The recorder is not proven in this check yet." in told  # as the machine said then
    paper = _line(desk.sheet(sheet), desk.sheet(sheet).item("recorder"))
    assert paper[2:4] == ("08:30", "覃小梅")
    assert paper[4] == "Added at the signature, 09:01 单明: 已另测"
    assert paper[5].splitlines()[1] == "Added at the signature, 09:01 单明"
    assert "Silence." in paper[5].splitlines()[2]
    rows = rows_of(desk.store, EQUIPMENT)
    desk.ledger.rebuild()
    assert rows_of(desk.store, EQUIPMENT) == rows


def test_only_what_was_measured_since_takes_the_place_of_an_answer(desk: EquippedDesk) -> None:
    desk.adopt()
    entry = desk.sheet(found(desk, HEARD)).found["recorder"]
    stopped = replace(HEARD, state=Probed.CANCELLED, evidence=None)
    for each in (UNPROVEN, stopped, HEARD):
        assert newer(entry, [afterwards(desk, each)]) is None
    assert newer(entry, [SILENT]) is None  # from before the entry: of another console
    silent = afterwards(desk, SILENT)
    other = Reading("sound:1", Probed.CANNOT_TELL, Said("?"), None, desk.clock.now(), 1.0)
    assert newer(entry, [silent, other]) == {
        SILENT.probe: ("faulty", Said("Silence.")), other.probe: ("cannot_tell", Said("?")),
    }  # fmt: skip


@pytest.mark.parametrize("way", [True, False])
def test_the_signature_names_what_is_critical_and_not_proven(desk: EquippedDesk, way: bool) -> None:
    desk.adopt()
    verdict = gave_way()
    cut_off = replace(UNPROVEN, state=verdict.state, evidence=verdict.evidence)
    seen = desk.sheet(found(desk, cut_off if way else UNPROVEN))
    name = seen.item("recorder").name
    asked = check_signature.signing(seen, NAMED)
    assert f"not proven by the machine: {name}." in asked.body.plain
    assert not asked.blanks[0].required
    proven = brought_up_to(seen, {"recorder": kept([HEARD])})
    assert "not proven" not in check_signature.signing(proven, NAMED).body.plain


def test_a_faulty_reading_stands_before_the_words_of_a_ticket(desk: EquippedDesk) -> None:
    desk.adopt()
    desk.complete(bad={"recorder": State.FAULTY}, workaround="手机")
    (fault,) = desk.read(open_faults)
    row = replace(line(desk, found(desk, HEARD), SILENT), fault=fault)

    def shown(each: CheckLine) -> Content:
        return check_list._evidence(each, ascii_only=False)

    assert shown(row).plain == "✖ Silence"  # the full stop is for the pane below
    assert "ticket open" in shown(replace(row, readings=(HEARD,))).plain


def test_what_a_call_makes_old_runs_again_when_it_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What gave way to it and what is of calls; the recorder's proof asks for an officer's ear."""
    again: list[set[str]] = []
    of_line = {"last_ring:1", "last_recording:1", "caller_id:1"}
    of_calls = (*of_line, "exchange_clock", "last_ring:2", "box:2")
    keys = ("sound:1", "recorder:1", "sound:2", "box:1", "printer", *of_calls)

    def started(_run: ProbeRun, only: Callable[[Probe], bool]) -> None:
        probes = [Probe(Kind(key.partition(":")[0]), key.partition(":")[2]) for key in keys]
        again.append({probe.key for probe in probes if only(probe)})

    monkeypatch.setattr(ProbeRun, "start", started)
    run = ProbeRun(Screen(), lambda: None, tuple)
    for key in keys[:3]:
        run.take(Reading(key, Probed.CANCELLED, GAVE_WAY, None, NOW, 0.0))
    run.take(Reading("box:1", Probed.CANCELLED, None, None, NOW, 0.0))  # stopped by hand
    for calls in ({"1": "", "2": "b"}, {"1": "a", "2": "b"}, {"1": "a", "2": "b"}):
        run.follow(
            {name: LineState(name, "ok", "ok", "idle", call) for name, call in calls.items()}
        )
    for key in of_calls:
        run.take(Reading(key, Probed.OK, None, None, NOW, 0.0))
    other = {"2": LineState("2", "ok", "ok", "idle", "b")}
    run.follow({"1": LineState("1", "ok", "ok", "recording")} | other)
    assert again == []  # the recording is not there yet
    for _time in range(2):
        run.follow({"1": LineState("1", "ok", "ok", "idle")} | other)
    assert again == [{"sound:1", "exchange_clock", *of_line}]


def test_what_the_unit_took_off_its_list_is_not_probed(monkeypatch: pytest.MonkeyPatch) -> None:
    host = SimpleNamespace(desk=SimpleNamespace(settings=Settings()))
    monkeypatch.setattr(equipment_probes, "host_of", lambda _screen: host)
    ran: list[set[str]] = []

    def run(_run: ProbeRun, probes: Sequence[Probe]) -> None:
        ran.append({probe.key for probe in probes})

    monkeypatch.setattr(ProbeRun, "_run", run)
    monkeypatch.setattr(Screen, "run_worker", lambda *_args, **_how: None)
    listed = shipped("district")
    for items in (listed, [item for item in listed if item.key != "printer"]):
        ProbeRun(Screen(), lambda: None, lambda items=items: items).start()  # type: ignore[misc]
    assert ran[0] - ran[1] == {"printer"}
    assert "database" in ran[1]


@pytest.mark.parametrize("proof", [HEARD, replace(HEARD, state=Probed.CANNOT_TELL)])
def test_a_proof_that_stands_with_the_entry_is_shown_after_an_interruption(
    desk: EquippedDesk, proof: Reading
) -> None:
    """One of a machine that plays no sound, too, which cannot tell everything."""
    desk.adopt()
    sheet = found(desk, proof)
    subject = proof.probe.partition(":")[2]
    again = not_proven(subject, desk.clock.now())

    def seen(reading: Reading) -> Reading:
        rows = lines_of(EquipmentPicture(going=desk.sheet(sheet)), {reading.probe: reading})
        return next(row for row in rows if row.id == "recorder").readings[0]

    assert (seen(again).state, seen(again).evidence) == (proof.state, proof.evidence)
    assert newer(desk.sheet(sheet).found["recorder"], [seen(again)]) is None
    silent = afterwards(desk, SILENT)
    assert seen(silent) == silent  # what was measured anew counts


@pytest.mark.parametrize("entered", [True, False])
def test_a_proof_that_was_taken_after_or_before_its_entry_outlives_a_crash(
    desk: EquippedDesk, entered: bool
) -> None:
    """The last of two counts; the signature adds it, and what was entered stays as it was."""
    desk.adopt()
    sheet = found(desk, UNPROVEN) if entered else desk.begin()
    for reading in (SILENT, HEARD):
        desk.later(minutes=1)
        said = reading.evidence or Said("")
        told = Evidence(reading.probe, reading.state.value, said)
        desk.do(lambda s, told=told: checking.take(s, desk.act, sheet, told))  # type: ignore[misc]
    going = desk.sheet(sheet)
    assert len(going.left) == (0 if entered else len(going.items))  # it ticks nothing
    again = not_proven("1", desk.clock.now())
    rows = lines_of(EquipmentPicture(going=going), {again.probe: again})
    row = next(each for each in rows if each.id == "recorder")
    assert (row.readings[0].state, row.readings[0].evidence) == (Probed.OK, HEARD.evidence)
    later = later_of(going, rows)
    assert set(later) == ({"recorder"} if entered else set())
    before = rows_of(desk.store, EQUIPMENT)
    desk.ledger.rebuild()
    assert rows_of(desk.store, EQUIPMENT) == before
    if entered:
        desk.do(lambda s: checking.sign(s, desk.act, sheet, later=later))
        assert [each.words for each in desk.sheet(sheet).found["recorder"].known] == ["Heard."]
        with pytest.raises(EquipmentRefused):
            desk.do(lambda s: checking.take(s, desk.act, sheet, told))
