"""What is asked of a relief: who they are, at the handover and above the locked console."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from textual.content import Content

from dutyroom.desk.handover import Reliefs
from dutyroom.i18n import _
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.assent import choice_of
from dutyroom.screens.shift import time_wrong
from dutyroom.widgets.moments import local
from dutyroom.widgets.shown import shown


def relief(known: Reliefs, now: datetime) -> Question:
    """Return the question who relieves.

    Args:
        known: Who may; nobody: the name is typed.
        now: The present.
    """
    able, strangers = known.able, {person.id for person in known.strangers}

    def wrong(answer: Mapping[str, str]) -> str:
        # whoever has no account has no password to show: a leader vouches for them first
        if not answer.get("password", "-") and answer["who"] not in strangers:
            return _("{field} is missing.").format(field=_("Their password"))
        return time_wrong(answer["arrived"], now) if "arrived" in answer else ""

    at = Blank("arrived", _("Arrived"), f"{local(now):%H:%M}", required=True, longest=5)
    blanks: tuple[Blank, ...]
    if able or strangers:
        first = able[0].id if able else ""
        secret = Blank(
            "password", _("Their password"), required=not strangers, secret=True, longest=128
        )
        who = Blank("who", _("Who relieves"), first, required=True, choices=_choices(known))
        blanks = (who, at, secret)
    else:
        blanks = (Blank("name", _("Who relieves"), required=True, longest=40, named=True), at)
    return Question(
        _("The relief is here"),
        Content(_("The relief should be here 10 minutes before the hour.")),
        _("Go on"),
        blanks,
        check=wrong,
    )


def _choices(known: Reliefs) -> tuple[tuple[str, str], ...]:
    """Return who may relieve, as choices; of whoever has no account it is said."""
    named = [(choice_of(person), person.id) for person in known.able]
    unnamed = _("{name} (no account)")
    new = [(unnamed.format(name=choice_of(each)), each.id) for each in known.strangers]
    return (*named, *new)


def relieving(known: Reliefs, noted: str, outgoing: str, now: datetime) -> Question:
    """Return the question with which a relief opens the handover above the locked console.

    Args:
        known: Who may; somebody has an account.
        noted: Id of whoever is noted as the relief; empty: nobody is.
        outgoing: Name of the outgoing officer.
        now: The present.
    """
    asked = relief(known, now)
    who, at, secret = asked.blanks
    words = _("{name} has a handover open. Its relief shows who they are, decides, and signs.")
    there = any(person.id == noted for person in known.able)
    return replace(
        asked,
        title=_("The relief goes on with the handover"),
        body=Content(words.format(name=shown(outgoing, limit=40).plain)),
        blanks=(replace(who, value=noted), secret) if there else (who, at, secret),
    )
