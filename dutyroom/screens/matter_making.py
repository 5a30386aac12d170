"""Make a matter: from nothing, or from a call and what was written up of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.kinds import Channel, Source, Urgency
from dutyroom.registers.people.reading import named
from dutyroom.registers.values import choice
from dutyroom.screens import doors
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.matter_forms import opening
from dutyroom.screens.matter_officer import officer_of
from dutyroom.widgets.moments import minute

if TYPE_CHECKING:
    from dutyroom.registers.calls.detail import CallDetail
    from dutyroom.registers.calls.reading import CallRow
    from dutyroom.registers.contacts.book import Contact
    from dutyroom.store.session import Session

_SOURCES: Final = {"fax": Source.FAX, "message": Source.MESSAGE, "in_person": Source.VISIT}
"""How a matter came that was entered by hand in the call log; else by a call."""

_URGENT: Final = ("where_when", "cause", "course", "measures", "impact", "trend", "told")
"""Fields of a write-up that only urgent calls have (article 16)."""


async def ask_new(at: DutyScreen[Any]) -> str | None:
    """Fill in the form of a new matter.

    Args:
        at: The screen it is opened from; must run in a worker.

    Returns:
        Its id; None: the form was left, and its draft kept.
    """
    clock = host_of(at).clock
    return await at.app.push_screen_wait(doors.form(opening(officer_of(at), clock, {})))


async def ask_of_call(at: DutyScreen[Any], row: CallRow) -> str | None:
    """Fill in the form of a matter that a call led to.

    Args:
        at: The screen it is opened from; must run in a worker.
        row: The call.

    Returns:
        Its id; None: the form was left, and its draft kept.
    """
    host, by = host_of(at), officer_of(at)
    number = row.number
    try:
        detail = await host.desk.ask(lambda registers: registers.call(row.id))
        contact = await host.desk.ask(lambda registers: registers.who(number)) if number else None
        taken_by = await host.desk.read(lambda session: receiver(session, detail, by))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return None
    start = prefilled(detail, contact) if detail is not None else {}
    key, came = f"matter:call:{row.id}", min(row.started_at, host.clock.now())
    form = opening(by, host.clock, start, key=key, call=row.id, came_at=came, taken_by=taken_by)
    return await at.app.push_screen_wait(doors.form(form))


def receiver(session: Session, detail: CallDetail | None, by: Officer) -> Officer:
    """Return who took a call: the first receiver of what it led to (article 14).

    Args:
        session: A transaction.
        detail: The call; None: it is not known.
        by: Who makes a matter of it: the first receiver where nobody was noted for the call.
    """
    name = detail.first_receiver if detail is not None else ""
    if name in ("", by.name):
        return by
    known = named(session, name)
    # A call notes names alone: of two who bear the same one nobody can tell.
    return Officer(name, known[0].id if len(known) == 1 else "")


def prefilled(detail: CallDetail, contact: Contact | None) -> dict[str, str]:
    """Return what a call and its write-up say of a matter.

    Args:
        detail: The call.
        contact: Who is behind its number, where that is known.
    """
    written = detail.fields
    person = contact is not None and contact.kind == "person"
    unit = (contact.unit if person else contact.name) if contact is not None else ""
    name = contact.name if contact is not None and person else detail.row.name
    urgent = any(written.get(field) for field in _URGENT)
    known = {
        "content": written.get("content", ""),
        "contact_unit": written.get("caller_unit") or unit,
        "contact_name": written.get("caller_name") or name,
        "contact_phone": written.get("caller_number") or detail.row.number,
        "proposal": written.get("handling", ""),
        "source": _SOURCES.get(detail.row.medium, Source.CALL),
        "urgency": Urgency.URGENT if urgent else Urgency.ORDINARY,
    }
    return {name: str(text) for name, text in {**known, **_ordered(detail)}.items() if text}


def _ordered(detail: CallDetail) -> dict[str, str]:
    """Return the leader's instruction of a call: who gave it, the write-up has no field for."""
    words, row = detail.fields.get("instruction", ""), detail.row
    way = choice(Channel, row.medium) or Channel.PHONE
    heard = {"channel": way, "received": minute(row.started_at), "words": words}
    return heard if words else {}
