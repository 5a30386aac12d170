"""The unit: what it is, and its one duty number with its history (articles 4 and 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.people import UNIT
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.documents import reachability
from dutyroom.i18n import _
from dutyroom.registers.contacts.values import CellError, day
from dutyroom.registers.lines.reachability import Reachability, of_lines
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import PersonRole
from dutyroom.registers.shifts.newcomers import Turnover, turnover
from dutyroom.registers.unit import facts, reading
from dutyroom.registers.unit.facts import Profile
from dutyroom.registers.unit.reading import NumberRow, ProfileRow
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.base import DutyScreen
from dutyroom.standard.clocks import local_date, midnight, month_bounds
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import local, minute
from dutyroom.widgets.number_list import NumberLine, NumberList
from dutyroom.widgets.pool_words import pool_told
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown
from dutyroom.widgets.unit_words import unit_told

if TYPE_CHECKING:
    from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the register says of the unit.

    Attributes:
        profile: What it is; None: nobody has said.
        numbers: Its numbers, the newest first.
        lines: How far each line could be reached this month.
        duty_work: Names of the leaders who answer for duty work (article 5).
        turnover: How stable the pool of officers was in the last year; None: not read yet.
    """

    profile: ProfileRow | None = None
    numbers: tuple[NumberRow, ...] = ()
    lines: Sequence[Reachability] = ()
    duty_work: tuple[str, ...] = ()
    turnover: Turnover | None = None


