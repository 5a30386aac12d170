"""Ask, do it, and where that is refused ask again with the reason."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.i18n import _
from dutyroom.registers.accounts.errors import MustChange
from dutyroom.screens import doors
from dutyroom.screens.asking import Question
from dutyroom.screens.setting_aside import all_the_same

Done = TypeVar("Done")
Answers = Mapping[str, str]
SetAside = Callable[[App[Any], DeskError], Awaitable[Answers | None]]
"""Asks for what sets a refusal aside; None: nothing does, or nobody wants to."""

SHORTEST: Final = 8
"""Characters of a password, to be told before it is typed."""


async def reasons_against(app: App[Any], refused: DeskError) -> Answers | None:
    """Ask for the reason that sets each thing aside that stands against something.

    Args:
        app: The app; must run in a worker.
        refused: Why it was not done.

    Returns:
        The reasons, by code; None: none helps, or none is given.
    """
    question = all_the_same(refused.__cause__)
    return await app.push_screen_wait(doors.question(question)) if question is not None else None


async def ask_and_do(
    app: App[Any],
    question: Question,
    act: Callable[[Registers, Answers], Done],
    set_aside: SetAside = reasons_against,
) -> Done | None:
    """Ask, and do what was asked for in the writing thread; a refusal is shown, and asked anew.

    Whoever signs by a password that somebody else gave out chooses one of their own at once.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        question: What is asked; what was typed, secrets apart, stands there again.
        act: Does it; may raise a `PlainError`, which is the refusal.
        set_aside: Asks for what sets a refusal aside; `act` is given it beside the answers. By
            default one reason for each thing that stands against it, by its code.

    Returns:
        What was done; None: nothing, because nobody wanted to go on.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    asked, given = question, dict[str, str]()
    while (answers := await app.push_screen_wait(doors.question(asked))) is not None:
        kept = set_aside is reasons_against and _same(question, given, answers)
        given = {**given, **answers} if kept else dict(answers)
        while True:
            try:
                done = await host.desk.write(lambda registers: act(registers, given))  # noqa: B023 - awaited here
            except DeskError as error:
                reasons = await set_aside(app, error)
                if reasons is None:
                    asked = asked_again(question, given, await _told(app, error))
                    break
                given |= reasons
            else:
                host.look_again()
                return done
    return None


def _same(question: Question, before: Answers, answers: Answers) -> bool:
    """Tell whether the same is asked for as before, secrets apart: then its reasons hold, too."""
    return all(
        before.get(blank.name) == answers[blank.name]
        for blank in question.blanks
        if not blank.secret
    )


async def _told(app: App[Any], refused: DeskError) -> str:
    """Return what is told of a refusal, once whoever has to has chosen another password."""
    cause = refused.__cause__
    if isinstance(cause, MustChange) and await doors.own_password(app, cause.person, cause.name):
        return _("Sign with the new password.")
    return str(refused)


def asked_again(question: Question, given: Answers, refused: str) -> Question:
    """Return a question with what was typed, secrets apart, and why that was refused.

    Args:
        question: As it was asked first.
        given: What was answered.
        refused: Why that cannot be.
    """
    blanks = tuple(
        blank if blank.secret else replace(blank, value=given[blank.name])
        for blank in question.blanks
    )
    return replace(question, blanks=blanks, refused=refused)


def twice_wrong(answers: Answers) -> str:
    """Return why a new password cannot be used as it was typed; empty if it can."""
    if answers["new"] != answers["again"]:
        return _("The two new passwords differ.")
    return ""
