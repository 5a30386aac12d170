"""The form of a daily report, and what is asked about one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.people.person import Person
from dutyroom.registers.reports import acts
from dutyroom.registers.reports.counting import Event, told
from dutyroom.registers.reports.facts import Figures, Written
from dutyroom.registers.reports.kinds import ReportState
from dutyroom.registers.reports.reading import ReportRow
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.assent import Deciding
from dutyroom.screens.filling import Filling
from dutyroom.widgets.entries import Entry
from dutyroom.widgets.report_list import report_explained
from dutyroom.widgets.shown import shown

_ZERO, _SOME = "zero", "some"
_LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Logged:
    """What the registers hold of the stretch of a report by now.

    Attributes:
        figures: What is counted.
        events: What is to be reported.
    """

    figures: Figures
    events: Sequence[Event]


def writing(day: date, label: str, row: ReportRow | None, logged: Logged, actor: str) -> Filling:
    """Return the form in which a report is written, or its draft anew.

    Args:
        day: Its day.
        label: The holiday and events of the day.
        row: What it goes on with or corrects; None: it is the first of the day.
        logged: What the registers hold by now.
        actor: Who writes it.
    """
    again = row is not None and row.state is ReportState.WRITTEN
    replaces = row.replaces if row is not None and again else row.id if row is not None else ""
    key = f"report:{replaces or day.isoformat()}"

    def act(access: Access, values: Mapping[str, str]) -> str:
        what = Written(
            day,
            label,
            values.get("situation", ""),
            values.get("kind") == _ZERO,
            replaces,
            values.get("why", ""),
        )
        return acts.write(access, what, actor=actor, report=row.id if row and again else "")

    kinds = ((_("there is something to report"), _SOME), (_("zero report"), _ZERO))
    entries = [
        Entry("kind", _("Kind"), required=True, choices=kinds),
        Entry("situation", _("Situation"), longest=_LONGEST, lines=8),
    ]
    if replaces:
        entries.insert(0, Entry("why", _("Corrected because"), required=True, longest=200))
    start = {} if row is None else {"situation": row.situation, "why": row.why if again else ""}
    start["kind"] = _ZERO if row is not None and row.zero else _SOME
    title = _("Daily report {day}").format(day=day.isoformat())
    return Filling(key, title, entries, act, about(label, logged), start, first="situation")


def about(label: str, logged: Logged) -> Content:
    """Return what the registers hold by now, in a line or two."""
    words = _("{label} By now: {calls} calls, {matters} matters, {urgent} of them urgent.").format(
        label=label,
        calls=logged.figures.calls,
        matters=logged.figures.matters,
        urgent=logged.figures.urgent,
    )
    lines = [shown(words.strip(), limit=120)]
    if logged.events:
        said = _("To be reported: {events}").format(events=told(logged.events))
        lines.append(shown(said, limit=300).stylize("bold $warning"))
    return Content("\n").join(lines)


def signing(row: ReportRow, logged: Logged, name: str, *, password: bool) -> Question:
    """Return the question for the signature.

    Args:
        row: The report.
        logged: What the registers hold by now.
        name: Who signs.
        password: They sign by password.
    """
    zero = _("ZERO REPORT: you sign that there is nothing to report.") if row.zero else ""
    lines = [report_explained(row), about("", logged)]
    if zero:
        lines.append(Content.styled(zero, "bold"))
    label = _("Password of {name}").format(name=shown(name, limit=8).plain)
    blank = Blank("password", label, required=True, longest=128, secret=True)
    return Question(
        _("Sign this report?"), Content("\n").join(lines), _("Sign"), (blank,) if password else ()
    )


def approving(row: ReportRow, able: Sequence[Person], *, outsiders: bool) -> Deciding:
    """Return what is decided where a report is approved.

    Args:
        row: The report.
        able: Who of the register approves.
        outsiders: Somebody outside the register may, too: the desk has no accounts.
    """
    people = [each for each in able if each.id != row.author_id and each.name != row.author]
    return Deciding(
        _("Approve this report?"),
        report_explained(row),
        people,
        outsiders=outsiders,
        accept=_("Approve"),
        label=_("Approver"),
    )


def voiding(row: ReportRow) -> Question:
    """Ask why a report was entered by mistake."""
    words = Content(_("It stays readable and counts no more."))
    return Question(
        _("Entered by mistake?"),
        Content("\n").join([report_explained(row), words]),
        _("Void"),
        (Blank("why", _("Why"), required=True, longest=100),),
    )
