"""Who is behind a number: the question that every ringing call asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, or_, select

from dutyroom.registers.contacts import reading
from dutyroom.registers.contacts.book import Contact, Kind
from dutyroom.registers.contacts.tables import CONTACT_NUMBER
from dutyroom.standard.numbers import backwards, variants
from dutyroom.store.session import Session

_FORM: Final = re.compile(r"\+?[0-9]{1,30}")

LOCAL: Final = 7
"""Fewest digits of a local number in China."""


def who(session: Session, number: str | None, area_code: str = "") -> Contact | None:
    """Return the contact behind a number.

    First the whole number counts, with and without the unit's own area code. Then
    an extension of the house. Last a number noted without its area code; that
    may be another town's, so such a contact is not `sure`.

    Of a number that several people share, the unit they share is the answer.

    Args:
        session: A transaction.
        number: The number as the line sent it, in any form.
        area_code: The area code of the unit.
    """
    forms = comparable(number, area_code)
    if not forms:
        return None
    columns = CONTACT_NUMBER.c
    found = _owners(session, columns.normalised.in_(forms))
    if found:
        return _one_of(session, found, sure=True)
    digits = max(forms, key=len)
    if len(digits) < LOCAL:
        return _one_of(session, _owners(session, columns.extension == digits), sure=True)
    return _one_of(session, _owners(session, _same_end(digits)), sure=False)


def comparable(number: str | None, area_code: str) -> frozenset[str]:
    """Return the forms of a number that the book can hold: only whole numbers are kept there.

    Args:
        number: A number in any form.
        area_code: The area code of the unit.
    """
    return frozenset(form for form in variants(number, area_code) if _FORM.fullmatch(form))


def _same_end(digits: str) -> ColumnElement[bool]:
    """Tell that a number is this one with or without an area code."""
    columns = CONTACT_NUMBER.c
    tails = {digits[-length:] for length in (LOCAL, LOCAL + 1) if length < len(digits)}
    longer = columns.backwards.startswith(backwards(digits), autoescape=True)
    without_area = digits.startswith("0")
    return or_(longer, columns.normalised.in_(tails)) if without_area else longer


def _owners(session: Session, fits: ColumnElement[bool]) -> set[str]:
    """Return the ids of the contacts that have such a number."""
    chosen = select(CONTACT_NUMBER.c.contact_id).where(fits).distinct().limit(20)
    return {str(row[0]) for row in session.connection().execute(chosen)}


def _one_of(session: Session, ids: Iterable[str], *, sure: bool) -> Contact | None:
    """Return the one contact that answers for all who have the number."""
    found = reading.by_ids(session, ids)
    one = answering(found, lambda unit: reading.get(session, unit))
    return one if one is None or sure else replace(one, sure=False)


def answering(found: Sequence[Contact], unit_of: Callable[[str], Contact | None]) -> Contact | None:
    """Return the one contact that answers for all who have a number.

    Args:
        found: The contacts that have it.
        unit_of: Gives a unit by its id.
    """
    if len(found) < 2:
        return found[0] if found else None
    units = [contact for contact in found if contact.kind is Kind.UNIT]
    if len(units) == 1:
        return replace(units[0], shared=True)
    common = {contact.unit_id for contact in found}
    unit = unit_of(common.pop()) if not units and len(common) == 1 else None
    if unit is not None:
        return replace(unit, shared=True)
    latest = max(found, key=lambda contact: (contact.verified_on or date.min, contact.id))
    return replace(latest, shared=True, sure=False)
