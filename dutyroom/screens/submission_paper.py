"""Submission sheet and change notice: on paper, or saved where the officer wants them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.i18n import _
from dutyroom.registers.submissions.occasions import Occasion, occasions
from dutyroom.screens.paper import ask_paper, make

if TYPE_CHECKING:
    from dutyroom.documents.paper import Paper
    from dutyroom.store.session import Session


async def ask_submission(app: App[Any], row: Occasion) -> None:
    """Print or save what is submitted.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        row: The holiday or event.
    """
    from dutyroom.documents.submission_paper import submission_paper  # noqa: PLC0415 - seldom

    name = _("submission-{day}").format(day=row.first.isoformat())
    await _ask(app, row, _("Submission sheet"), name, submission_paper)


async def ask_notice(app: App[Any], row: Occasion) -> None:
    """Print or save a change notice.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        row: The holiday or event.
    """
    from dutyroom.documents.submission_paper import notice_paper  # noqa: PLC0415 - seldom

    name = _("change-notice-{day}").format(day=row.first.isoformat())
    await _ask(app, row, _("Change notice"), name, notice_paper)


async def _ask(
    app: App[Any], row: Occasion, title: str, name: str, made: Callable[..., Paper]
) -> None:
    """Print or save a sheet about an occasion as it is then."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    settings = host.desk.settings

    async def read() -> Paper | None:
        now = host.clock.now()

        def paper(session: Session) -> Paper | None:
            every = occasions(session, now, settings.calendar)
            found = next((each for each in every if each.id == row.id), None)
            if found is None:
                return None
            return made(session, found, settings=settings, printed_at=now)

        return await host.desk.read(paper)

    await ask_paper(app, title, name, read, make)
