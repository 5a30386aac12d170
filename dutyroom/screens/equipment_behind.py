"""From the equipment check to what stands behind it."""

from __future__ import annotations

from typing import Any

from textual import work
from textual.app import App
from textual.content import Content
from textual.dom import DOMNode

from dutyroom.commands.host import Host, host_of
from dutyroom.desk.errors import DeskError
from dutyroom.i18n import _
from dutyroom.registers.equipment import checking, sheets
from dutyroom.registers.equipment.picture import EquipmentPicture
from dutyroom.registers.equipment.said import Evidence
from dutyroom.screens import doors, equipment_asking, equipment_doors
from dutyroom.screens.equipment_acting import acted, acting
from dutyroom.screens.equipment_probes import ProbeRun
from dutyroom.standard.probing import Reading
from dutyroom.widgets.check_item import explained
from dutyroom.widgets.check_list import CheckLine, CheckList


async def proven(app: App[Any], by: str) -> Reading | None:
    """Prove the recorder of a line with the officer; must run in a worker.

    Args:
        app: The app, which is a `Host`.
        by: Who checks; empty: nobody said so yet.

    Returns:
        What came of it; None: nothing did.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    lines = [line.name for line in host.desk.settings.lines if line.audio]
    if not lines:
        host.tell(_("No line is recorded here."))
        return None
    line = lines[0]
    if len(lines) > 1:
        question = doors.question(equipment_asking.which_line(lines))
        answer = await app.push_screen_wait(question)
        if answer is None:
            return None
        line = answer["line"]
    return await doors.recorder_proof(app, line, host.ask_keeper, by)


async def chosen_sheet(app: App[Any]) -> str:
    """Ask which check is meant, where there are several; must run in a worker.

    Args:
        app: The app, which is a `Host`.

    Returns:
        Its id; empty: none.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    seat = host.desk.place().seat
    try:
        rows = await host.desk.read(lambda s: sheets.recent(s, seat=seat))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return ""
    if len(rows) < 2:
        return rows[0].id if rows else ""
    answer = await app.push_screen_wait(doors.question(equipment_asking.which_sheet(rows)))
    return answer["sheet"] if answer is not None else ""


class BehindEquipment(DOMNode):
    """The acts of the check's screen that lead away from its list; mixed into it."""

    _probes: ProbeRun
    _picture: EquipmentPicture
    _checker: str

    @property
    def checker(self) -> str:
        """Who looks: whoever said so here, who began the check, or whoever is on duty."""
        going = self._picture.going
        return self._checker or (going.row.checker if going is not None else "")

    @property
    def chosen(self) -> CheckLine | None:
        """The item under the cursor."""
        return self.query_one(CheckList).chosen

    @property
    def told(self) -> Content:
        """What is known of it."""
        line, ascii_only = self.chosen, host_of(self).ascii
        return explained(line, ascii_only=ascii_only) if line is not None else Content("")

    def do_read_whole(self) -> None:
        """Show that in full."""
        self.app.push_screen(doors.whole(self.told))

    def do_compare(self) -> None:
        """Show start and end side by side."""
        self.app.push_screen(equipment_doors.comparison())

    def do_faults(self) -> None:
        """Show the fault tickets."""
        self.app.push_screen(equipment_doors.fault_tickets())

    def do_stock(self) -> None:
        """Show the stock."""
        self.app.push_screen(equipment_doors.stock())

    def do_edit_list(self) -> None:
        """Show the checklist, to change it."""
        self.app.push_screen(equipment_doors.checklist())

    @work(exclusive=True, group="begin")
    async def do_check_sheet(self) -> None:
        """Print or save a check: the last one, or one of those before it."""
        sheet = await chosen_sheet(self.app)
        if sheet:
            await equipment_doors.check_sheet(self.app, sheet)

    def do_probe(self) -> None:
        """Probe what can be probed; where that is going on, stop it."""
        if self._probes.running:
            self._probes.stop()
        else:
            self._probes.start()

    @work(exclusive=True, group="begin")
    async def do_prove_recorder(self) -> None:
        """Prove the recorder with the officer's ear; what came of it stands with the probes."""
        reading = await proven(self.app, self.checker)
        if reading is None:
            return
        self._probes.take(reading)
        going, host = self._picture.going, host_of(self)
        if going is not None and reading.evidence is not None:
            act = acting(host, self.checker)
            evidence = Evidence(reading.probe, reading.state.value, reading.evidence)
            await acted(host, lambda s: checking.take(s, act, going.row.id, evidence))