class UnitScreen(DutyScreen[None]):
    """Profile and number."""

    OFFERS: ClassVar = UNIT
    BINDINGS: ClassVar = bindings(UNIT)

    DEFAULT_CSS = """
    UnitScreen #profile { height: auto; padding: 1 1; background: $surface; }
    UnitScreen #lines { height: auto; max-height: 9; padding: 0 1 1 1; background: $surface; }
    UnitScreen #about { height: auto; max-height: 5; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        """Show the unit."""
        super().__init__()
        self._seen = _Seen()

    def compose_body(self) -> ComposeResult:
        """Lay out profile and numbers."""
        yield Prose("", id="profile")
        yield Prose("", id="lines")
        yield NumberList()
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the registers."""
        self.query_one(NumberList).focus()
        self._read()
        self.watch(self.app, "edition", self._again, init=False)

    def _again(self) -> None:
        """Read the unit again when the registers change."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Show the unit as it is."""
        host = host_of(self)
        code, now = host.desk.settings.unit.code, host.clock.now()
        lines = {line.name: line.has_box for line in host.desk.settings.lines}
        bounds = month_bounds(local(now).year, local(now).month)

        def look(session: Session) -> _Seen:
            numbers = tuple(reading.number_history(session, code))
            reached = of_lines(session, lines, *bounds, now)
            known = reading.profile(session, code, now)
            leads = people.serving(session, local_date(now), PersonRole.DUTY_WORK)
            names = tuple(each.name for each in leads)
            return _Seen(known, numbers, reached, names, turnover(session, now))

        try:
            self._seen = await host.desk.read(look)
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        told = unit_told(self._seen.profile, host.desk.settings.unit, self._seen.duty_work)
        self.query_one("#profile", Prose).update(told)
        self.query_one("#lines", Prose).update(self._reached())
        rows = [NumberLine(str(row.change), row) for row in self._seen.numbers]
        empty = Content(_("  No duty number is noted yet."))
        self.query_one(NumberList).show_rows(rows, more=False, empty=empty)
        self.query_one(KeyBar).refresh()

    def _reached(self) -> Content:
        """Return how far the lines could be reached this month, and how stable the pool is."""
        title = Content.styled(_("This month"), "bold $accent")
        told = [shown(sentence, limit=120) for sentence in reachability.told(self._seen.lines)]
        lines = [title, *told] if told else []
        if (pool := self._seen.turnover) is not None:
            lines += [Content.styled(_("Duty pool, 12 months"), "bold $accent"), *pool_told(pool)]
        return Content("\n").join(lines)

    @property
    def _chosen(self) -> NumberRow | None:
        """The number under the cursor."""
        line = self.query_one(NumberList).chosen
        return line.row if line is not None else None

    @on(LineList.Chosen)
    def _explain(self) -> None:
        """Show the chosen number in full."""
        row = self._chosen
        words = Content("")
        if row is not None:
            words = Content.assemble(
                _("noted {time} by {name}").format(
                    time=minute(row.noted_at), name=shown(row.by, limit=12).plain
                ),
                "  ", shown(row.reason, limit=120), "  ", shown(row.document, limit=60),
            )  # fmt: skip
            if row.withdrawn_at is not None:
                why = shown(row.withdrawn_why, limit=120)
                gone = _("withdrawn {time} by {name}").format(
                    time=minute(row.withdrawn_at), name=shown(row.withdrawn_by, limit=12).plain
                )
                words = Content.assemble(words, "\n", (gone, "$warning"), "  ", why)
        self.query_one("#about", Prose).update(words)
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done to the chosen number."""
        base, row = super().situation(), self._chosen
        counts = row is not None and row.withdrawn_at is None
        return replace(base, here=base.here | ({"counts"} if counts else set()))

    @work(exclusive=True, group="ask")
    async def do_describe_unit(self) -> None:
        """Describe the unit anew."""
        host, known = host_of(self), self._seen.profile
        question = _profile(known, host.desk.settings.unit.name, host.desk.settings.unit.profile)
        answer = await self.app.push_screen_wait(doors.question(question))
        if answer is None:
            return
        fact = facts.profiled(
            host.clock.now(),
            host.desk.place(),
            actor=host.officer,
            profile=Profile(answer["profile"]),
            name=answer["name"],
            duty_body=answer["duty_body"],
        )
        await host.recorded(fact)

    @work(exclusive=True, group="ask")
    async def do_change_number(self) -> None:
        """Note another number."""
        host = host_of(self)
        now = host.clock.now()
        answer = await self.app.push_screen_wait(doors.question(_number(now)))
        if answer is None:
            return
        fact = facts.number_changed(
            now,
            host.desk.place(),
            actor=host.officer,
            number=answer["number"],
            since=_since(answer["since"], now) or now,
            reason=answer["reason"],
            document=answer["document"],
        )
        await host.recorded(fact)

    @work(exclusive=True, group="ask")
    async def do_withdraw_number(self) -> None:
        """Withdraw the chosen number."""
        host, row = host_of(self), self._chosen
        if row is None:
            return
        question = Question(
            _("Withdraw this number?"),
            Content.assemble(
                shown(row.number or _("none"), limit=40).stylize("bold"),
                "\n",
                _("It was noted by mistake. It stays readable and counts no more."),
            ),
            _("Withdraw"),
            (Blank("why", _("Reason"), required=True),),
        )
        answer = await self.app.push_screen_wait(doors.question(question))
        if answer is None:
            return
        await host.recorded(
            facts.number_withdrawn(
                host.clock.now(), host.desk.place(), actor=host.officer,
                change=row.change, why=answer["why"],
            )
        )  # fmt: skip


def _profile(known: ProfileRow | None, name: str, kind: str) -> Question:
    """Return what the unit is."""
    held = known.profile.value if known is not None and known.profile is not None else kind
    stands = shown(known.name if known is not None else name, limit=80).plain
    body = shown(known.duty_body if known is not None else "", limit=80).plain
    return Question(
        _("What unit is this?"),
        Content(_("The kind decides which articles apply. What was noted before stays on record.")),
        _("Note it"),
        (
            Blank("name", _("Name"), stands, required=True, longest=80),
            Blank(
                "profile",
                _("Kind"),
                held,
                required=True,
                choices=[(each.label, each.value) for each in Profile],
            ),
            Blank("duty_body", _("Duty body"), body, longest=80),
        ),
    )


def _number(now: datetime) -> Question:
    """Return which number the unit has."""
    return Question(
        _("Another duty number"),
        Content(_("One unit, one number (article 6). Tell the district and your units, too.")),
        _("Note it"),
        (
            Blank("number", _("Number"), required=True, longest=40),
            Blank("since", _("Since"), f"{local(now):%Y-%m-%d}", required=True, longest=10),
            Blank("reason", _("Reason"), required=True),
            Blank("document", _("Document"), longest=120),
        ),
        check=lambda answers: (
            "" if _since(answers["since"], now) else _("The day is not a day such as 2026-11-23.")
        ),
    )


def _since(text: str, now: datetime) -> datetime | None:
    """Return from when on a number counts: today from now on, other days from their beginning."""
    try:
        said = day(text)
    except CellError:
        return None
    if not said:
        return None
    begin = midnight(datetime.fromisoformat(said).date())
    return now if local_date(begin + timedelta(hours=1)) == local_date(now) else begin
