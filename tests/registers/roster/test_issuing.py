"""Who may publish and submit a roster, and the way through for whoever may not."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dutyroom.cli.main import main
from dutyroom.config import Calendar, Unit
from dutyroom.documents.roster_sheet import as_text
from dutyroom.documents.roster_table import read_wall
from dutyroom.registers.accounts import opening
from dutyroom.registers.notes import register as notes
from dutyroom.registers.roster import reading
from dutyroom.registers.roster.drafting import RosterRefused
from dutyroom.registers.roster.issuing import KIND, Issuer, lacking
from dutyroom.registers.submissions import acts
from dutyroom.registers.submissions.acts import Desk, SubmissionRefused
from dutyroom.registers.submissions.facts import Sending, Way
from dutyroom.registers.submissions.occasions import occasions
from dutyroom.store.engine import Store
from tests.registers.accounts import account_kit
from tests.registers.accounts.account_kit import PASSWORD
from tests.registers.roster.roster_kit import put, room

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
WORD = ("曾国强", "夜间急需")


def test_a_roster_is_issued_by_role_or_on_the_word_of_somebody(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That stands on the wall, also once a newer version follows, and in the list for programs."""
    made = room(store)
    made.go_to(datetime(2026, 9, 24, 2, tzinfo=UTC))
    with store.read() as session:
        assert lacking(session, "") == ""  # a desk without accounts: names are typed
    staff = account_kit.desk(store, made.clock, "unit")
    officer, admin = staff.officer_session(), staff.admin_session()
    leader = opening.open_session(staff.access, staff.leader.id, PASSWORD).id
    with store.read() as session:
        assert [lacking(session, sitting) for sitting in (admin, leader)] == ["", ""]
        assert "Nobody has signed in" in lacking(session, "")
        assert "覃小梅 is none of these" in lacking(session, officer)
    roster = made.filled(FIRST, LAST)
    with pytest.raises(RosterRefused, match="Say on whose word"):
        made.publish(roster, issuer=Issuer(officer, WORD[0]))
    with store.read() as session:
        assert reading.versions(session) == []
    version = made.publish(roster, issuer=Issuer(officer, *WORD))
    with store.read() as session:
        waived = [each for each in reading.waivers(session, version.id) if each.kind == KIND]
    said = "on the word of 曾国强: 夜间急需"
    assert [each.reason for each in waived] == [said]
    assert f"Issued by 覃小梅 on 2026-09-24 ({said})" in _wall(store)
    made.go_to(datetime(2026, 9, 25, 2, tzinfo=UTC))
    half, night = made.filled(date(2026, 10, 16), LAST), "2026-10-20/night"
    made.publish(put(half, night, "o5" if "o6" in roster.people_in(night) else "o6"), "换人")
    assert f"2026-10-01 to 2026-10-31: version 1 ({said})" in _wall(store)
    days = ("--from", FIRST.isoformat(), "--json")
    assert main(["--home", str(tmp_path), "--lang", "en", "roster", "versions", *days]) == 0
    words = [each["on_word"] for each in json.loads(capsys.readouterr().out)]
    assert words == ["", said]


def _wall(store: Store) -> str:
    """Return the roster as plain text."""
    with store.read() as session:
        now = datetime(2026, 9, 25, 3, tzinfo=UTC)
        return as_text(read_wall(session, FIRST, LAST, unit=Unit(), printed_at=now))


def test_so_is_a_submission_and_the_next_shift_is_told(store: Store) -> None:
    made = room(store)
    made.go_to(datetime(2026, 9, 24, 2, tzinfo=UTC))
    made.publish(made.filled(FIRST, LAST))
    staff = account_kit.desk(store, made.clock, "unit")
    officer, now = staff.officer_session(), made.clock.now()
    with store.read() as session:
        found = next(one for one in occasions(session, now, Calendar()) if one.first == FIRST)
    sending = Sending(now, Way.FAX, "市值班室")
    for word in ((), WORD):
        desk = Desk(made.access, "覃小梅", Calendar(), Issuer(officer, *word))
        if not word:
            with pytest.raises(SubmissionRefused, match="Say on whose word"):
                acts.submit(desk, found.id, sending)
        else:
            acts.submit(desk, found.id, sending)
    with store.read() as session:
        (note,) = notes.in_force(session)
    assert "on the word of 曾国强: 夜间急需" in note.text
