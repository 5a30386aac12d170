"""How a handover stands, item by item."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.standard.handover.values import (
    Arrival,
    Decided,
    Decision,
    Explained,
    Item,
    ItemKind,
    Walk,
)
from dutyroom.standard.handover.walking import (
    SETTLED,
    Standing,
    Step,
    after,
    margin,
    ordered,
    standing,
    step,
    to_explain,
    undecided,
)

NOW = datetime(2026, 11, 23, 0, 20, tzinfo=UTC)
PENDING = Item(ItemKind.MATTER, "m1", NOW, "河道水位上涨", due=NOW + timedelta(hours=3))
DONE = Item(ItemKind.CALL, "c1", NOW, "咨询政策", done=True, outcome="已答复")
ARRIVAL = Arrival("李四", NOW)


def walk(**changes: object) -> Walk:
    return replace(Walk((PENDING, DONE), arrival=ARRIVAL), **changes)  # type: ignore[arg-type]


def said(revision: int) -> dict[str, Explained]:
    return {PENDING.key: Explained("每小时看一次水位", NOW, revision)}


def decided(decision: Decision, revision: int, digest: str = "") -> dict[str, Decided]:
    return {PENDING.key: Decided(decision, digest or PENDING.digest, NOW, "", revision)}


def test_what_is_done_needs_neither_words_nor_a_decision() -> None:
    assert standing(walk(), DONE) is Standing.DONE
    assert undecided(walk()) == [PENDING]


def test_a_pending_item_is_explained_then_accepted() -> None:
    assert standing(walk(), PENDING) is Standing.UNEXPLAINED
    assert standing(walk(explained=said(1)), PENDING) is Standing.EXPLAINED
    taken = walk(explained=said(1), decided=decided(Decision.ACCEPTED, 2))
    assert standing(taken, PENDING) is Standing.ACCEPTED
    assert step(taken) is Step.SIGN


def test_a_note_says_all_there_is_to_say() -> None:
    note = replace(PENDING, speaks=True)
    assert standing(walk(items=(note,)), note) is Standing.EXPLAINED


def test_words_of_the_interface_decide_nothing() -> None:
    """The same item shown in another language is the same item."""
    marked = replace(PENDING, mark="owed")
    assert replace(marked, outcome="To be written up").digest == marked.digest
    assert replace(marked, mark="").digest != marked.digest
    assert replace(marked, done=True).digest != marked.digest


def test_a_question_waits_for_words_that_come_after_it() -> None:
    """What was said before the question does not answer it."""
    asked = walk(explained=said(1), decided=decided(Decision.ASKED, 2))
    assert standing(asked, PENDING) is Standing.ASKED
    assert to_explain(asked) == [PENDING]
    answered = replace(asked, explained=said(3))
    assert standing(answered, PENDING) is Standing.EXPLAINED
    assert undecided(answered) == [PENDING]


def test_what_changed_after_it_was_accepted_is_looked_at_again() -> None:
    """Another writer closed it, or the outgoing officer added something."""
    old = walk(explained=said(1), decided=decided(Decision.ACCEPTED, 2, "another"))
    assert standing(old, PENDING) is Standing.CHANGED
    spoken = walk(explained=said(3), decided=decided(Decision.ACCEPTED, 2))
    assert standing(spoken, PENDING) is Standing.CHANGED
    closed = walk(items=(replace(PENDING, done=True),), decided=decided(Decision.ACCEPTED, 2))
    assert undecided(closed) == []


def test_a_declined_item_holds_nothing_up() -> None:
    assert step(walk(decided=decided(Decision.DECLINED, 2))) is Step.SIGN


def test_the_steps_come_in_order() -> None:
    alone = walk(arrival=None)
    assert step(alone) is Step.PREPARE
    assert step(replace(alone, explained=said(1))) is Step.RELIEF
    assert step(walk(explained=said(1))) is Step.WALK
    assert step(Walk(arrival=ARRIVAL)) is Step.SIGN


def test_the_urgent_comes_first_and_the_done_last() -> None:
    late = replace(PENDING, subject="m2", due=None)
    urgent = replace(PENDING, kind=ItemKind.FAULT, subject="f1", urgent=True, due=None)
    assert ordered([DONE, late, PENDING, urgent]) == [urgent, PENDING, late, DONE]


def test_the_next_item_is_the_next_that_needs_somebody() -> None:
    second = replace(PENDING, subject="m2")
    items = (PENDING, DONE, second)
    under_way = walk(items=items)
    assert after(items, under_way, PENDING.key, explaining=False) == second.key
    assert after(items, under_way, second.key, explaining=False) == PENDING.key
    over = walk(items=(DONE,))
    assert after((DONE,), over, DONE.key, explaining=True) == DONE.key


def test_the_margin_is_negative_for_who_comes_late() -> None:
    hour = NOW + timedelta(minutes=10)
    assert margin(hour, NOW) == 600
    assert margin(hour, hour + timedelta(minutes=1)) == -60
    assert margin(None, NOW) is None


FIELDS = st.sampled_from(["what", "outcome", "contact", "risk", "handler"])


@given(FIELDS, st.text(min_size=1, max_size=6))
def test_every_word_that_is_shown_counts_for_the_digest(name: str, words: str) -> None:
    changed = replace(PENDING, **{name: getattr(PENDING, name) + words})
    assert changed.digest != PENDING.digest


@given(
    st.sampled_from(Decision), st.integers(0, 4), st.integers(0, 4), st.booleans(), st.booleans()
)
def test_nothing_is_settled_that_was_not_decided_on_as_it_stands(
    decision: Decision, spoken: int, at: int, same: bool, explained: bool
) -> None:
    """Whatever comes in whatever order: an accepted item was accepted as it is now."""
    held = walk(
        explained=said(spoken) if explained else {},
        decided=decided(decision, at, "" if same else "another"),
    )
    if standing(held, PENDING) in SETTLED:
        assert same
        assert decision is not Decision.ASKED
        assert not explained or spoken <= at
