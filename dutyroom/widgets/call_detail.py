"""Everything about one call, as text: facts, record, corrections, recordings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.documents.call_words import word
from dutyroom.i18n import _, ngettext
from dutyroom.registers.calls.fact_kinds import BEGUN
from dutyroom.registers.calls.kinds import FirstSign, Outcome
from dutyroom.registers.calls.write_up import FIELDS, OUTGOING
from dutyroom.registers.lines.facts import Part
from dutyroom.widgets.call_bytes import line_bytes
from dutyroom.widgets.call_card import caller
from dutyroom.widgets.call_recordings import recordings
from dutyroom.widgets.call_timeline import field_label, field_value, person, timeline
from dutyroom.widgets.moments import clock, in_log, local, minute, span
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.calls.detail import CallDetail
    from dutyroom.registers.calls.reading import CallRow


def described(
    detail: CallDetail,
    previous: Iterable[CallRow],
    origin: str,
    now: datetime,
    *,
    full: bool = False,
) -> Content:
    """Return all there is about a call.

    Args:
        detail: The call.
        previous: Other calls of the same number.
        origin: Where the number comes from.
        now: The present.
        full: With its course, fact by fact, and the hashes of its recordings.
    """
    parts = [
        _line(detail, origin),
        _record(detail),
        _corrections(detail),
        recordings(detail.recordings, full=full),
        timeline(detail.facts) if full else Content(""),
        _previous(detail, previous, now),
        line_bytes(detail.row.label, detail.facts) if full else Content(""),
    ]
    return Content("\n\n").join([part for part in parts if part.plain])


def _pair(label: str, value: Content | str) -> Content:
    """Return a label with its value."""
    return Content.assemble((label, "$foreground 60%"), "  ", value)


def _line(detail: CallDetail, origin: str) -> Content:
    """Return what the line said, and what became of the call."""
    row = detail.row
    lines = [
        Content.assemble(
            shown(row.label, limit=12).stylize("bold"), "  ", caller(row).stylize("bold")
        ),
        _pair(_("Time"), _times(row)),
        _pair(_("Outcome"), _outcome(row)),
    ]
    lines += [Content.styled(told, "bold $warning") for told in _disturbed(detail)]
    if detail.went_on_at is not None:
        lines.append(Content.styled(_after_silence(detail.went_on, detail), "$warning"))
    if _in_doubt(detail):
        words = _(
            "It came in ten quiet seconds of the talk before. Perhaps it only knocked, and its"
            " recording is the rest of that talk: press o and say what became of it."
        )
        lines.append(Content.styled(words, "bold $warning"))
    if origin:
        lines.append(_pair(_("Area"), shown(origin, limit=40)))
    if row.line:
        lines.append(_pair(_("Line"), shown(row.line, limit=32)))
    if row.medium != "line":
        lines.append(_pair(_("By"), word("medium", row.medium)))
    if detail.first_receiver:
        lines.append(_pair(_("First receiver"), shown(detail.first_receiver, limit=40)))
    if row.needless:
        lines.append(_pair(_("No write-up needed"), shown(detail.needless_reason, limit=200)))
    if row.called_back:
        lines.append(_pair(_("Called back"), shown(detail.called_back_result, limit=200)))
    return Content("\n").join(lines)


def _in_doubt(detail: CallDetail) -> bool:
    """Whether a call began in the silence of a talk, and nobody has said yet what became of it."""
    signs = {each.fact.body.get("sign") for each in detail.facts if each.fact.kind == BEGUN}
    return FirstSign.IN_SILENCE in signs and detail.row.outcome == Outcome.UNKNOWN


def _after_silence(count: int, detail: CallDetail) -> str:
    """Return how often silence was taken for the end of a call that went on."""
    words = ngettext(
        "Silence was taken for its end; it went on ({count} time, silent for {time}).",
        "Silence was taken for its end; it went on ({count} times, silent for {time}).",
        count,
    )
    return words.format(count=count, time=span(detail.quiet_seconds))


def _times(row: CallRow) -> str:
    """Return when the call began and ended."""
    end = f" - {clock(row.ended_at)}" if row.ended_at is not None else ""
    return f"{local(row.started_at):%Y-%m-%d %H:%M:%S}{end}"


def _disturbed(detail: CallDetail) -> list[str]:
    """Return what was away during the call: a device, the line keeper, or both."""
    if not detail.disturbed:
        return []
    lost = {
        each.fact.body.get("what") for each in detail.facts if each.fact.kind == "call.disturbed"
    }
    told = []
    if lost != {Part.KEEPER}:
        told.append(_("A device was lost during this call; part of it may be missing."))
    if Part.KEEPER in lost:
        told.append(_("The line keeper was away during this call; part of it may be missing."))
    return told


def _outcome(row: CallRow) -> str:
    """Return what became of the call, how that is known, and how long it took."""
    words = word("outcome", row.outcome)
    if row.known_by not in {"", "nothing"}:
        words += " (" + _("known by {what}").format(what=word("known_by", row.known_by)) + ")"
    if row.ring_seconds is not None:
        words += "  " + _("rang {time}").format(time=span(row.ring_seconds))
    if row.talk_seconds is not None:
        words += "  " + _("talked {time}").format(time=span(row.talk_seconds))
    return words


def _record(detail: CallDetail) -> Content:
    """Return the write-up."""
    if not detail.row.written_up:
        return (
            Content.styled(_("Not yet written up"), "bold $warning")
            if _owed(detail)
            else Content("")
        )
    lines = [Content.styled(_("Record"), "bold $accent")]
    names = OUTGOING if detail.row.direction == "out" else {}
    for field in FIELDS:
        if text := detail.fields.get(field.name):
            value = shown(text, limit=field.max_length, lines=True)
            lines.append(_pair(_(names.get(field.name, field.label)), value))
    if detail.written_up_at is not None:
        signed = _("Signed by {name}, {time}")
        name = shown(detail.recorder, limit=40).plain
        lines.append(Content(signed.format(name=name, time=minute(detail.written_up_at))))
    return Content("\n").join(lines)


def _owed(detail: CallDetail) -> bool:
    """Whether the call is over and somebody still has to write it up."""
    return detail.row.owed == "write_up"


def _corrections(detail: CallDetail) -> Content:
    """Return every correction with the old value beside the new one."""
    if not detail.corrections:
        return Content("")
    lines = [Content.styled(_("Corrections"), "bold $accent")]
    for change in detail.corrections:
        old, new = field_value(change.field, change.old), field_value(change.field, change.new)
        label = (field_label(change.field), "$foreground 60%")
        lines.append(Content.assemble(label, "  ", old.stylize("strike"), " -> ", new))
        why = shown(change.why, limit=200).plain if change.why else _("the line amended it")
        said = _("{time} by {name}: {why}").format(
            time=minute(change.at), name=person(change.by), why=why
        )
        lines.append(Content.styled(f"  {said}", "$foreground 60%"))
    return Content("\n").join(lines)


def _previous(detail: CallDetail, rows: Iterable[CallRow], now: datetime) -> Content:
    """Return earlier and later calls of the same number."""
    others = [row for row in rows if row.id != detail.row.id]
    if not others:
        return Content("")
    lines = [Content.styled(_("Other calls of this number"), "bold $accent")]
    lines += [
        Content.assemble(
            in_log(row.started_at, now),
            "  ",
            word("outcome", row.outcome),
            "  ",
            shown(row.summary, limit=100),
        )
        for row in others
    ]
    return Content("\n").join(lines)
