"""What the register of swaps answers: which are under way, and whose move it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, select

from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.roster.reading import named
from dutyroom.registers.roster.rows import VersionRow
from dutyroom.registers.submissions.reading import submissions
from dutyroom.registers.swaps.owing import issued, notices_owed
from dutyroom.registers.swaps.tables import CONSENTS, LEGS, SWAPS_TABLE
from dutyroom.registers.swaps.telling import Issued, told
from dutyroom.registers.values import choice
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.swapping import Consent, Leg, Swap, SwapState, Waiver
from dutyroom.standard.roster.values import Role
from dutyroom.store.session import Session

_UNDER_WAY: Final = (SwapState.ASKED, SwapState.AGREED, SwapState.REPORTED)


@dataclass(frozen=True, slots=True)
class LegRow:
    """One slot that changes hands, as it was when the swap was asked for."""

    slot: str
    label: str
    role: Role | None
    start: datetime | None
    end: datetime | None
    giver: str
    giver_name: str
    taker: str
    taker_name: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """Somebody's yes; `attested_by` is empty where they signed by password."""

    person: str
    name: str
    at: datetime
    channel: str
    attested_by: str
    call: str


@dataclass(frozen=True, slots=True)
class SwapRow:
    """A swap as it is read.

    Attributes:
        id: Its id.
        swap: The same for the rules.
        asked_name: Who asked.
        entered_by: Who entered it.
        legs: What changes hands.
        consents: Who has said yes.
        reported_name: The leader who was told.
        reported_channel: How, as a code.
        reported_why: Why not the leader on duty; empty: it was, or nobody was on duty.
        reported_signed: Whether the leader signed by password; None: nobody knows any more.
        reported_by: Who noted it.
        issued_at: When the new version was published; None: not yet.
        issued_by: Who did.
        versions: The new versions, one for each period that it touches, the earliest first.
        noticed_how: To whom and how the change notice was sent, here or with a submission.
        ended_at: When it came to nothing; None: it did not.
        revision: How often it was changed.
    """

    id: str
    swap: Swap
    asked_name: str
    entered_by: str
    legs: tuple[LegRow, ...]
    consents: tuple[ConsentRow, ...]
    reported_name: str
    reported_channel: str
    reported_why: str
    reported_signed: bool | None
    reported_by: str
    issued_at: datetime | None
    issued_by: str
    versions: tuple[VersionRow, ...]
    noticed_how: str
    ended_at: datetime | None
    revision: int

    @property
    def names(self) -> dict[str, str]:
        """The names of those concerned, by id."""
        return {
            person: name
            for leg in self.legs
            for person, name in ((leg.giver, leg.giver_name), (leg.taker, leg.taker_name))
        }

    @property
    def days(self) -> list[date]:
        """The days on which its shifts begin."""
        return [local_date(leg.start) for leg in self.legs if leg.start]

    @property
    def published(self) -> str:
        """Which versions it made, in words: of several each with its period; empty: none yet."""
        if len(self.versions) > 1:
            return clauses(each.label for each in self.versions)
        number = self.swap.version
        return _("version {number}").format(number=number) if number else ""

    def concerns(self, person: str, name: str) -> bool:
        """Return whether somebody's duty changes by it.

        Args:
            person: Their id; empty: somebody outside the register, known by name.
            name: Their name.
        """
        return person in self.names if person else name in self.names.values()

    @property
    def waiting(self) -> dict[str, str]:
        """The names of those who have not agreed yet, by id."""
        left = self.swap.waiting_for
        return {person: name for person, name in self.names.items() if person in left}

    @property
    def reported_word(self) -> str:
        """On whose word it stands that the leader was told; empty: that is not known any more."""
        if self.reported_signed is None:
            return ""
        if self.reported_signed:
            return _("signed by password")
        return _("on the word of {name}; not signed by the leader").format(name=self.reported_by)

    @property
    def move(self) -> str:
        """Whose move it is and what is next, in words; empty: nothing is left to do."""
        if self.swap.is_settled:
            return ""
        names = "、".join(self.waiting.values())
        words = {
            SwapState.ASKED: _("{names} to agree").format(names=names),
            SwapState.AGREED: _("report to the leader"),
            SwapState.REPORTED: _("carry out: publish the new version"),
            SwapState.ISSUED: _("send the change notice"),
        }
        return words.get(self.swap.state, "")

    @property
    def begins(self) -> datetime | None:
        """When the first of its shifts begins; None: nobody knows any more."""
        return min((leg.start for leg in self.legs if leg.start), default=None)

    def too_late(self, now: datetime) -> bool:
        """Return whether a shift has begun that it was to change: only a decision carries it out.

        Args:
            now: The time.
        """
        begins = self.begins
        return self.swap.state in _UNDER_WAY and begins is not None and begins <= now


def get(session: Session, swap: str) -> SwapRow | None:
    """Return a swap by its id; None: there is none."""
    found = _swaps(session, SWAPS_TABLE.c.id == swap)
    return found[0] if found else None


