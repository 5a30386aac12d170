"""Search finds exactly what a plain look through all texts finds, whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.store import ddl
from dutyroom.store.engine import Store
from dutyroom.store.search import SearchIndex
from dutyroom.store.session import Session
from dutyroom.store.words import folded, looked_for
from tests.thorough import examples

Search = tuple[SearchIndex, Session]

CHINESE = st.text("停电水管爆裂着火三号楼龘〇々𠮷𫠠\U00031350\ue000，。 ", max_size=12)
MIXED = st.text("电话楼着12aB３Ｂ", max_size=10)
rule = settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def fill(search: Search, texts: list[str]) -> None:
    """Put texts in as the only rows, numbered from 1."""
    index, session = search
    index.clear(session)
    for rowid, text in enumerate(texts, 1):
        index.put(session, rowid, text)


@rule
@given(texts=st.lists(CHINESE, max_size=8), typed=CHINESE)
def test_chinese_is_found_like_a_substring(search: Search, texts: list[str], typed: str) -> None:
    """Each part between spaces and punctuation must stand in the text."""
    fill(search, texts)
    parts = [part for part in typed.replace("，", " ").replace("。", " ").split() if part]
    expected = [rowid for rowid, text in enumerate(texts, 1) if all(part in text for part in parts)]
    found = search[0].match(search[1], typed)
    assert found == (expected[::-1] if parts else [])


@pytest.mark.parametrize("typed", "燃气泄漏")
def test_each_character_of_a_text_is_found(search: Search, typed: str) -> None:
    """The first, which begins a pair, as well as the last, which begins none."""
    fill(search, ["燃气泄漏"])
    assert search[0].match(search[1], typed) == [1]


@pytest.mark.parametrize(
    ("text", "typed"), [("水停水", "停水停"), ("ab着火", "着火ab"), ("着火 ab", "火着")]
)
def test_the_same_pairs_in_another_order_are_another_text(
    search: Search, text: str, typed: str
) -> None:
    """What was typed must stand in the text as it was typed."""
    fill(search, [text])
    assert search[0].match(search[1], typed) == []
    assert search[0].match(search[1], text) == [1]


def _stands_in(part: str, text: str) -> bool:
    """Look for a part that begins where a word begins."""
    at = text.find(part)
    while at >= 0:
        before, first = text[at - 1 : at] if at else "", part[0]
        if not (before.isascii() and before.isalnum() and first.isascii()):
            return True
        at = text.find(part, at + 1)
    return False


@rule
@given(texts=st.lists(MIXED, max_size=8), typed=MIXED.filter(bool))
def test_words_and_numbers_are_found_by_their_beginning(
    search: Search, texts: list[str], typed: str
) -> None:
    """Width and case do not matter; the middle of a number is found by other means."""
    fill(search, texts)
    wanted = folded(typed)
    expected = [rowid for rowid, text in enumerate(texts, 1) if _stands_in(wanted, folded(text))]
    assert search[0].match(search[1], typed) == expected[::-1]


@rule
@given(typed=st.text(max_size=200))
def test_anything_can_be_typed(search: Search, typed: str) -> None:
    """Quotes, operators, NULs and half characters are text like any other."""
    fill(search, ["停电"])
    assert search[0].match(search[1], typed) in ([], [1])


@pytest.mark.parametrize(
    "typed", ['"', "a* OR b", "NEAR(a b)", "words:停", "^停", "-停", "'", "\x00"]
)
def test_the_query_language_is_not_reachable(search: Search, typed: str) -> None:
    """FTS5's own operators mean nothing to the user."""
    fill(search, ["x"])
    assert search[0].match(search[1], typed) == []


@rule
@given(texts=st.lists(CHINESE | MIXED, min_size=1, max_size=6), typed=CHINESE)
def test_a_removed_row_is_found_no_more(search: Search, texts: list[str], typed: str) -> None:
    """The others stay; nothing of the removed one is left after scrubbing."""
    index, session = search
    fill(search, texts)
    expected = [rowid for rowid in index.match(session, typed) if rowid != 1]
    index.remove(session, 1, texts[0])
    assert index.match(session, typed) == expected
    while not index.scrub(session):
        pass
    assert index.match(session, typed) == expected


def test_pages_follow_each_other(search: Search) -> None:
    """Newest first, by the number of the last row."""
    fill(search, ["停电"] * 7)
    index, session = search
    assert index.match(session, "停电", limit=3) == [7, 6, 5]
    assert index.match(session, "停", limit=3, before=5) == [4, 3, 2]
    assert index.match(session, "停电", limit=3, before=2) == [1]


@pytest.mark.parametrize("typed", ["no", "３", "3号楼", "STRASSE", "kg", "ＫＧ", "ⅳ", "iv"])
def test_width_case_and_ligatures_do_not_matter(search: Search, typed: str) -> None:
    """On either side."""
    fill(search, ["Ｎｏ．　３号楼 Straße ㎏ Ⅳ"])
    assert search[0].match(search[1], typed) == [1]


def test_a_number_is_found_while_it_is_typed(search: Search) -> None:
    """From the first digit to the last, alone and behind Chinese."""
    fill(search, ["来电13857101234", "来电 057187654321"])
    index, session = search
    number = "13857101234"
    assert all(index.match(session, number[:size]) == [1] for size in range(1, 12))
    assert all(index.match(session, f"来电{number[:size]}") == [1] for size in range(1, 12))
    assert index.match(session, "3857") == []


@rule
@given(texts=st.lists(CHINESE | MIXED, max_size=8), typed=CHINESE | MIXED)
def test_a_few_texts_can_be_looked_through_without_the_index(
    search: Search, texts: list[str], typed: str
) -> None:
    """What the pattern finds, the index finds; it may join runs that stand apart."""
    fill(search, texts)
    pattern = looked_for(typed)
    found = [
        rowid
        for rowid, text in enumerate(texts, 1)
        if pattern is not None and pattern.match(folded(text))
    ]
    assert set(found) <= set(search[0].match(search[1], typed))


def _parts(session: Session) -> int:
    """Return of how many parts the index consists, each put in by a commit or merged of some."""
    counted = "SELECT count(DISTINCT segid) FROM note_search_idx"
    return int(session.connection().exec_driver_sql(counted).scalar_one())


def test_no_commit_merges_what_earlier_ones_put_in(store: Store) -> None:
    """One in 64 would take 30 ms longer in a long log; `tidy` does it, a little at a time."""
    index, commits = SearchIndex("note_search"), 12
    with store.write() as session:
        ddl.create_search_table(session.connection(), "note_search")
    for commit in range(1, commits + 1):
        texts = " ".join(f"{commit}x{number:05d}" for number in range(5000))
        with store.write() as session:
            index.put(session, commit, texts)
            assert _parts(session) == commit - 1
    steps = 1
    with store.write() as session:
        while not index.tidy(session):
            steps += 1
        assert _parts(session) == 1
        assert index.match(session, "7x04999") == [7]
    assert steps > 1
