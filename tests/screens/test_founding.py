"""What the first administrator is offered to be besides."""

from __future__ import annotations

from dutyroom.screens.founding import serves_as
from tests.screens.scene import Scene
from tests.screens.staff import HEAD, THIRD, staff


def test_whoever_founds_is_offered_what_the_register_says_of_them(scene: Scene) -> None:
    """A leader who accepts it does not become a duty officer, and is not rostered as one."""
    with scene.store.read() as session:
        assert [serves_as(session, name) for name in ("", "覃小梅")] == ["officer", "officer"]
    staff(scene)
    with scene.store.read() as session:
        found = [serves_as(session, name) for name in (HEAD, THIRD, "覃小梅", "")]
    assert found == ["leader", "officer", "officer", ""]
