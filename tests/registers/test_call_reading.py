"""Reading the call log: pages, filters, search against an oracle, details."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts, reading
from dutyroom.registers.calls.detail import detail
from dutyroom.registers.calls.kinds import KnownBy, Medium, Outcome
from dutyroom.registers.calls.reading import CallFilter
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.shifts import facts as shifts
from dutyroom.standard.clocks import local_date
from dutyroom.standard.numbers import normalise
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session
from tests.registers.call_kit import NOON, PLACE, life
from tests.thorough import examples

pytestmark = pytest.mark.xdist_group("call_reading")  # one log for all of them

_HAN = "燃气泄漏消防处置"
_TODAY = local_date(NOON)


@dataclass(frozen=True)
class Known:
    """What the oracle knows of a call."""

    ordinal: int
    day: date
    number: str
    content: str
    outcome: Outcome
    written: bool

    def has(self, word: str, days: tuple[date, date] | None) -> bool:
        """Tell whether a word is found in the call, by looking at everything."""
        if days is not None and days[0] <= self.day <= days[1]:
            return True
        if word.isascii():
            tokens = re.findall(r"[0-9a-z]+", f"{self.number} {self.content}".lower())
            tokens.append(normalise(self.number))
            ends = len(word) >= 3 and normalise(self.number).endswith(word)
            return ends or any(token.startswith(word) for token in tokens)
        return word in self.content


def _call(draw: random.Random, ordinal: int) -> tuple[list[Fact], Known]:
    """Make the facts of a call and what the oracle knows of it."""
    call, at = facts.new_id(), NOON - timedelta(hours=draw.randrange(24 * 40))
    number = draw.choice(["0755", "138", "0086139", ""]) + f"{draw.randrange(10**8):08d}"
    content = "".join(draw.choices(_HAN + "，12", k=draw.randrange(1, 14)))
    outcome = draw.choice([Outcome.ANSWERED, Outcome.MISSED])
    written = outcome is Outcome.ANSWERED and draw.random() < 0.7
    made = [
        facts.begun(call, at, PLACE, direction="in"),
        facts.numbered(call, at, PLACE, number=number),
        facts.ended(call, at, PLACE, outcome=outcome, by=KnownBy.HOOK, seconds=1.0),
    ]
    if written:
        made.append(facts.written_up(call, at, PLACE, actor="李四", fields={"content": content}))
    known = Known(ordinal, local_date(at), number, content if written else "", outcome, written)
    return made, known


@pytest.fixture(scope="module")
def log(
    store_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Store, list[Known]]:
    """A log of 100 calls, and what an oracle knows of them."""
    store = open_store(
        Path(shutil.copyfile(store_template, tmp_path_factory.mktemp("log") / "a.db"))
    )
    ledger, draw = Ledger(store, FrozenClock(NOON)), random.Random(1)  # noqa: S311 - test data
    known: list[Known] = []
    sent: list[Fact] = []
    for _ in range(100):
        made, call = _call(draw, len(sent) + 1)
        sent += made
        known.append(call)
    ledger.record(*sent)
    return store, known


def _walk(
    store: Store,
    which: CallFilter,
    query: str = "",
    limit: int = 7,
    since: datetime | None = None,
) -> list[int]:
    """Return the ordinals of all pages, one after the other."""
    found: list[int] = []
    before: int | None = None
    while True:
        with store.read() as session:
            rows = reading.page(
                session, which, query=query, before=before, limit=limit, since=since, now=NOON
            )
        found += [row.ordinal for row in rows]
        if len(rows) < limit:
            return found
        before = rows[-1].ordinal


def _fits(call: Known, which: CallFilter) -> bool:
    """Tell whether a call is among those of a filter; nobody has signed on to a shift."""
    match which:
        case CallFilter.ALL:
            return True
        case CallFilter.MISSED:
            return call.outcome is Outcome.MISSED
        case CallFilter.PENDING:
            return call.outcome is Outcome.ANSWERED and not call.written
        case CallFilter.TODAY | CallFilter.SHIFT:
            return call.day == _TODAY


_DATES = {
    "今天": (_TODAY, _TODAY),
    "昨天": (_TODAY - timedelta(days=1), _TODAY - timedelta(days=1)),
    "2026-11-20": (date(2026, 11, 20), date(2026, 11, 20)),
    "11月21日": (date(2026, 11, 21), date(2026, 11, 21)),
    "2026年10月": (date(2026, 10, 1), date(2026, 10, 31)),
}
_WORDS = st.one_of(
    st.text(_HAN, min_size=1, max_size=3),
    st.text("0123456789", min_size=1, max_size=5),
    st.sampled_from(sorted(_DATES)),
)


@settings(
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.lists(_WORDS, max_size=3, unique=True), which=st.sampled_from(CallFilter))
def test_search_finds_what_looking_at_everything_finds(
    log: tuple[Store, list[Known]], words: list[str], which: CallFilter
) -> None:
    store, known = log
    expected = [
        call.ordinal
        for call in reversed(known)
        if _fits(call, which) and all(call.has(word, _DATES.get(word)) for word in words)
    ]
    assert _walk(store, which, " ".join(words)) == expected


@pytest.mark.parametrize("limit", [1, 7, 100, 200])
def test_pages_are_complete_and_disjoint(log: tuple[Store, list[Known]], limit: int) -> None:
    store, known = log
    expected = [call.ordinal for call in reversed(known)]
    assert _walk(store, CallFilter.ALL, limit=limit) == expected


def test_the_end_of_a_number_finds_it_in_any_form(log: tuple[Store, list[Known]]) -> None:
    store, known = log
    call = next(call for call in known if call.number.startswith("0086139"))
    form = normalise(call.number)
    for typed in (form, form[-4:], f"+86 {form}".replace(" ", ""), f"{form[:3]}-{form[3:]}"):
        assert call.ordinal in _walk(store, CallFilter.ALL, typed), typed


@pytest.mark.parametrize("size", [3, 4, 5, 8])
def test_last_digits_and_a_word_find_what_has_both(
    log: tuple[Store, list[Known]], size: int
) -> None:
    store, known = log
    for call in known:
        ending, word = normalise(call.number)[-size:], call.content[:1] or _HAN[0]
        both = [one.ordinal for one in known if one.has(ending, None) and one.has(word, None)]
        assert _walk(store, CallFilter.ALL, f"{ending} {word}") == both[::-1]


def test_the_printed_number_finds_the_call(log: tuple[Store, list[Known]]) -> None:
    store, _known = log
    with store.read() as session:
        rows = reading.page(session, CallFilter.ALL, query="2026-00012", now=NOON)
        assert [row.label for row in rows] == ["2026-00012"]


@pytest.mark.parametrize(
    "query", ["%", "\x00", "[/b]", '" OR 1', "*", "—", "'; --", "\x1b[2J", "(" * 200, "\ud800"]
)
def test_any_text_can_be_typed(log: tuple[Store, list[Known]], query: str) -> None:
    store, _known = log
    assert len(_walk(store, CallFilter.ALL, query)) < 100


def test_a_query_of_spaces_is_no_query(log: tuple[Store, list[Known]]) -> None:
    store, known = log
    assert len(_walk(store, CallFilter.ALL, " 　 ")) == len(known)


def test_names_come_from_the_address_book_and_find_calls(log: tuple[Store, list[Known]]) -> None:
    store, known = log
    form = normalise(known[3].number)

    def names(_session: Session, numbers: Collection[str]) -> Mapping[str, str]:
        return {form: "区消防大队"} if form in numbers else {}

    def numbers(_session: Session, word: str) -> Collection[str]:
        return [form] if word in "区消防大队" else []

    with store.read() as session:
        rows = reading.page(session, CallFilter.ALL, query="消防大队", names=names, numbers=numbers)
        assert [(row.ordinal, row.contact) for row in rows] == [(known[3].ordinal, "区消防大队")]


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """A ledger over an empty database."""
    return Ledger(store, FrozenClock(NOON))


def test_a_shift_shows_its_own_calls(store: Store, ledger: Ledger) -> None:
    for minutes in (-90, -30, -10):
        at = NOON + timedelta(minutes=minutes)
        ledger.record(facts.begun(facts.new_id(), at, PLACE, direction="in"))
    ledger.record(shifts.begun("s", NOON - timedelta(hours=1), Place("unit"), officer="李四"))
    assert len(_walk(store, CallFilter.SHIFT)) == 2
    assert len(_walk(store, CallFilter.SHIFT, since=NOON - timedelta(minutes=20))) == 1
    assert len(_walk(store, CallFilter.TODAY)) == 3
    early = NOON - timedelta(hours=3)  # the clock was set back: it is a call of this shift
    ledger.record(facts.begun(facts.new_id(), early, PLACE, direction="in"))
    assert len(_walk(store, CallFilter.SHIFT)) == 3


@pytest.mark.parametrize("which", [CallFilter.PENDING, CallFilter.TODAY])
def test_a_filter_loses_no_neighbour_where_one_part_of_a_search_ends(
    store: Store, ledger: Ledger, which: CallFilter
) -> None:
    fits = [number for number in range(40) if number % 5 in {0, 3, 4}]
    for number in range(40):
        call, at = f"c{number}", NOON if number in fits else NOON - timedelta(days=2)
        fax = facts.entered(
            call, at, PLACE, actor="李四", medium=Medium.FAX, direction="in", number="停电"
        )
        done = facts.closed_without_write_up(call, at, PLACE, actor="李四", reason="停电")
        ledger.record(fax if number in fits else done)
    expected = [number + 1 for number in reversed(fits)]
    for limit in (1, 2, 3, 4, 5):
        assert _walk(store, which, "停电", limit=limit) == expected


def test_current_previous_and_counts(store: Store, ledger: Ledger) -> None:
    for number, outcome in (("075583123456", Outcome.MISSED), ("83123456", Outcome.ANSWERED)):
        call = facts.new_id()
        ledger.record(
            facts.numbered(call, NOON, PLACE, number=number),
            facts.ended(call, NOON, PLACE, outcome=outcome, by=KnownBy.HOOK, seconds=None),
        )
    ledger.record(facts.begun("ringing", NOON, PLACE, direction="in"))
    with store.read() as session:
        assert [row.id for row in reading.current(session)] == ["ringing"]
        assert reading.counts(session) == reading.CallCounts(pending=1, missed=1)
        assert len(reading.previous(session, "83123456")) == 1
        both = reading.previous(session, "+8675583123456", area_code="755")
        assert [row.number for row in both] == ["83123456", "075583123456"]
        before = both[0].ordinal
        assert len(reading.previous(session, "83123456", area_code="755", before=before)) == 1


def test_the_detail_of_a_call_shows_everything(store: Store, ledger: Ledger) -> None:
    sent = life("c", "r")
    ledger.record(*sent)
    ledger.record(facts.recording_marked("r", NOON, PLACE, actor="李四", frame=80, note="地址"))
    with store.read() as session:
        shown = detail(session, "c")
        assert detail(session, "d") is None
    assert shown is not None
    assert (shown.row.label, shown.row.written_up, shown.row.recordings) == ("2026-00001", True, 1)
    assert (shown.row.first_receiver, shown.first_receiver) == ("李四", "李四")
    assert (shown.fields["content"], shown.fields["cause"]) == ("燃气泄漏", "老化")
    assert [(each.old, each.new, each.by) for each in shown.corrections] == [
        ("待核实", "老化", "王五")
    ]
    (recording,) = shown.recordings
    assert (recording.seconds, recording.gaps[0].frames) == (60.0, 80)
    assert [(mark.frame, mark.note) for mark in recording.marks] == [(80, "地址")]
    assert [entry.fact.id for entry in shown.facts] == [
        fact.id for fact in sent if fact.kind.startswith("call.")
    ]
