"""Leave on a screen's desk, for the tests."""

from __future__ import annotations

from datetime import timedelta

from dutyroom.registers.leave import facts
from dutyroom.registers.leave.kinds import LeaveKind
from tests.screens.scene import NOW, Scene
from tests.screens.staff import FIRST, PLACE


def apply_for(scene: Scene, person: str, text: str = "") -> None:
    """Have an officer apply for leave."""
    day = timedelta(days=1)
    asked = facts.Wanted(
        person,
        text or FIRST,
        LeaveKind.TRIP,
        NOW + day,
        NOW + 2 * day,
        text or "开会",
        text or "桂林",
    )
    scene.record(facts.applied("leave-1", NOW, PLACE, actor="黄丽", wanted=asked))
