"""A relief is one transaction: shifts, sessions and what other registers record with it."""

from __future__ import annotations

import pytest

from dutyroom.errors import PlainError
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.errors import WrongSecret
from dutyroom.registers.shifts import signing
from dutyroom.registers.shifts.signing import Relief
from dutyroom.store import journal
from dutyroom.store.facts import Fact
from tests.registers.accounts.account_kit import PASSWORD, Desk
from tests.registers.shifts.shift_kit import asking, current, officer_of, sign_on


def _journalled(desk: Desk) -> list[str]:
    """Return the kind of every fact there is."""
    with desk.access.store.read() as session:
        return [entry.fact.kind for entry in journal.entries(session)]


def test_what_goes_with_a_relief_is_recorded_with_it(desk: Desk) -> None:
    other, seen = officer_of(desk, "单明"), list[Relief]()
    first = sign_on(desk, desk.officer)

    def also(relief: Relief) -> list[Fact]:
        seen.append(relief)
        return [Fact("handover.signed", relief.shift, relief.at, desk.access.place, "单明")]

    signed = signing.sign_on(
        desk.access, asking(desk, other), password=PASSWORD, outgoing_password=PASSWORD, also=also
    )
    (relief,) = seen
    assert relief.outgoing is not None
    assert (relief.outgoing.id, relief.shift) == (first.shift, signed.shift)
    assert (relief.officer.id, relief.officer.name) == (other.id, "单明")
    assert _journalled(desk)[-1] == "handover.signed"


def test_what_cannot_go_with_it_leaves_everything_as_it_was(desk: Desk) -> None:
    other = officer_of(desk, "单明")
    first = sign_on(desk, desk.officer)
    before = _journalled(desk)

    def also(relief: Relief) -> list[Fact]:
        raise PlainError(f"not accepted: {relief.officer.name}")

    with pytest.raises(PlainError, match="not accepted"):
        signing.sign_on(
            desk.access, asking(desk, other), password=PASSWORD, outgoing_password=PASSWORD,
            also=also,
        )  # fmt: skip
    row = current(desk)
    assert row is not None
    assert row.id == first.shift
    assert _journalled(desk) == before


def test_a_relief_is_written_in_one_piece(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that dies in the middle leaves neither half of it: no session, no shift."""
    other = officer_of(desk, "单明")
    sign_on(desk, desk.officer)
    before = _journalled(desk)

    def dies(session: object, fact: Fact, at: object) -> None:
        if fact.kind == "session.opened":
            raise KeyboardInterrupt
        append(session, fact, at)  # type: ignore[arg-type] # passed on as it came

    append = journal.append
    monkeypatch.setattr(journal, "append", dies)
    with pytest.raises(KeyboardInterrupt):
        signing.sign_on(
            desk.access, asking(desk, other), password=PASSWORD, outgoing_password=PASSWORD
        )
    monkeypatch.undo()
    assert _journalled(desk) == before


def test_whose_password_is_wrong_is_said(desk: Desk) -> None:
    other = officer_of(desk, "单明")
    sign_on(desk, desk.officer)
    for own, outgoing, name in (
        ("wrong-one-1", PASSWORD, "单明"),
        (PASSWORD, "x-wrong-1", "覃小梅"),
    ):
        with pytest.raises(WrongSecret, match=name):
            signing.sign_on(
                desk.access, asking(desk, other), password=own, outgoing_password=outgoing
            )


def test_whoever_is_relieved_has_no_session_left(desk: Desk) -> None:
    sign_on(desk, desk.officer)
    signed = sign_on(desk, officer_of(desk, "单明"))
    with desk.access.store.read() as session:
        open_ones = [each for each in accounts.open_sessions(session) if each.person]
    assert desk.officer.id not in {each.person for each in open_ones}
    assert signed.session.id in {each.id for each in open_ones}
