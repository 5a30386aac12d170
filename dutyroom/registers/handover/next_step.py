"""What the list of a handover says of a matter beside its content: its course and what is next.

A reader of the paper alone learns what was done last, by whom and with what answer, why the matter
is open again, and what a leader still waits for (articles 14 and 16).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dutyroom.i18n import _, ngettext
from dutyroom.phrases import clauses, pair, run_on
from dutyroom.registers.matters.course import Course, Done, Order
from dutyroom.registers.matters.line import MatterRow
from dutyroom.standard.clocks import minute

_LONGEST: Final = 80
"""Characters of a text that stand in a cell of the list; the whole stands with the matter."""

_ORDERS: Final = 3
"""Instructions that are quoted; the others are counted."""


def next_step(row: MatterRow, course: Course) -> str:
    """Return what comes next and how it came to that: of an open matter.

    Args:
        row: The matter.
        course: Its course.
    """
    return run_on([row.proposal, *_parts(row, course)])


def result(row: MatterRow, course: Course) -> str:
    """Return with what result a matter was closed, and what a leader still waits for.

    Where a leader waits it is pending all the same: that it is closed is said, and why.

    Args:
        row: The matter.
        course: Its course.
    """
    if not row.unsettled:
        return row.result
    return run_on([pair(_("Closed"), row.result), _declined(row), _waits(row, course)])


def _parts(row: MatterRow, course: Course) -> Iterator[str]:
    """Yield what is said beside the proposal, what was done before what is waited for."""
    if course.last is not None:
        yield _done(course.last)
    if course.reopened:
        yield pair(_("Reopened"), _cut(course.reopened))
    yield _declined(row)
    if row.asked:
        words = _("{name} was asked to take it over and has not answered")
        yield words.format(name=row.asked)
    if row.waiting_for:
        yield _("Waits for {whom}").format(whom=row.waiting_for)
    if row.unsettled:
        yield _waits(row, course)


def _declined(row: MatterRow) -> str:
    """Return who declined it at a handover, where nobody has taken it over since."""
    words = _("Declined by {name} at a handover")
    return words.format(name=row.declined_by) if row.declined_at is not None else ""


def _done(last: Done) -> str:
    """Return what was done last: when, by whom, who was told, what they answered."""
    told = _("told {name}").format(name=_cut(last.who)) if last.who else ""
    answer = _("answered {words}").format(words=_cut(last.answer)) if last.answer else ""
    said = [part.rstrip("。；;. ") for part in (_cut(last.words), told, answer) if part]
    if not said:  # it was noted whom the matter waits for, and that is said apart
        return ""
    words = _("{time} {name}: {words}")
    return words.format(time=minute(last.at)[5:], name=last.by, words=clauses(said))


def _waits(row: MatterRow, course: Course) -> str:
    """Return how many instructions have no outcome, and the words of the first of them."""
    words = ngettext(
        "{count} instruction without an outcome",
        "{count} instructions without an outcome",
        row.unsettled,
    )
    counted = words.format(count=row.unsettled)
    quoted = [_quoted(order, closed=not row.open) for order in course.orders[:_ORDERS]]
    return pair(counted, clauses(each.rstrip("。；;. ") for each in quoted)) if quoted else counted


def _quoted(order: Order, *, closed: bool) -> str:
    """Return who gave an instruction in which words, and why its matter was closed all the same."""
    said = pair(order.given_by, _cut(order.words))
    why = pair(_("Closed all the same"), _cut(order.left)) if closed and order.left else ""
    return run_on([said, why])


def _cut(text: str) -> str:
    """Return a text in one line, no longer than a cell takes."""
    flat = " ".join(text[: 10 * _LONGEST].split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
