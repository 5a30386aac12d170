"""Who keeps the address book at the desk, and how what they type is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.sheets.outcome import RowError


class ContactRefused(PlainError):  # noqa: N818 - it says what happened
    """What was typed cannot be kept; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Typist:
    """Who keeps the address book at the desk.

    Attributes:
        actor: The officer.
        area_code: The area code of the desk, for numbers written without one.
    """

    actor: str
    area_code: str


def refuse_wrong(errors: Iterable[RowError]) -> None:
    """Refuse what cannot be used, each field with its reason.

    Args:
        errors: What is wrong, as with the row of an import.

    Raises:
        ContactRefused: Something is.
    """
    if wrong := [each.in_column() for each in errors]:
        raise ContactRefused(clauses(wrong))


def refuse_otherwise(*, as_seen: bool) -> None:
    """Refuse to go on where somebody else was sooner.

    Args:
        as_seen: The book says what it said when somebody looked.

    Raises:
        ContactRefused: It says something else.
    """
    if not as_seen:
        raise ContactRefused(_("Somebody else has just changed this. Look again."))
