# ruff: noqa: PLC0415 - loading here and not above is what this module is for
"""Open the roster and what stands over it; each is loaded when it is opened, as in `doors`."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

if TYPE_CHECKING:
    from datetime import date

    from dutyroom.registers.roster.picture import Judged, RosterPicture
    from dutyroom.screens.roster_solve import Taken
    from dutyroom.standard.roster.eligibility import RefusalKind
    from dutyroom.standard.roster.values import Roster, Slot


def roster() -> Screen[None]:
    """Return the on-duty roster."""
    from dutyroom.screens.roster import RosterScreen

    return RosterScreen()


def person(
    picture: RosterPicture,
    roster: Roster,
    slot: Slot,
    *,
    title: str = "",
    without: Collection[str] = (),
    first: str = "",
) -> Screen[str | None]:
    """Return the list of those who could take a shift; some left out, one of them first."""
    from dutyroom.screens.roster_person import RosterPersonDialog

    return RosterPersonDialog(picture, roster, slot, title=title, without=without, first=first)


def faults(judged: Judged, reasons: dict[str, str]) -> Screen[str | None]:
    """Return all that is wrong with a roster; reasons given there are added."""
    from dutyroom.screens.roster_faults import RosterFaultsDialog

    return RosterFaultsDialog(judged, reasons)


def versions(picture: RosterPicture) -> Screen[None]:
    """Return the published versions of a period."""
    from dutyroom.screens.roster_versions import RosterVersionsScreen

    return RosterVersionsScreen(picture)


def wishes(day: date) -> Screen[None]:
    """Return the wishes for and against duty, of a day's month."""
    from dutyroom.screens.wishes import WishesScreen

    return WishesScreen(day)


def admissions(days: tuple[date, date], person: str = "", name: str = "") -> Screen[None]:
    """Return the special admissions; the arguments are those of `AdmissionsScreen`."""
    from dutyroom.screens.admissions import AdmissionsScreen

    return AdmissionsScreen(days, person, name)


async def admit(
    app: App[Any], days: tuple[date, date], person: str, rule: RefusalKind | None
) -> bool:
    """Admit somebody, as `ask_admission` does; return whether they were."""
    from dutyroom.screens.admitting import Offered, ask_admission

    return await ask_admission(app, Offered(days, person, rule)) is not None


def solve(
    picture: RosterPicture, roster: Roster, span: tuple[date, date], *, keep_all: bool
) -> Screen[Taken | None]:
    """Return the dialog that has a roster proposed for some days."""
    from dutyroom.screens.roster_solve import RosterSolveDialog

    return RosterSolveDialog(picture, roster, span, keep_all=keep_all)