def open_swaps(session: Session) -> list[SwapRow]:
    """Return the swaps with something left to do, the one whose shift comes first before."""
    left = _swaps(session, _left(session))
    return sorted(left, key=lambda row: (_first(row), row.id))


def settled_swaps(session: Session, limit: int) -> list[SwapRow]:
    """Return the last swaps about which nothing is left to do, the newest first."""
    columns = SWAPS_TABLE.c
    chosen = select(SWAPS_TABLE).where(~_left(session))
    newest = chosen.order_by(columns.asked_at.desc(), columns.id).limit(limit)
    return _read(session, session.connection().execute(newest).mappings().all())


def _left(session: Session) -> ColumnElement[bool]:
    """Return what tells the swaps with something left to do from the others."""
    return SWAPS_TABLE.c.state.in_(_UNDER_WAY) | SWAPS_TABLE.c.id.in_(notices_owed(session))


def _first(row: SwapRow) -> datetime:
    """Return when the first shift of a swap begins."""
    return row.begins or row.swap.asked_at


def _swaps(session: Session, fits: ColumnElement[bool]) -> list[SwapRow]:
    """Return some swaps."""
    chosen = select(SWAPS_TABLE).where(fits).order_by(SWAPS_TABLE.c.asked_at, SWAPS_TABLE.c.id)
    return _read(session, session.connection().execute(chosen).mappings().all())


def _read(session: Session, rows: Iterable[RowMapping]) -> list[SwapRow]:
    """Return rows as values; a swap that was never asked for is left out."""
    return [_swap(session, row) for row in rows if row["asked_at"] is not None]


def _swap(session: Session, row: RowMapping) -> SwapRow:
    """Return one swap with what belongs to it."""
    chosen = select(LEGS).where(LEGS.c.swap == row["id"]).order_by(LEGS.c.position)
    names = [name for name in LegRow.__dataclass_fields__ if name != "role"]
    legs = tuple(
        LegRow(role=choice(Role, each["role"]), **{name: each[name] for name in names})
        for each in session.connection().execute(chosen).mappings()
    )
    given = select(CONSENTS).where(CONSENTS.c.swap == row["id"]).order_by(CONSENTS.c.at)
    fields = list(ConsentRow.__dataclass_fields__)
    plain = {name: row[name] for name in _PLAIN}
    consents = tuple(
        ConsentRow(**{name: each[name] for name in fields})
        for each in session.connection().execute(given).mappings()
    )
    swap = _pure(row, legs, consents)
    days = [local_date(leg.start) for leg in legs if leg.start]
    if swap.state is SwapState.ISSUED and swap.notice_due and days and row["issued_at"]:
        since = Issued(row["issued_at"], issued(session, row["id"]))
        sent = told(submissions(session, min(days), max(days)), days, since)
        if sent is not None:
            swap = replace(swap, state=SwapState.NOTIFIED, noticed_at=sent.at)
            way = sent.way.label if sent.way else ""
            plain["noticed_how"] = f"{way} {sent.to}".strip()
    return SwapRow(
        id=row["id"],
        swap=swap,
        legs=legs,
        consents=consents,
        versions=tuple(named(session, row["versions"].split())),
        **plain,
    )


_PLAIN: Final = (
    "asked_name",
    "entered_by",
    "reported_name",
    "reported_channel",
    "reported_why",
    "reported_signed",
    "reported_by",
    "issued_at",
    "issued_by",
    "noticed_how",
    "ended_at",
    "revision",
)


def _pure(row: RowMapping, legs: Sequence[LegRow], consents: Iterable[ConsentRow]) -> Swap:
    """Return a swap as the rules know it."""
    return Swap(
        id=row["id"],
        legs=tuple(Leg(leg.slot, leg.giver, leg.taker) for leg in legs),
        asked_by=row["asked_by"],
        asked_at=row["asked_at"],
        reason=row["reason"],
        state=choice(SwapState, row["state"]) or SwapState.ASKED,
        consents=tuple(
            Consent(each.person, each.at, each.attested_by, each.channel, each.call)
            for each in consents
        ),
        reported_to=row["reported_name"],
        reported_at=row["reported_at"],
        version=row["version"],
        notice_due=row["notice_due"],
        noticed_at=row["noticed_at"],
        waiver=_waiver(row, legs),
        ended_by=row["ended_by"],
        ended_why=row["ended_why"],
    )


def _waiver(row: RowMapping, legs: Iterable[LegRow]) -> Waiver | None:
    """Return the decision that a swap was asked for with: about its shifts that had begun then."""
    if not row["waiver_reason"] or not row["waiver_by"]:
        return None
    asked = row["asked_at"]
    had_begun = frozenset(leg.slot for leg in legs if leg.start and leg.start <= asked)
    return Waiver(row["waiver_reason"], row["waiver_by"], had_begun)
