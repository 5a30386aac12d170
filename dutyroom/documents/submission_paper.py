"""What is submitted for a holiday or event, and the notice of what changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from dutyroom.config import Settings
from dutyroom.documents.paper import Column, Paper, Table
from dutyroom.documents.roster_table import RosterMissing, WallRoster, read_wall
from dutyroom.documents.slip import local_minute
from dutyroom.i18n import _
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.reading import in_force, versions
from dutyroom.registers.submissions.occasions import Occasion
from dutyroom.registers.submissions.staffing import staffing
from dutyroom.standard.roster.comparing import Change
from dutyroom.store.session import Session

_NOBODY = "–"


def submission_paper(
    session: Session, occasion: Occasion, *, settings: Settings, printed_at: datetime
) -> Paper:
    """Return the sheet that is submitted: the roster of the days, with its head-count.

    Args:
        session: A transaction that reads.
        occasion: The holiday or event.
        settings: The unit as it is set up, and how it rosters.
        printed_at: When it is made, aware.

    Raises:
        RosterMissing: No roster is published for its days.
    """
    unit, first, last = settings.unit, occasion.first, occasion.last
    wall = read_wall(session, first, last, unit=unit, printed_at=printed_at)
    counts = {day.day: day for day in staffing(session, first, last, planning(settings))}
    columns = [
        Column(_("Date"), 1.4),
        Column(_("Weekday"), 1.0),
        *(Column(label, 1.8) for label in wall.shifts),
        Column(_("Officers"), 0.8),
        Column(_("Leader on duty"), 1.3),
        Column(_("Telephone"), 1.8),
    ]
    rows = [
        (
            day.day.isoformat(),
            day.weekday,
            *(names or _NOBODY for names in day.cells),
            f"{counts[day.day].officers}/{counts[day.day].needed}",
            day.leaders or _NOBODY,
            day.phones,
        )
        for day in wall.days
    ]
    return Paper(
        title=_("Duty arrangements for submission"),
        unit=wall.unit,
        printed_at=printed_at,
        mark=_late(occasion),
        pairs=[*_pairs(occasion, wall), *_sent(occasion)],
        tables=[Table(columns, rows, heading=_("Roster"))],
        signatures=[
            (_("Filled in by"), ""),
            (_("Approved by"), ""),
        ],
        notes=[
            wall.versions,
            _("Officers: in the thinnest shift of the day / needed."),
            _("Officers: {list}").format(
                list="；".join(" ".join(filter(None, pair)) for pair in wall.officers)
            ),
        ],
    )


def notice_paper(
    session: Session, occasion: Occasion, *, settings: Settings, printed_at: datetime
) -> Paper:
    """Return the change notice: each shift as it was told, and as it is now.

    Args:
        session: A transaction that reads.
        occasion: The holiday or event, submitted and changed since.
        settings: The unit as it is set up.
        printed_at: When it is made, aware.

    Raises:
        RosterMissing: Nothing was submitted, or nothing has changed.
    """
    submission = occasion.submission
    if submission is None or not occasion.owed:
        raise RosterMissing(_("Nothing has changed since the receiver was told last."))
    unit, first, last = settings.unit, occasion.first, occasion.last
    wall = read_wall(session, first, last, unit=unit, printed_at=printed_at)
    around = (first - timedelta(days=7), last)  # whose slots may reach into the occasion
    last_told = submission.told
    told = in_force(session, *around, at=last_told.typed, seq=last_told.seq)
    now = in_force(session, *around)
    names, labels = {**told.names, **now.names}, {row.slot.shift: row.label for row in now.rows}
    columns = [
        Column(_("Date"), 1.2),
        Column(_("Shift"), 1.0),
        Column(_("From – until"), 1.8),
        Column(_("Before"), 1.8),
        Column(_("Now"), 1.8),
    ]
    rows = [_row(change, names, labels) for change in occasion.owed]
    why = [
        _("{version}, {time}: {why}").format(
            version=each.label, time=local_minute(each.published_at), why=each.why or _NOBODY
        )
        for each in versions(session, first, last)
        if each.seq > last_told.seq or each.published_at > (last_told.typed or each.published_at)
    ]
    return Paper(
        title=_("Notice of changed duty arrangements"),
        unit=wall.unit,
        printed_at=printed_at,
        pairs=[*_pairs(occasion, wall), *_sent(occasion)],
        tables=[Table(columns, rows, heading=_("What has changed"))],
        signatures=[(_("Filled in by"), ""), (_("Approved by"), "")],
        notes=why,
    )


def _pairs(occasion: Occasion, wall: WallRoster) -> list[tuple[str, str]]:
    """Return what the sheet is about."""
    return [
        (_("Holiday or event"), occasion.label),
        (_("Days"), f"{occasion.first.isoformat()} – {occasion.last.isoformat()}"),
        (_("Document"), occasion.document or _NOBODY),
        (_("Duty telephone"), wall.number or _NOBODY),
        (_("Due by"), occasion.standing.due.isoformat()),
    ]


def _sent(occasion: Occasion) -> list[tuple[str, str]]:
    """Return how it was submitted; nothing where it was not."""
    if occasion.submission is None:
        return [(_("Submitted"), "")]
    sent = occasion.submission.sent
    way = sent.way.label if sent.way is not None else ""
    receipt = " ".join(filter(None, (sent.receipt, sent.received_by)))
    return [
        (_("Submitted"), f"{local_minute(sent.at)} {way}"),
        (_("To whom"), sent.to),
        (_("Receipt"), receipt or _NOBODY),
    ]


def _late(occasion: Occasion) -> str:
    """Return that it was late, or is."""
    if occasion.submission is None:
        return ""
    return _("LATE") if occasion.submission.late else ""


def _row(
    change: Change, names: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[str, str, str, str, str]:
    """Return one shift before and after."""
    slot = change.slot
    before = "、".join(names.get(person, person) for person in change.before)
    after = "、".join(names.get(person, person) for person in change.after)
    return (
        slot.day.isoformat(),
        labels.get(slot.shift, slot.role.label),
        f"{slot.start:%m-%d %H:%M} – {slot.end:%m-%d %H:%M}",
        before or _NOBODY,
        _("shift dropped") if change.dropped else after or _NOBODY,
    )
