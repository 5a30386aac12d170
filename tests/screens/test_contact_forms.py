"""What the forms of the address book begin with, and what they make."""

from __future__ import annotations

from dutyroom.registers.calls import detail as call_detail
from dutyroom.registers.calls import facts as call_facts
from dutyroom.registers.contacts import reading
from dutyroom.registers.contacts.known import unit_names
from dutyroom.registers.contacts.typist import Typist
from dutyroom.screens.contact_forms import adding, changing_of, of_call
from tests.screens.scene import LINE, NOW, Scene
from tests.screens.test_matters import access

BY = Typist("张三", "0571")


def test_whose_number_a_call_came_from_is_in_the_form_as_it_was_written_up(scene: Scene) -> None:
    """A mobile is one; where it comes from is said; the number leads to them at once."""
    fields = {"caller_unit": "清河镇人民政府", "caller_name": "孙八", "caller_post": "主任"}
    for call, number in (("c1", "13900005555"), ("c2", "057188886666")):
        scene.past(call, number=number)
        scene.record(call_facts.written_up(call, NOW, LINE, actor="张三", fields=fields))
        with scene.store.read() as session:
            found = call_detail.detail(session, call)
        assert found is not None
        form = adding(BY, [], of_call(found))
        assert not [entry.name for entry in form.entries if entry.missing(form.start)]
        made = form.act(access(scene), form.start)
    with scene.store.read() as session:
        held = reading.get(session, made)
    assert held is not None
    assert held.label() == "清河镇人民政府 孙八 主任"
    assert (held.fields["mobile"], held.fields["office"]) == ("13900005555", "057188886666")
    assert held.fields["source"].endswith("2026-00002")
    with scene.store.read() as session:
        form = changing_of(held, BY, unit_names(session))
    (unit,) = (entry for entry in form.entries if entry.name == "unit")
    assert unit.known == ["清河镇人民政府"]
    form.act(access(scene), {**form.start, "post": ""})
    with scene.store.read() as session:
        assert [each.post for each in reading.search(session, "孙八")] == [""]
