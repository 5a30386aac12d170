"""Officers and leaders for the tests of screens."""

from __future__ import annotations

from dutyroom.registers.people import facts
from dutyroom.store.facts import Place
from tests.screens.scene import Scene

HEAD, DEPUTY, FIRST, SECOND, THIRD = "韦振华", "曾国强", "黄丽", "陆建平", "单晓明"
PLACE = Place("unit")


def staff(scene: Scene) -> dict[str, str]:
    """Put two leaders and three officers into the register; return their ids by name."""
    known = {
        HEAD: "leader、head-of-unit",
        DEPUTY: "leader",
        FIRST: "officer",
        SECOND: "officer",
        THIRD: "officer",
    }
    made = {}
    for number, (name, roles) in enumerate(known.items()):
        fields = {
            "name": name,
            "roles": roles,
            "post_kind": "civil-servant",
            "position": "科员",
            "mobile": f"1380000000{number}",
        }
        fact = facts.added(f"p{number}", scene.clock.now(), PLACE, actor="test", fields=fields)
        scene.record(fact)
        made[name] = fact.subject
    return made
