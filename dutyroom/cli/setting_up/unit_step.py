"""Who we are."""

from __future__ import annotations

import re
from typing import Final, get_args, get_type_hints

import msgspec

from dutyroom.cli.setting_up.dialogue import (
    Dialogue,
    Option,
    WrongAnswerError,
    ask_until_good,
    choose,
)
from dutyroom.config import Unit
from dutyroom.i18n import N_, _

PROFILES: Final[tuple[str, ...]] = get_args(get_type_hints(Unit)["profile"])
_TITLES: Final = {
    "district": N_("government of a county or district"),
    "town": N_("town or street office"),
    "department": N_("department"),
    "enterprise": N_("enterprise or institution"),
}
_NUMBER: Final = re.compile(r"[+]?[0-9][0-9 ()-]{1,30}")
_AREA: Final = re.compile(r"0[0-9]{2,4}")
_LONGEST_NAME: Final = 80


def good_name(text: str) -> str:
    """Return the name of a unit.

    Raises:
        WrongAnswerError: It is empty or too long.
    """
    if not 1 <= len(text) <= _LONGEST_NAME:
        raise WrongAnswerError(
            _("A name has 1 to {most} characters. Example: 云岭区人民政府总值班室").format(
                most=_LONGEST_NAME
            )
        )
    return text


def good_number(text: str) -> str:
    """Return a telephone number; empty is allowed.

    Raises:
        WrongAnswerError: It is none.
    """
    if text and not _NUMBER.fullmatch(text):
        raise WrongAnswerError(
            _("{text} is no telephone number. Example: 0480-2210101").format(text=text)
        )
    return text


def good_area_code(text: str) -> str:
    """Return an area code; empty is allowed.

    Raises:
        WrongAnswerError: It is none.
    """
    if text and not _AREA.fullmatch(text):
        raise WrongAnswerError(_("An area code begins with 0 and has 3 to 5 digits. Example: 010"))
    return text


def unit_step(dialogue: Dialogue, unit: Unit) -> Unit:
    """Ask who we are.

    Args:
        dialogue: Whom to ask.
        unit: What is set up now.
    """
    name = ask_until_good(dialogue, _("Name of the unit"), unit.name, good_name)
    options = [Option(each, _(_TITLES[each])) for each in PROFILES]
    profile = choose(dialogue, _("What kind of unit is it?"), options, unit.profile)
    number = ask_until_good(
        dialogue, _("The unit's one number (may be empty)"), unit.number, good_number
    )
    area = ask_until_good(
        dialogue, _("Area code of this place (may be empty)"), unit.area_code, good_area_code
    )
    changed = {"name": name, "profile": profile, "number": number, "area_code": area}
    return msgspec.convert({**msgspec.to_builtins(unit), **changed}, Unit)
