"""The real CUPS, and what the self-check makes of each of its states."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.cli.checks import printer as doctor
from dutyroom.cli.checks.result import State as Doctored
from dutyroom.documents.printing import print_pdf
from dutyroom.standard.probing import Kind, State, worded
from tests.cli.doctor_kit import desk_at, one
from tests.desk.probe_kit import bench, read
from tests.print_server import PRINTER, PrintServer, require_print_server

pytestmark = pytest.mark.device


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintServer]:
    """A print service that runs and has no printer."""
    require_print_server()
    made = PrintServer()
    try:
        made.start()
        for name in ("CUPS_SERVER", "HOME"):
            monkeypatch.setenv(name, made.env[name])
        yield made
    finally:
        made.close()


async def test_each_state_of_the_printer_has_its_own_words(
    tmp_path: Path, server: PrintServer
) -> None:
    async def judged(state: State, says: str, doctored: Doctored) -> None:
        found = await read(bench(tmp_path), Kind.PRINTER)
        assert (found.state, says in worded(found.evidence)) == (state, True), found
        assert found.seconds < 3
        also = await asyncio.to_thread(lambda: one(doctor.jobs(desk_at(tmp_path))))
        assert also.state is doctored

    await judged(State.FAULTY, "no default", Doctored.WARN)
    server.add_printer()
    await judged(State.FAULTY, "no default", Doctored.WARN)
    server.run("lpadmin", "-d", PRINTER)
    await judged(State.OK, PRINTER, Doctored.OK)
    server.run("cupsdisable", PRINTER)
    await judged(State.FAULTY, "stopped", Doctored.WARN)
    server.run("cupsenable", PRINTER)
    server.run("cupsreject", PRINTER)
    await judged(State.FAULTY, "stopped", Doctored.WARN)
    server.run("cupsaccept", PRINTER)
    await judged(State.OK, PRINTER, Doctored.OK)
    server.run_out_of_paper()
    await judged(State.FAULTY, "out of paper", Doctored.WARN)
    server.stop()
    await judged(State.FAULTY, "not running", Doctored.WARN)


async def test_what_is_printed_comes_out_of_a_printer_that_was_called_good(
    tmp_path: Path, server: PrintServer
) -> None:
    server.add_printer()
    server.run("lpadmin", "-d", PRINTER)
    assert (await read(bench(tmp_path), Kind.PRINTER)).state is State.OK
    job = await asyncio.to_thread(print_pdf, b"%PDF-1.7 a page", "slip-1")
    page = server.out / job.rpartition("-")[2]
    for _ in range(200):
        if page.exists():
            break
        await asyncio.sleep(0.05)
    assert page.read_bytes() == b"%PDF-1.7 a page"
