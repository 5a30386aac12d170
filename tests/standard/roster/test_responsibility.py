"""Who is responsible, as it stood then."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from dutyroom.standard.roster.responsibility import Responsible, snapshot
from tests.standard.roster.scenes import FIRST_DAYS, at

NOW = at(FIRST_DAYS[1], 9)
HEAD = Responsible("p1", "王区长", "区长", "1")
LEADER = Responsible("p2", "李副区长", "副区长", "2")
ROOM = Responsible("p3", "赵主任", "总值班室主任", "3")
OFFICER = Responsible("p4", "张三", "科员", "4")


def test_first_main_and_direct() -> None:
    taken = snapshot(
        "shift-1", NOW, 3, head_of_unit=HEAD, leader=LEADER, head_of_room=ROOM,
        officers=[OFFICER, ROOM],
    )  # fmt: skip
    assert (taken.first, taken.main) == (HEAD, LEADER)
    assert taken.direct == (ROOM, OFFICER)
    assert taken.missing == ()
    assert json.loads(json.dumps(taken.plain()))["direct"][1]["name"] == "张三"


def test_whoever_is_not_known_is_named_as_missing() -> None:
    taken = snapshot(
        "incident-1", NOW, 0, head_of_unit=None, leader=None, head_of_room=None, officers=[]
    )
    assert taken.missing == ("first", "main", "head_of_room", "officers")
    assert taken.direct == ()


def test_its_time_is_aware() -> None:
    with pytest.raises(ValueError, match="aware"):
        snapshot(
            "s", datetime(2026, 3, 4), 1,  # noqa: DTZ001 - the naive time is what is refused
            head_of_unit=HEAD, leader=LEADER, head_of_room=ROOM, officers=[],
        )  # fmt: skip
