"""Judging what lies outside the machine: networks, the printer, the emergency power."""

from __future__ import annotations

import pytest

from dutyroom.standard.judging import network, supply
from dutyroom.standard.judging.network import Reach, Tried
from dutyroom.standard.judging.supply import PrinterState
from dutyroom.standard.probing import State, worded

OK, FAULTY, CANNOT_TELL = State.OK, State.FAULTY, State.CANNOT_TELL


@pytest.mark.parametrize(
    ("tried", "state", "says"),
    [
        (Tried("h:80", Reach.REACHED, 12.3), OK, "12 ms"),
        (Tried("h:80", Reach.REACHED, 1500.0), FAULTY, "slowly"),
        (Tried("h:80", Reach.REFUSED), FAULTY, "refuses"),
        (Tried("h", Reach.UNREACHABLE, detail="timeout"), FAULTY, "cannot be reached (timeout)"),
        (Tried("h", Reach.UNREACHABLE), FAULTY, "no way to it"),
        (Tried("h:80", Reach.SILENT, 4000.0), FAULTY, "no answer within 4 s"),
        (Tried("h", Reach.OFF_LINE), FAULTY, "no network that leads to h"),
        (Tried("h", Reach.NAMELESS, detail="unknown"), FAULTY, "name of h is not known"),
        (Tried("h", Reach.NO_NAMES), FAULTY, "No name server"),
        (Tried("h", Reach.FORBIDDEN), CANNOT_TELL, "ping"),
    ],
)
def test_each_way_in_which_a_host_fails_has_words_of_its_own(
    tried: Tried, state: State, says: str
) -> None:
    found = network.judge_network([tried], 1000)
    assert found.state is state
    assert says in worded(found.evidence)


def test_of_several_hosts_the_best_counts() -> None:
    down, up = Tried("a", Reach.UNREACHABLE), Tried("b:1", Reach.REACHED, 5.0)
    for tries in ([down, up], [up, down]):
        assert network.judge_network(tries, 1000).state is OK
    assert network.judge_network([down, Tried("c", Reach.FORBIDDEN)], 1000).state is FAULTY


def test_without_a_print_service_nothing_is_known_of_the_printer() -> None:
    states = {each: supply.judge_printer(each, "P").state for each in PrinterState}
    assert states.pop(PrinterState.READY) is OK
    assert states.pop(PrinterState.NO_SERVICE) is CANNOT_TELL
    assert set(states.values()) == {FAULTY}
    assert "cupsenable P" in worded(supply.judge_printer(PrinterState.STOPPED, "P").advice)


@pytest.mark.parametrize(
    ("status", "charge", "state"),
    [
        ("OL CHRG", "100", OK),
        ("OL", "50", OK),
        ("OL", "49.5", FAULTY),
        ("OL", "", CANNOT_TELL),
        ("OL", "nan", CANNOT_TELL),
        ("OL RB", "100", FAULTY),
        ("OB DISCHRG", "98", FAULTY),
        ("OB LB", "", FAULTY),
        ("OFF", "100", FAULTY),
        ("", "100", FAULTY),
        ("OL BOOST", "100", OK),
        ("OL OFF", "100", FAULTY),
        ("OL BYPASS", "100", FAULTY),
        ("OL OVER", "100", FAULTY),
        ("ALARM OL", "100", FAULTY),
        ("FSD OL", "100", FAULTY),
        ("OL CAL DISCHRG", "100", CANNOT_TELL),
    ],
)
def test_a_power_supply_is_good_with_mains_and_charge_alone(
    status: str, charge: str, state: State
) -> None:
    found = supply.judge_ups({"ups.status": status, "battery.charge": charge}, 50)
    assert found.state is state
    assert "None" not in worded(found.evidence)


def test_a_printer_that_takes_pages_and_prints_none_is_no_good_printer() -> None:
    for word in supply.ALERTS:
        found = supply.judge_printer(PrinterState.ALERTS, "P", ("toner-low", word))
        assert found.state is FAULTY
        assert "P" in worded(found.evidence)


@pytest.mark.parametrize(
    ("detail", "says"),
    [
        ("Error: Data stale", "lost u"),
        ("Error: Driver not connected", "driver does not run"),
        ("Error: Unknown UPS", "knows no u"),
        ("Error: Connection failure: Connection refused", "does not answer"),
        ("Error: Something new", "told of u (Error: Something new)"),
    ],
)
def test_nut_that_tells_nothing_says_why(detail: str, says: str) -> None:
    found = supply.no_ups("u", detail)
    assert (found.state, says in worded(found.evidence)) == (CANNOT_TELL, True), found
