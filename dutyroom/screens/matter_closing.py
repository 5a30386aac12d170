"""The form that closes a matter: its result, and what came of each leader's instruction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.matters import acting
from dutyroom.registers.matters.detail import detail as read
from dutyroom.registers.matters.ending import Said
from dutyroom.registers.matters.fields import PAGE
from dutyroom.screens.filling import Filling, Values
from dutyroom.screens.matter_forms import head
from dutyroom.widgets.entries import Entry
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.accounts.access import Access
    from dutyroom.registers.matters.detail import InstructionRow, MatterDetail
    from dutyroom.registers.matters.fields import Officer
    from dutyroom.store.session import Session


def closing(detail: MatterDetail, by: Officer) -> Filling:
    """Return the form of a result; it asks for the outcome of each instruction that has none.

    Each instruction has entries of its own, named by its place among all of the matter: what was
    typed of one never counts for another that comes while the form is open or its draft lies.

    Args:
        detail: The matter.
        by: Who closes it.
    """
    row = detail.row
    placed = list(enumerate(detail.instructions, 1))
    waiting = [(place, each) for place, each in placed if each.settled_at is None]
    result = Entry("result", _("Result"), required=True, longest=PAGE, lines=6)
    entries = [result, *(entry for place, each in waiting for entry in _about(place, each))]

    def act(access: Access, values: Values) -> str:
        said = Said(
            {each.id: values.get(f"outcome{place}", "") for place, each in placed},
            {each.id: values.get(f"left{place}", "") for place, each in placed},
        )
        acting.close(access, row.id, values["result"], by=by, said=said)
        return row.id

    def anew(session: Session) -> Filling | None:
        now = read(session, row.id)
        return closing(now, by) if now is not None else None

    key = f"matter:close:{row.id}"
    return Filling(key, _("Close"), entries, act, head(row), anew=anew)


def _about(place: int, row: InstructionRow) -> Iterator[Entry]:
    """Yield what is asked about an instruction that has no outcome."""
    whose = shown(pair(row.given_by, " ".join(row.words[:200].split())), limit=50).plain
    yield Entry(f"outcome{place}", _("Outcome of the instruction"), longest=1000, hint=whose)
    why = _("why, where the instruction has no outcome yet")
    yield Entry(f"left{place}", _("Close all the same"), longest=1000, hint=why)
