"""The forms of a matter: opened, carried on, ordered, corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.clock import Clock
from dutyroom.documents.matter_words import choices
from dutyroom.i18n import _
from dutyroom.registers.matters import acting, facts, instructing
from dutyroom.registers.matters.facts import Note, Opening
from dutyroom.registers.matters.fields import (
    CODED,
    PAGE,
    TEXT_FIELDS,
    TEXTS,
    TIMES,
    Officer,
    label,
)
from dutyroom.registers.matters.kinds import Channel, MatterKind, Source, Urgency
from dutyroom.registers.values import choice, iso
from dutyroom.screens.filling import Filling, Values
from dutyroom.screens.matter_ordering import ordered_entries, ordered_in, wrongly_ordered
from dutyroom.standard.due_words import due_at
from dutyroom.widgets.entries import Entry
from dutyroom.widgets.matter_list import urgency
from dutyroom.widgets.moments import local, minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.accounts.access import Access
    from dutyroom.registers.matters.line import MatterRow

NEW = "matter:new"
"""The key of the draft of a new matter that no call led to."""


def head(row: MatterRow) -> Content:
    """Return which matter it is, in a line."""
    content = shown(" ".join(row.content[:200].split()), limit=24)
    return Content.assemble((row.label, "bold"), "  ", urgency(row.urgency), "  ", content)


def time_wrong(values: Values, now: datetime, *names: str) -> str:
    """Return which of some times cannot be read, for the user; empty if all can."""
    for name in names:
        typed = values.get(name, "")
        if typed and due_at(typed, now) is None:
            return _("{field}: write 17:30, 11-25 09:00, +90 (minutes) or 2h.").format(
                field=_(label(name))
            )
    return ""


def opening(
    by: Officer,
    clock: Clock,
    start: Values,
    *,
    key: str = NEW,
    call: str = "",
    came_at: datetime | None = None,
    taken_by: Officer | None = None,
) -> Filling:
    """Return the form of a new matter.

    Args:
        by: Who enters it.
        clock: When it is opened, from which due times are counted, and when it is entered.
        start: What is known of it already; with a leader's words it asks for the instruction.
        key: The key of its draft.
        call: Id of the call it came by; empty: none.
        came_at: When it reached the desk; None: as it is entered.
        taken_by: Its first receiver; None: who enters it.
    """
    identity, orders, now = facts.new_id(), bool(start.get("words")), clock.now()

    def act(access: Access, values: Values) -> str:
        what = replace(_opened(values, now, call), received_at=came_at, received_by=taken_by)
        ordered = ordered_in(values, clock.now()) if values.get("words") else None
        return acting.open_matter(access, what, by=by, identity=identity, ordered=ordered)

    def check(values: Values) -> str:
        wrong = time_wrong(values, now, *TIMES)
        return wrong or (wrongly_ordered(values, clock.now()) if values.get("words") else "")

    return Filling(
        key=key,
        title=_("New matter"),
        entries=[*_entries(), *(ordered_entries(required=False) if orders else ())],
        act=act,
        head=_first(taken_by or by),
        start={"source": Source.BY_HAND, "kind": MatterKind.OTHER, **start},
        check=check,
    )


def _first(receiver: Officer) -> Content:
    """Return who will be the first receiver for good."""
    name = shown(receiver.name, limit=40).plain
    return Content(_("First receiver: {name}").format(name=name))


def _entries() -> list[Entry]:
    """Return the entries of a new matter."""
    texts = {
        field.name: Entry(
            field.name,
            _(field.label),
            required=field.required,
            longest=field.max_length,
            lines=field.lines,
            half=field.lines == 1,
        )
        for field in TEXT_FIELDS
    }
    coded = {
        name: Entry(name, _(label(name)), choices=choices(name))
        for name in ("source", "kind", "urgency")
    }
    hint = _("17:30, 11-25 09:00, +90, 2h")
    times = {name: Entry(name, _(label(name)), hint=hint, half=True, longest=20) for name in TIMES}
    order = ("content", "urgency", "due_at", "contact_phone", "contact_unit", "contact_name")
    rest = ("kind", "source", "proposal", "risk", "reference", "assigned_by", "feedback_due_at")
    made = {**texts, **coded, **times}
    return [made[name] for name in (*order, *rest)]


def _opened(values: Values, now: datetime, call: str) -> Opening:
    """Return what the form says of a matter."""
    return Opening(
        content=values.get("content", ""),
        source=choice(Source, values.get("source", "")) or Source.BY_HAND,
        kind=choice(MatterKind, values.get("kind", "")) or MatterKind.OTHER,
        urgency=choice(Urgency, values.get("urgency", "")) or Urgency.ORDINARY,
        due_at=due_at(values.get("due_at", ""), now),
        feedback_due_at=due_at(values.get("feedback_due_at", ""), now),
        call=call,
        texts={name: values[name] for name in TEXTS if name in values and name != "content"},
    )


def noting(row: MatterRow, by: Officer) -> Filling:
    """Return the form of an entry of the thread."""
    told_to_source = [(_("no"), "no"), (_("yes"), "yes")]
    entries = [
        Entry("words", _("What was done"), longest=PAGE, lines=4),
        Entry("told", _("Told whom"), half=True, named=True),
        Entry("channel", _("By which way"), choices=[("–", ""), *choices("channel")]),
        Entry("answer", _("Their answer"), longest=PAGE, lines=2),
        Entry("waiting_for", _("Waiting for"), hint=_("empty: for nobody any more")),
    ]
    if row.feedback_due_at is not None and row.fed_back_at is None:
        entries.append(Entry("feedback", _("This is the feedback"), choices=told_to_source))

    def act(access: Access, values: Values) -> str:
        said = Note(
            values.get("words", ""),
            values.get("told", ""),
            choice(Channel, values.get("channel", "")),
            values.get("answer", ""),
            values.get("waiting_for", ""),
            feedback=values.get("feedback") == "yes",
        )
        acting.note(access, row.id, said, by=by)
        return row.id

    start = {"waiting_for": row.waiting_for}
    return Filling(f"matter:note:{row.id}", _("Progress"), entries, act, head(row), start)


def ordering(row: MatterRow, by: Officer, clock: Clock) -> Filling:
    """Return the form of a leader's instruction; it may lie open, so its times are those of then.

    Args:
        row: The matter.
        by: Who notes it.
        clock: A time without a day is the last such time when the form is entered.
    """
    entries = [
        *ordered_entries(),
        Entry("told", _("Conveyed to"), hint=_("empty: not yet"), named=True),
        Entry("told_by", _("Conveyed by"), choices=choices("channel")),
    ]

    def act(access: Access, values: Values) -> str:
        what = ordered_in(values, clock.now())
        told, way = values.get("told", ""), choice(Channel, values.get("told_by", ""))
        instructing.instruct(access, row.id, what, by=by, told=told, told_by=way or Channel.PHONE)
        return row.id

    return Filling(
        f"matter:order:{row.id}",
        _("Instruction"),
        entries,
        act,
        head(row),
        start={"received": f"{local(clock.now()):%m-%d %H:%M}"},
        check=lambda values: wrongly_ordered(values, clock.now()),
    )


def correcting(row: MatterRow, by: Officer, now: datetime) -> Filling:
    """Return the form of a correction; all fields that are changed are corrected together."""
    before = _written(row)
    entries = [Entry("why", _("Reason"), required=True), *_entries()]

    def act(access: Access, values: Values) -> str:
        acting.correct(access, row.id, _changed(values, before, now), values["why"], by=by)
        return row.id

    def check(values: Values) -> str:
        wrong = time_wrong(values, now, *(n for n in TIMES if values.get(n) != before.get(n)))
        return wrong or ("" if _changed(values, before, now) else _("Nothing has been changed."))

    key = f"matter:correct:{row.id}"
    return Filling(key, _("Correct"), entries, act, head(row), before, "why", check)


def _written(row: MatterRow) -> dict[str, str]:
    """Return a matter as its form shows it."""
    times = {name: getattr(row, name) for name in TIMES}
    return {
        **{name: str(getattr(row, name)) for name in (*TEXTS, "source", "kind", "urgency")},
        **{name: minute(at) for name, at in times.items() if at is not None},
    }


def _changed(values: Values, before: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Return the new value of each field that differs, as a correction holds it."""
    found: dict[str, str] = {}
    for name in (*TEXTS, *TIMES, "source", "kind", "urgency"):
        old, new = before.get(name, ""), values.get(name, "")
        if shown(old, limit=PAGE, lines=True).plain.strip() == new:
            continue
        found[name] = iso(due_at(new, now)) if name in TIMES else new
    return {name: new for name, new in found.items() if new or name not in CODED}
