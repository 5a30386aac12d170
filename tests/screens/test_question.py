"""Questions: a held key answers none, and what was typed is not lost with one key."""

from __future__ import annotations

import pytest
from textual.content import Content

from dutyroom.registers.calls.detail import detail
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.question import QuestionDialog
from dutyroom.widgets.call_list import CallList
from tests.screens.driving import hold, press, ready, screen_text, shows, type_text, until
from tests.screens.scene import Scene


def needless(scene: Scene) -> bool:
    """Return whether the call is marked as not to be written up."""
    with scene.store.read() as session:
        found = detail(session, "call")
    assert found is not None
    return found.row.needless


async def test_a_held_enter_fills_in_no_question(scene: Scene) -> None:
    """It goes on by one field at most."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await until(pilot, lambda: app.screen.query_one(CallList).chosen is not None)
        await press(pilot, "x")
        await shows(pilot, "No write-up needed?")
        await hold(pilot, "enter")
        await pilot.pause()
        assert not needless(scene)


async def test_what_was_typed_into_a_question_is_not_lost_with_one_key(scene: Scene) -> None:
    """Esc asks first; held down it loses nothing. An empty question is left at once."""
    scene.shift()
    scene.past("call")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await until(pilot, lambda: app.screen.query_one(CallList).chosen is not None)
        await press(pilot, "x")
        await shows(pilot, "No write-up needed?")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        await press(pilot, "x")
        await press(pilot, "f9")
        await shows(pilot, "Reason is missing.")
        await type_text(pilot, "试线")
        assert "is missing" not in screen_text(app)  # it is there by now
        await press(pilot, "escape")
        await shows(pilot, "What you typed is not kept.", "试线")
        await press(pilot, "enter")  # on and on with Enter leads to the answer, not out of it
        assert app.focused is app.screen.query_one("#accept")
        await hold(pilot, "escape", down=True)
        await shows(pilot, "试线")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        assert not needless(scene)


async def test_a_refusal_is_in_sight_however_long_the_question_is(scene: Scene) -> None:
    """Where the list of choices fills a small screen, too; the password is typed at once."""
    scene.shift()
    app = scene.app()
    choices = tuple((f"人{number}", str(number)) for number in range(9))
    blanks = [Blank(name, "谁", "1", required=True, choices=choices) for name in ("a", "b", "c")]
    blanks.append(Blank("secret", "口令", required=True, secret=True))
    asked = Question(
        "担保",
        Content("一行\n" * 6),
        "担保",
        blanks,
        check=lambda answers: "太短" if len(answers["secret"]) < 8 else "",
        refused="口令不对。" * 20 + "末行",
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.push_screen(QuestionDialog(asked))
        await shows(pilot, "口令不对。", "末行")
        assert app.focused is app.screen.query_one("#secret")
        await type_text(pilot, "一二")
        await press(pilot, "enter")
        assert app.focused is app.screen.query_one("#accept")
        await press(pilot, "enter")  # what is refused is typed anew, and no button takes letters
        await shows(pilot, "太短")
        assert app.focused is app.screen.query_one("#secret")


@pytest.mark.slow
@pytest.mark.parametrize(("lines", "title"), [(5, True), (30, False)])
async def test_the_words_are_in_sight_and_so_is_the_first_field(
    scene: Scene, lines: int, *, title: bool
) -> None:
    """In few lines the words stay where the whole list does not fit in; many give way to it."""
    scene.shift()
    words = Content("\n".join(f"word {number}" for number in range(lines)))
    listed = Blank("one", "List", required=True, choices=[(f"c{n}", f"c{n}") for n in range(9)])
    texts = (Blank(f"text{number}", f"Text {number}") for number in range(6))
    async with scene.app().run_test(size=(80, 20)) as pilot:
        app = await ready(pilot)
        app.push_screen(doors.question(Question("Title", words, "OK", (listed, *texts))))
        await shows(pilot, "c0", "c1")
        assert ("Title" in screen_text(app)) is title
        assert f"word {lines - 1}" in screen_text(app)
