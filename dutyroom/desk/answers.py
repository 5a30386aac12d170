"""What the console asks of the registers once the first rows stand; loaded after them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from dutyroom.config import Duty, Unit
from dutyroom.desk.questions import Picture
from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.alarms.reading import open_alarms
from dutyroom.registers.calls import reading
from dutyroom.registers.calls.detail import CallDetail, detail
from dutyroom.registers.calls.reading import CallRow
from dutyroom.registers.contacts import lookup
from dutyroom.registers.contacts import reading as contacts
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.book import Contact
from dutyroom.registers.contacts.who import who
from dutyroom.registers.handover import declined
from dutyroom.registers.shifts.on_duty import ShiftRow, in_charge
from dutyroom.registers.shifts.reading import presence, present, stepped_out
from dutyroom.registers.shifts.watch import presence_due
from dutyroom.standard.at_post import AtPost
from dutyroom.standard.handover.values import ItemKind
from dutyroom.store.engine import Store
from dutyroom.store.session import Session

_HISTORY: Final = 3
"""Earlier calls that the call card knows."""


class Answers:
    """Reads the registers; each answer is of one moment."""

    def __init__(self, store: Store, unit: Unit, duty: Duty) -> None:
        """Answer from an open database.

        Args:
            store: The database.
            unit: The unit, for its area code.
            duty: How the desk is served.
        """
        self._duty = duty
        self._store = store
        self._area_code = unit.area_code

    def picture(self) -> Picture:
        """Return what strip and card show; who is in charge no wall clock says."""
        with self._store.read() as session:
            calls = tuple(reading.current(session, names=self.names))
            counts = reading.counts(session)
            shift = in_charge(session)
            return Picture(
                calls=calls,
                taken=frozenset(call.id for call in calls if call.first_receiver),
                history={call.id: self._before(session, call) for call in calls},
                origins={call.id: self.origin(call.number) for call in calls if call.number},
                alarms=tuple(open_alarms(session)),
                shift=shift,
                at_post=present(session, shift),
                stepped_out=_stepped_out(session, shift),
                pending=counts.pending,
                missed=counts.missed,
                accounts=accounts.founded(session),
                presence_due=self._presence_due(session, shift),
            )

    def _presence_due(self, session: Session, shift: ShiftRow | None) -> datetime | None:
        """Return when the officer confirms next to be at the post; None: never."""
        if shift is None or not shift.officer_id or not self._duty.presence:
            return None
        interval = timedelta(seconds=self._duty.presence)
        return presence_due(shift, presence(session, shift.id), interval)

    def call(self, call: str) -> CallDetail | None:
        """Return everything about a call."""
        with self._store.read() as session:
            return detail(session, call, names=self.names)

    def declined_calls(self, seat: str) -> dict[str, str]:
        """Return why calls were declined at the last handover of a seat, by their id."""
        with self._store.read() as session:
            return declined.reasons(session, seat, ItemKind.CALL)

    def previous(self, number: str, *, limit: int) -> list[CallRow]:
        """Return the last calls from or to a number."""
        with self._store.read() as session:
            return reading.previous(
                session, number, limit=limit, area_code=self._area_code, names=self.names
            )

    def who(self, number: str) -> Contact | None:
        """Return who is behind a number."""
        with self._store.read() as session:
            return who(session, number, self._area_code)

    def origin(self, number: str) -> str:
        """Return where a number comes from; empty if it does not say."""
        origin = self._areas.origin(number)
        return origin.label() if origin is not None else ""

    def contacts(self, query: str, *, limit: int) -> list[Contact]:
        """Find contacts as somebody types; without a query all of them."""
        with self._store.read() as session:
            if not query.strip():
                return contacts.everything(session)[:limit]
            return contacts.search(session, query, limit=limit, retired=True)

    def names(self, session: Session, numbers: Collection[str]) -> Mapping[str, str]:
        """Return the names behind numbers; of one that several units share, with the doubt."""
        found = lookup.behind(session, numbers, self._area_code)
        return {number: _named(contact) for number, contact in found.items()}

    def _before(self, session: Session, call: CallRow) -> tuple[CallRow, ...]:
        """Return the calls of the same number before this one."""
        if not call.number:
            return ()
        found = reading.previous(
            session,
            call.number,
            limit=_HISTORY,
            before=call.ordinal,
            area_code=self._area_code,
            names=self.names,
        )
        return tuple(found)

    def numbers(self, session: Session, word: str) -> Collection[str]:
        """Return the numbers of the contacts that a word finds."""
        return lookup.numbers_of(session, word)

    @cached_property
    def _areas(self) -> AreaCodes:
        """China's area codes."""
        return AreaCodes.load()


def _named(contact: Contact) -> str:
    """Return who is behind a number; the doubt comes first, as a narrow list cuts the end off."""
    name = contact.label()
    return name if contact.sure else _("maybe {name}").format(name=name)


def _stepped_out(session: Session, shift: ShiftRow | None) -> tuple[AtPost, ...]:
    """Return the other officers of a shift who are away from the post for a while."""
    gone = stepped_out(session, shift.id) if shift is not None else ()
    return tuple(AtPost(each.name, each.person) for each in gone)
