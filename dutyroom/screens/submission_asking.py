"""What is asked about a submission, and what the answers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from textual.content import Content

from dutyroom.clock import Clock
from dutyroom.i18n import _
from dutyroom.registers.submissions.facts import Sending, Way
from dutyroom.screens.asking import Blank, Question
from dutyroom.standard.typed_times import typed_moment
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

_LONGEST = 100


def about_sending(title: str, words: Content, clock: Clock, to: str) -> Question:
    """Return the question how something was sent.

    Args:
        title: What was sent.
        words: What stands above the fields; foreign text in it has passed `shown`.
        clock: Its time stands there at first, and no later one is taken when it is answered.
        to: Who was told the last time.
    """
    ways = tuple((way.label, way.value) for way in Way)
    return Question(
        title,
        words,
        _("Record"),
        (
            Blank("way", _("How"), Way.NETWORK.value, required=True, choices=ways),
            Blank("at", _("Time"), minute(clock.now()), required=True, longest=20),
            Blank("to", _("To whom"), to, required=True, longest=_LONGEST),
            Blank("receipt", _("Receipt number"), longest=_LONGEST),
            Blank("received_by", _("Received by"), longest=_LONGEST),
        ),
        check=_checked(clock),
    )


def in_spite(question: Question, missing: str) -> Question:
    """Return a question that asks, too, why an incomplete roster is submitted all the same.

    Args:
        question: How the roster was sent.
        missing: Who is missing in it.
    """
    words = _("The roster is incomplete: {missing}.").format(missing=missing)
    body = Content.assemble(question.body, "\n", shown(words, limit=400).stylize("bold $error"))
    why = Blank("in_spite", _("Submitted all the same because"), required=True)
    return replace(question, body=body, blanks=(*question.blanks, why))


def _checked(clock: Clock) -> Callable[[Mapping[str, str]], str]:
    """Return what says why an answer cannot be kept."""

    def wrong(answer: Mapping[str, str]) -> str:
        now = clock.now()
        at = typed_moment(answer["at"], now)
        if at is None:
            return _("A time is written as 2026-11-27 08:30 or 11-27 8:30.")
        late = at.replace(second=0, microsecond=0) > now
        return _("The time lies in the future. Nothing was noted.") if late else ""

    return wrong


def sending_of(answer: Mapping[str, str], now: datetime) -> Sending:
    """Return how something was sent; a time typed to the minute of now is now.

    Args:
        answer: What was answered.
        now: The time.
    """
    at = typed_moment(answer["at"], now) or now
    same = minute(at) == minute(now)
    way = Way(answer["way"])
    return Sending(now if same else at, way, answer["to"], answer["receipt"], answer["received_by"])


def about_receipt(words: Content) -> Question:
    """Return the question which receipt came."""
    return Question(
        _("Note the receipt"),
        words,
        _("Record"),
        (
            Blank("receipt", _("Receipt number"), longest=_LONGEST),
            Blank("received_by", _("Received by"), longest=_LONGEST),
        ),
        check=_nothing,
    )


def _nothing(answer: Mapping[str, str]) -> str:
    """Return that nothing was said of a receipt."""
    said = answer["receipt"] or answer["received_by"]
    return "" if said else _("Give the number of the receipt or who received it.")


def about_withdrawing(words: Content) -> Question:
    """Return the question why a submission is taken back."""
    return Question(
        _("Take this submission back?"),
        Content.assemble(words, "\n", _("It stays readable with your reason, and counts no more.")),
        _("Withdraw"),
        (Blank("why", _("Reason"), required=True),),
    )
