"""Everything about one matter, as text: what, who, when, instructions, thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.documents.matter_words import limit, word
from dutyroom.i18n import _
from dutyroom.registers.matters.fields import label
from dutyroom.registers.matters.kept_files import Kept
from dutyroom.widgets.matter_list import owed_mark, urgency
from dutyroom.widgets.matter_thread import thread
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from dutyroom.registers.matters.detail import InstructionRow, MatterDetail
    from dutyroom.registers.matters.line import MatterRow

_LONGEST = 20_000
_MORE = ("proposal", "risk", "reference", "assigned_by")


def described(
    detail: MatterDetail,
    now: datetime,
    names: Mapping[str, str],
    kept: Mapping[str, Kept] | None = None,
) -> Content:
    """Return all there is about a matter.

    Args:
        detail: The matter.
        now: The present.
        names: The printed numbers of linked calls and matters, by id.
        kept: How its attachments were found, by hash; None, or one is missing: not looked yet.
    """
    parts = [
        _head(detail.row, now),
        _fields(detail.row),
        _offer(detail),
        *(_instruction(detail, each) for each in detail.instructions),
        _result(detail.row),
        _links(detail, names),
        _attachments(detail, kept or {}),
        thread(detail),
    ]
    return Content("\n\n").join([part for part in parts if part.plain])


def _pair(name: str, value: Content | str) -> Content:
    """Return a label with its value."""
    return Content.assemble((name, "$foreground 60%"), "  ", value)


def _head(row: MatterRow, now: datetime) -> Content:
    """Return number, state and who answers for it."""
    state = _("Pending") if row.open else _("Closed")
    first = Content.assemble(
        (row.label, "bold"),
        "  ",
        (state, "bold $accent" if row.open else "$foreground 60%"),
        "  ",
        urgency(row.urgency),
        "  ",
        shown(word("kind", row.kind), limit=20),
        "  ",
        _deadline(row, now),
    )
    who = Content.assemble(
        _pair(_("First receiver"), shown(row.first_receiver, limit=40)),
        "   ",
        _pair(_("Handler"), shown(row.handler, limit=40).stylize("bold")),
    )
    came = Content.assemble(
        shown(word("source", row.source), limit=20), "  ", minute(row.opened_at)
    )
    lines = [first, who, _pair(_("Received"), came)]
    if row.declined_at is not None:
        lines.append(Content.styled(kept_words(row), "bold $error"))
    if row.unsettled and not row.open:
        lines.append(owed_mark())
    if row.waiting_for:
        lines.append(_pair(_("Waiting for"), shown(row.waiting_for, limit=100)))
    return Content("\n").join(lines)


def kept_words(row: MatterRow) -> str:
    """Return who declined a matter at a handover, and who keeps it."""
    words = _("Declined at the handover by {name}, {time}; {handler} keeps it")
    return words.format(
        name=shown(row.declined_by, limit=40).plain,
        time=minute(row.declined_at) if row.declined_at is not None else "",
        handler=shown(row.handler, limit=40).plain,
    )


def _deadline(row: MatterRow, now: datetime) -> Content:
    """Return when it is due, by the clock and seen from now."""
    if not row.open or row.deadline_at is None:
        return Content("")
    words = limit(_("Due"), row.deadline_at, now)
    return Content.styled(words, "bold $error" if row.overdue(now) else "")


def _fields(row: MatterRow) -> Content:
    """Return what was written when it was opened, as corrected since."""
    lines = [shown(row.content, limit=_LONGEST, lines=True)]
    contact = "  ".join(
        part for part in (row.contact_unit, row.contact_name, row.contact_phone) if part
    )
    if contact:
        lines.append(_pair(_("Contact"), shown(contact, limit=300)))
    written = {name: str(getattr(row, name)) for name in _MORE}
    lines += [
        _pair(_(label(name)), shown(text, limit=_LONGEST, lines=True))
        for name, text in written.items()
        if text
    ]
    if row.feedback_due_at is not None:
        told = minute(row.fed_back_at) if row.fed_back_at else _("not yet given")
        lines.append(_pair(_("Feedback due"), f"{minute(row.feedback_due_at)}  {told}"))
    return Content("\n").join(lines)


def _offer(detail: MatterDetail) -> Content:
    """Return who was asked to take it over and has not answered."""
    offer = detail.asked
    if offer is None:
        return Content("")
    words = _("{name} was asked at {time} to take it over, and has not answered: {why}").format(
        name=shown(offer.offered_to, limit=40).plain,
        time=minute(offer.asked_at),
        why=shown(offer.why, limit=200).plain,
    )
    return Content.styled(words, "bold $warning")


def _instruction(detail: MatterDetail, row: InstructionRow) -> Content:
    """Return an instruction: whose, in which words, passed on to whom, with what outcome."""
    head = _("Instruction of {name}, {time}, {channel}").format(
        name=shown(row.given_by, limit=60).plain,
        time=minute(row.received_at),
        channel=shown(word("channel", row.channel), limit=20).plain,
    )
    words = shown(row.words, limit=_LONGEST, lines=True)
    lines = [Content.styled(head, "bold $accent"), words]
    for each in detail.conveyed(row.id):
        told = _("Conveyed to {name}, {time}, {channel}").format(
            name=shown(each.told, limit=60).plain,
            time=minute(each.at),
            channel=shown(word("channel", each.channel), limit=20).plain,
        )
        confirmed = shown(each.receipt, limit=300) if each.receipt_at else Content(_("no receipt"))
        lines.append(Content.assemble("  ", told, "  ", _("Receipt"), " ", confirmed))
    outcome = shown(row.outcome, limit=_LONGEST, lines=True)
    missing = Content.styled(_("not yet known"), "$warning")
    lines.append(_pair(_("Outcome"), outcome if row.settled_at else missing))
    return Content("\n").join(lines)


def _result(row: MatterRow) -> Content:
    """Return with what result it was closed."""
    if row.closed_at is None:
        return Content("")
    said = _("Closed by {name}, {time}").format(
        name=shown(row.closed_by, limit=40).plain, time=minute(row.closed_at)
    )
    result = shown(row.result, limit=_LONGEST, lines=True)
    return Content.assemble((said, "bold $accent"), "\n", _pair(_("Result"), result))


def _links(detail: MatterDetail, names: Mapping[str, str]) -> Content:
    """Return what it is linked to."""
    shown_links = [
        Content.assemble(
            word("link", each.kind), " ", shown(names.get(each.target, each.target), limit=60)
        )
        for each in detail.links
    ]
    return _pair(_("Linked"), Content("  ").join(shown_links)) if shown_links else Content("")


def _attachments(detail: MatterDetail, kept: Mapping[str, Kept]) -> Content:
    """Return the files kept with it; one that is not what was attached says so."""
    lines = [
        Content.assemble(
            shown(each.name, limit=80),
            f"  {each.size:,} B  SHA-256 ",
            shown(each.sha256[:16], limit=16),
            (_wrong(kept.get(each.sha256)), "bold $error"),
        )
        for each in detail.attachments
    ]
    return _pair(_("Files"), Content("\n").join(lines)) if lines else Content("")


def _wrong(kept: Kept | None) -> str:
    """Return what is wrong with an attachment; empty: nothing, or nobody has looked yet."""
    words = {
        Kept.CHANGED: _("changed since it was attached"),
        Kept.GONE: _("the file is gone"),
        Kept.UNREADABLE: _("the file cannot be read"),
    }
    said = words.get(kept) if kept is not None else None
    return f"  {said}" if said else ""
