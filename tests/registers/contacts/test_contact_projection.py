"""The projector of the address book: total, and true to the facts."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.contacts import facts, reading
from dutyroom.registers.contacts.book import Contact, Kind
from dutyroom.registers.contacts.register import CONTACTS
from dutyroom.registers.contacts.who import who
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, JsonValue, Place
from tests.registers.contacts.demo_book import NOW
from tests.thorough import examples

PLACE = Place("yunling")
JSON: st.SearchStrategy[JsonValue] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just([]), st.just("person")
)
FACTS = st.builds(
    Fact,
    kind=st.sampled_from(
        [facts.ADDED, facts.CHANGED, facts.RETIRED, facts.RESTORED, "contacts.unheard_of"]
    ),
    subject=st.sampled_from(["a", "b", ""]),
    occurred_at=st.just(NOW),
    place=st.just(PLACE),
    body=st.dictionaries(st.sampled_from(["kind", "unit", "area_code"]), JSON),
    texts=st.dictionaries(
        st.sampled_from(["name", "mobile", "initials", "old.name", "x"]), st.text(max_size=12)
    ),
    id=st.uuids(),
)


def test_a_retired_contact_is_kept_but_no_number_leads_to_it(store: Store, ledger: Ledger) -> None:
    fields = {"name": "张三", "mobile": "13800001111"}
    ledger.record(
        facts.added("a", NOW, PLACE, actor="李建国", kind=Kind.PERSON, fields=fields),
        facts.retired("a", NOW, PLACE, actor="李建国", why="调离"),
        facts.changed("a", NOW, PLACE, actor="x", old=fields, new={"mobile": "13900002222"}),
    )
    with store.read() as session:
        assert who(session, "13800001111") is None
        assert who(session, "13900002222") is None
        assert reading.everything(session) == []
        contact = reading.get(session, "a")
    assert contact is not None
    assert contact.name == "张三"


def test_an_emptied_field_takes_its_numbers_away(store: Store, ledger: Ledger) -> None:
    fields = {"name": "张三", "mobile": "13800001111", "office": "0480-2990001"}
    ledger.record(
        facts.added("a", NOW, PLACE, actor="x", kind=Kind.PERSON, fields=fields),
        facts.changed("a", NOW, PLACE, actor="x", old=fields, new={"mobile": "", "name": "张山"}),
    )
    with store.read() as session:
        (contact,) = reading.search(session, "zs")
        assert who(session, "13800001111") is None
    assert [number.label for number in contact.numbers] == ["office"]
    assert contact.name == "张山"


@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(FACTS, max_size=6))
def test_no_sequence_of_facts_fails_and_a_rebuild_gives_the_same(
    store: Store, some: list[Fact]
) -> None:
    ledger = Ledger(store, FrozenClock(NOW), (CONTACTS,))
    ledger.record(*some)
    before = everything(store)
    ledger.rebuild()
    assert everything(store) == before


def everything(store: Store) -> list[Contact]:
    """Return every contact, the retired ones too."""
    with store.read() as session:
        return reading.by_ids(session, ["a", "b", ""])
