"""Whatever is asked, agreed and carried out: published versions stay, and nobody away serves."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dutyroom.errors import PlainError
from dutyroom.registers.leave.facts import Wanted
from dutyroom.registers.leave.kinds import LeaveKind
from dutyroom.registers.roster import reading as roster
from dutyroom.registers.roster.register import ROSTER
from dutyroom.registers.roster.rows import SlotRow
from dutyroom.registers.swaps.reading import open_swaps
from dutyroom.registers.swaps.register import SWAPS
from dutyroom.standard.roster.swapping import Waiver
from dutyroom.store.engine import open_store
from tests.registers.projection_kit import rows_of
from tests.registers.roster.roster_kit import FIRST, LAST
from tests.registers.swaps.swap_kit import Swapping, name, swapping

PEOPLE = [f"o{n}" for n in range(4)]
WAIVERS = st.sampled_from([None, None, Waiver("人手不足", "何敏")])


class Desk(RuleBasedStateMachine):
    """A desk at which people ask for leave and swap their December."""

    def __init__(self, template: Path, folder: Path) -> None:
        """Begin with December published."""
        super().__init__()
        self._path = Path(shutil.copyfile(template, folder / "life.db"))
        self._store = open_store(self._path)
        self.desk: Swapping = swapping(self._store)
        self.published: dict[str, Any] = {}
        self.away: list[tuple[Wanted, set[str]]] = []
        self.remember()

    def teardown(self) -> None:
        """Check that a rebuild makes the same rows, and go."""
        before = rows_of(self._store, SWAPS), rows_of(self._store, ROSTER)
        self.desk.room.access.ledger.rebuild()
        assert (rows_of(self._store, SWAPS), rows_of(self._store, ROSTER)) == before
        self._store.close()
        self._path.unlink()

    def remember(self) -> None:
        """Note every version that is published."""
        with self._store.read() as session:
            for version in roster.versions(session):
                found = roster.roster_of(session, version.id)
                assert found is not None
                assert self.published.setdefault(version.id, found) == found

    @rule(
        giver=st.sampled_from(PEOPLE), taker=st.sampled_from(PEOPLE), number=st.integers(0, 3),
        back=st.booleans(), waiver=WAIVERS,
    )  # fmt: skip
    def ask(self, giver: str, taker: str, number: int, back: bool, waiver: Waiver | None) -> None:
        """Ask to give a shift away, or to exchange two."""
        legs = [self.desk.leg(self.desk.slots(giver)[number], giver, taker)]
        if back:
            legs.append(self.desk.leg(self.desk.slots(taker)[number], taker, giver))
        try:
            self.desk.ask(*legs, waiver=waiver)
        except PlainError:
            return

    @rule(waiver=WAIVERS)
    def go_on(self, waiver: Waiver | None) -> None:
        """Take the first open swap as far as it goes."""
        with self._store.read() as session:
            rows = open_swaps(session)
        try:
            for row in rows[:1]:
                self.desk.agree(row.id, *row.waiting)
                self.desk.report(row.id)
                self.desk.carry_out(row.id, waiver=waiver)
        except PlainError:
            return

    @rule(person=st.sampled_from(PEOPLE), number=st.integers(0, 3), other=st.sampled_from(PEOPLE))
    def go_away(self, person: str, number: int, other: str) -> None:
        """Somebody is approved to be away while another serves."""
        slot = self.desk.slots(other)[number].slot
        wanted = Wanted(person, name(person), LeaveKind.SICK, slot.start, slot.end, "病", "家")
        self.desk.go_away(person, slot.start, slot.end)
        self.away.append((wanted, self.touched(wanted, self.serving())))

    @invariant()
    def published_versions_stay(self) -> None:
        """No swap changes a version in place."""
        self.remember()

    @invariant()
    def nobody_away_is_put_on_duty(self) -> None:
        """Who serves while away was on the roster already when the leave was approved."""
        serving = self.serving()
        for wanted, before in self.away:
            assert self.touched(wanted, serving) <= before

    def serving(self) -> dict[str, SlotRow]:
        """Return the slots in force by id."""
        with self._store.read() as session:
            return {row.slot.id: row for row in roster.in_force(session, FIRST, LAST).rows}

    def touched(self, wanted: Wanted, serving: dict[str, SlotRow]) -> set[str]:
        """Return the slots that somebody serves in while away."""
        return {
            slot
            for slot, row in serving.items()
            if wanted.person in row.people
            and row.slot.start < wanted.end
            and wanted.start < row.slot.end
        }


def test_a_life_of_swaps(store_template: Path, tmp_path: Path) -> None:
    class Here(Desk):
        """A desk in a database of its own."""

        def __init__(self) -> None:
            super().__init__(store_template, tmp_path)

    run_state_machine_as_test(
        Here, settings=settings(max_examples=4, stateful_step_count=8, deadline=None)
    )
