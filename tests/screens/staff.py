"""Officers and leaders for the tests of screens."""

from __future__ import annotations

from dutyroom.registers.accounts import administration, opening
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.people import facts
from dutyroom.registers.people import reading as people
from dutyroom.store.facts import Place
from tests.registers.accounts.account_kit import ADMIN_PASSWORD, FIRST_PASSWORD, PASSWORD, door
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


def give_account(scene: Scene, person: str, role: AccountRole = AccountRole.LEADER) -> None:
    """Give somebody an account with the usual password."""
    access = door(scene.store, scene.clock)
    administration.found(access, {"name": "管理员"}, ADMIN_PASSWORD)
    with scene.store.read() as session:
        admin = people.named(session, "管理员")[0]
    admins = opening.open_session(access, admin.id, ADMIN_PASSWORD).id
    administration.open_account(access, admins, person, {role}, FIRST_PASSWORD)
    own = opening.open_session(access, person, FIRST_PASSWORD).id
    opening.change_password(access, own, FIRST_PASSWORD, PASSWORD)
