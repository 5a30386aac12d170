"""Whatever is given and taken back, the roster admits exactly what stands, day by day."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.admissions import acts, reading
from dutyroom.registers.admissions.errors import AdmissionRefused
from dutyroom.registers.admissions.facts import Admission
from dutyroom.registers.admissions.register import ADMISSIONS
from dutyroom.registers.people import facts as people
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.store.engine import open_store
from tests.registers.projection_kit import rows_of
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import NOW, PLANNING
from tests.thorough import examples

BASE = date(2026, 11, 21)
WHO = st.sampled_from(["o1", "o2"])
RULES = st.sampled_from([RefusalKind.POST, RefusalKind.TRAINING])
WORD = Assent("曾国强", "l0", Channel.PHONE, "覃小梅")


class Admissions(RuleBasedStateMachine):
    """Two contract officers, admitted and taken back."""

    template: Path
    folder: Path

    def __init__(self) -> None:
        """Begin with nobody admitted."""
        super().__init__()
        self._path = Path(shutil.copyfile(self.template, self.folder / "admissions.db"))
        self._store = open_store(self._path)
        self.room = roster_kit.room(self._store)
        new = {"post_kind": "other", "trained_until": "2026-01-01"}
        for who in ("o1", "o2"):
            person, place = self.room.person(who), self.room.access.place
            fact = people.changed(person, NOW, place, actor="x", new=new, why="核对")
            self.room.access.ledger.record(fact)
        self.held: dict[tuple[str, date, RefusalKind], str] = {}

    def teardown(self) -> None:
        """Check that a rebuild makes the same rows, and go."""
        before = rows_of(self._store, ADMISSIONS)
        self.room.access.ledger.rebuild()
        assert rows_of(self._store, ADMISSIONS) == before
        self._store.close()
        self._path.unlink()

    @rule(who=WHO, start=st.integers(0, 8), more=st.integers(0, 5), rules=st.frozensets(RULES))
    def admit(self, who: str, start: int, more: int, rules: frozenset[RefusalKind]) -> None:
        """Admit somebody, which is refused where one day of one rule is admitted already."""
        days = [BASE + timedelta(days=start + n) for n in range(more + 1)]
        keys = {(who, day, each) for day in days for each in rules}
        wanted = Admission(who, who, rules, days[0], days[-1], "缺员")
        try:
            made = acts.admit(self.room.access, wanted, PLANNING, assent=WORD, actor="x")
        except AdmissionRefused:
            assert not rules or keys & set(self.held)
            return
        assert rules
        assert not keys & set(self.held)
        self.held |= dict.fromkeys(keys, made)

    @rule(number=st.integers(0, 20))
    def take_back(self, number: int) -> None:
        """Take one back."""
        if not self.held:
            return
        known = sorted(set(self.held.values()))
        gone = known[number % len(known)]
        acts.take_back(self.room.access, gone, "调整", PLANNING, assent=WORD, actor="x")
        self.held = {key: each for key, each in self.held.items() if each != gone}

    @invariant()
    def the_roster_admits_what_stands(self) -> None:
        """What is coming is admitted exactly where an admission stands."""
        soon = self.room.clock.now() + timedelta(seconds=1)
        with self._store.read() as session:
            for who in ("o1", "o2"):
                for day in (BASE + timedelta(days=n) for n in range(-1, 16)):
                    stands = {each for one, at, each in self.held if (one, at) == (who, day)}
                    found = reading.admitted(session, who, day, soon)
                    assert {each.kind for each in found} == stands


def test_a_life_of_admissions(store_template: Path, tmp_path: Path) -> None:
    class Here(Admissions):
        """A register in a database of its own."""

        template, folder = store_template, tmp_path

    run_state_machine_as_test(
        Here, settings=settings(max_examples=examples(16), stateful_step_count=10, deadline=None)
    )
