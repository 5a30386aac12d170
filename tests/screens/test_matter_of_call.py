"""What a matter that is made from a call takes over from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.registers.calls import detail as call_detail
from dutyroom.registers.calls import facts as call_facts
from dutyroom.registers.matters import acting, facts
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.kinds import Channel
from dutyroom.screens.matter_forms import opening, ordering
from dutyroom.screens.matter_making import prefilled, receiver
from tests.screens.scene import LINE, NOW, Scene
from tests.screens.test_matters import ZHANG, access, every


def test_a_matter_of_a_call_has_its_time_and_the_leaders_instruction(scene: Scene) -> None:
    """The words and when they came stand in its form; who gave them is to be said."""
    scene.past("c1", number="057188886666")
    scene.clock.advance(2 * 3600)
    now = scene.clock.now()
    fields = {"called_at": "now", "content": "东风路塌陷", "instruction": "立即封路。"}
    scene.record(call_facts.written_up("c1", NOW, LINE, actor="张三", fields=fields))
    with scene.store.read() as session:
        found = call_detail.detail(session, "c1")
    assert found is not None
    came = found.row.started_at
    form = opening(ZHANG, scene.clock, prefilled(found, None), call="c1", came_at=came)
    assert {"given_by", "channel", "received", "words"} <= {entry.name for entry in form.entries}
    missing = [entry.name for entry in form.entries if entry.missing(form.start)]
    assert missing == ["given_by"]
    assert not form.check(form.start)
    with pytest.raises(MatterRefused, match="who gave"):
        form.act(access(scene), form.start)
    assert not every(scene)
    form.act(access(scene), {**form.start, "given_by": "曾国强"})
    (made,) = every(scene)
    (order,) = made.instructions
    assert (order.given_by, order.words, order.channel) == ("曾国强", "立即封路。", Channel.PHONE)
    assert order.received_at == came.replace(second=0, microsecond=0)
    assert (made.row.opened_at, made.row.touched_at, made.row.unsettled) == (came, now, 1)
    acting.note(access(scene), made.row.id, facts.Note("已封路"), by=ZHANG)
    scene.ledger.rebuild()
    assert every(scene)[0].row.opened_at == came


def test_who_took_the_call_stays_the_first_receiver_of_what_it_led_to(scene: Scene) -> None:
    """Whoever makes the matter of it handles it; a call that nobody took is theirs (article 14)."""
    for call in ("c1", "c2"):
        scene.past(call, number="057188886666")
    scene.record(call_facts.taken("c1", NOW, LINE, actor="李四"))
    for call in ("c1", "c2"):
        with scene.store.read() as session:
            found = call_detail.detail(session, call)
            first = receiver(session, found, ZHANG)
        form = opening(ZHANG, scene.clock, {}, call=call, taken_by=first)
        assert form.head is not None
        assert first.name in form.head.plain
        form.act(access(scene), {**form.start, "content": "东风路塌陷"})
    scene.ledger.rebuild()
    made = {each.row.call: each.row for each in every(scene)}
    assert (made["c1"].first_receiver, made["c1"].handler) == ("李四", "张三")
    assert (made["c2"].first_receiver, made["c2"].handler) == ("张三", "张三")


def test_an_instruction_that_came_while_its_form_lay_open_is_of_today(scene: Scene) -> None:
    """Counted from when the form was opened, 10:50 at 10:55 would be yesterday's, or to come."""
    matter = acting.open_matter(access(scene), facts.Opening("东风路塌陷"), by=ZHANG)
    (made,) = every(scene)
    form = ordering(made.row, ZHANG, scene.clock)
    assert form.start["received"] == "11-23 10:30"
    scene.clock.advance(25 * 60)
    heard = scene.clock.now() - timedelta(minutes=5)
    for typed in ("10:50", "11-23 10:50"):
        values = {**form.start, "given_by": "曾国强", "words": "封路", "received": typed}
        assert not form.check(values)
        form.act(access(scene), values)
    (again,) = every(scene)
    assert again.row.id == matter
    assert {each.received_at for each in again.instructions} == {heard.replace(second=0)}
