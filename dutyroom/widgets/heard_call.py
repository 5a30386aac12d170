"""A call that the registers cannot show, as the keeper tells it while the database is away."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from dutyroom.channel.messages import CallOnLine
from dutyroom.documents.call_words import word
from dutyroom.i18n import _
from dutyroom.widgets.fitted import cut, spread
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.moments import local, span
from dutyroom.widgets.shown import shown


def on_line(line: str) -> Content:
    """Return the name of a line, as it stands before a call; nothing where there is but one.

    Args:
        line: Its name; empty where it need not be told.
    """
    return (
        Content.assemble(_("line {line}").format(line=shown(line, limit=8)), "  ")
        if line
        else Content("")
    )


def heard_card(
    call: CallOnLine, line: str, now: datetime, width: int, *, ascii_only: bool
) -> list[Content]:
    """Return the lines of one call: who it is, and that it is safe and not in the register.

    Args:
        call: The call as the keeper knows it.
        line: The line's name, where there are several.
        now: The present.
        width: Cells of a line.
        ascii_only: The terminal may draw other symbols two cells wide.
    """
    lamp = Lamp.BUSY.draw(
        f"{word('outcome', call.state)} {_lasted(call, now)}", ascii_only=ascii_only
    )
    head = Content.assemble(lamp, "  ", on_line(line), _caller(call).stylize("bold"))
    since = Content(_("since {time}").format(time=_time(call.began)))
    told = _("  The register cannot be written now. The call is kept safe and written later.")
    return [
        spread(head, since, width),
        cut(Content.styled(told, "bold $warning"), width),
    ]


def _caller(call: CallOnLine) -> Content:
    """Return number and name of the other side, or why there is none."""
    if call.number:
        number = shown(call.number, limit=32)
    elif call.absent or call.state != "ringing":
        number = Content(word("absent", call.absent or "not_sent"))
    else:
        number = Content(_("number to come"))
    name = shown(call.name, limit=40)
    return Content.assemble(number, "  ", name) if name.plain else number


def _lasted(call: CallOnLine, now: datetime) -> str:
    """Return how long it has rung, or been talked on since the answer."""
    begun = _moment(call.answered) or _moment(call.began)
    return span((now - begun).total_seconds()) if begun is not None else ""


def _time(at: str) -> str:
    """Return the time of day of a moment, as the log shows it."""
    moment = _moment(at)
    return f"{local(moment):%H:%M:%S}" if moment is not None else ""


def _moment(at: str) -> datetime | None:
    """Read a moment that the keeper sent; None where it sent none that can be read."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
