"""The check sheet and the fault ledger: on paper, or saved where the officer wants them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.config import Equipment
from dutyroom.i18n import _
from dutyroom.registers.equipment import compared, faults, past_faults, past_stock, sheets
from dutyroom.screens.paper import ask_paper, make
from dutyroom.standard.clocks import local
from dutyroom.standard.equipment.comparing import Difference
from dutyroom.standard.equipment.items import SheetKind
from dutyroom.store.session import Session

if TYPE_CHECKING:
    from dutyroom.documents.paper import Paper


async def ask_check_sheet(app: App[Any], sheet: str) -> None:
    """Print or save a check sheet; must run in a worker.

    Args:
        app: The app, which is a `Host`.
        sheet: Id of the sheet.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    unit, now, limits = _unit(host), host.clock.now(), host.desk.settings.equipment
    name = _("equipment-check-{day}").format(day=f"{local(now):%Y%m%d}")
    await ask_paper(
        app,
        _("Equipment check"),
        name,
        lambda: host.desk.read(lambda s: read_check_sheet(s, sheet, unit, now, limits)),
        make,
    )


async def ask_fault_ledger(app: App[Any]) -> None:
    """Print or save the fault ledger; must run in a worker."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    unit, now = _unit(host), host.clock.now()
    name = _("fault-ledger-{day}").format(day=f"{local(now):%Y%m%d}")
    await ask_paper(
        app,
        _("Fault ledger"),
        name,
        lambda: host.desk.read(lambda s: read_fault_ledger(s, unit, now)),
        make,
    )


def read_check_sheet(
    session: Session,
    sheet: str,
    unit: str,
    now: datetime,
    limits: Equipment = Equipment(),  # noqa: B008 - frozen
) -> Paper | None:
    """Return a check as paper; None where there is no such check.

    Args:
        session: A transaction.
        sheet: Id of the check.
        unit: Name of the unit.
        now: When the page is made.
        limits: When a check of the start counts.
    """
    from dutyroom.documents.equipment_papers import check_sheet  # noqa: PLC0415 - when it is wanted

    found = sheets.get(session, sheet)
    if found is None:
        return None
    differences: tuple[Difference, ...] = ()
    alone = False
    if found.row.kind is SheetKind.END:
        start = compared.before_end(session, found, limits)
        alone, differences = start is None, sheets.differences(start, found)
    tickets = past_faults.open_at(session, sheet)
    return check_sheet(
        found,
        unit=unit,
        printed_at=now,
        faults=tickets,
        stated=past_faults.stated_after(session, sheet, tickets),
        stock=past_stock.stock_at(session, found, limits, now),
        differences=differences,
        alone=alone,
    )


def read_fault_ledger(session: Session, unit: str, now: datetime) -> Paper:
    """Return all tickets as paper."""
    from dutyroom.documents.fault_ledger import fault_ledger  # noqa: PLC0415 - when wanted

    rows, figures = faults.every_fault(session), faults.histories(session)
    return fault_ledger(rows, figures, faults.every_course(session), unit=unit, printed_at=now)


def _unit(host: Host) -> str:
    """Return the name of the unit."""
    unit = host.desk.settings.unit
    return unit.name or unit.code
