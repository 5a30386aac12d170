"""A rule pack of compensatory leave: a data file with its source.

The standard gives no ratio (article 21), so each unit has its own pack [C].
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from dutyroom.i18n import _
from dutyroom.standard.calendar.days import DayKind
from dutyroom.standard.roster.values import Role
from dutyroom.toml_reasons import toml_reason

_KINDS: Final = (
    DayKind.WORKDAY,
    DayKind.MAKEUP,
    DayKind.WEEKEND,
    DayKind.ADJACENT,
    DayKind.STATUTORY,
)


class PackError(ValueError):
    """A rule pack that cannot be used; the message says why, in the user's words."""


@dataclass(frozen=True, slots=True)
class CompensationPack:
    """What an hour on duty earns.

    Attributes:
        name: Of the pack.
        version: Of the pack.
        issuer: Who laid the rules down.
        document: Number of their document.
        dated: Date of the document; None in a blank pack.
        example: Whether it only shows how a pack looks, and binds nobody.
        hours: Statutory working time of a working day: pairs of beginning and end.
        day_minutes: How long one day of leave is.
        credit: Minutes earned by a minute outside statutory working time, by kind of day.
        roles: Whose duties earn leave.
        step_minutes: What a duty earns is rounded down to a multiple of it.
        expires_months: After how many months a credit ends; None: never.
    """

    name: str
    version: str
    issuer: str
    document: str
    dated: date | None
    example: bool
    hours: tuple[tuple[time, time], ...]
    day_minutes: int
    credit: Mapping[DayKind, float]
    roles: frozenset[Role]
    step_minutes: int
    expires_months: int | None


def read_pack(text: str) -> CompensationPack:
    """Read a pack.

    Args:
        text: TOML, as `data/compensation/` shows.

    Raises:
        PackError: It is no pack.
    """
    try:
        return _pack(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        why = toml_reason(error)
        raise PackError(_("The rule pack is not TOML: {why}").format(why=why)) from None
    except KeyError as error:
        raise PackError(_("The rule pack lacks {key}.").format(key=error)) from None
    except (TypeError, AttributeError, ValueError) as error:
        raise PackError(_("The rule pack has a wrong value: {why}").format(why=error)) from None


def _pack(tables: dict[str, Any]) -> CompensationPack:
    """Return the pack that tables describe.

    Raises:
        KeyError: A key is missing.
        TypeError: A value is of the wrong type.
        ValueError: A value is out of range.
    """
    about, work, credit = tables["pack"], tables["work"], tables["credit"]
    dated = about.get("date")
    expires = credit.get("expires_months")
    pack = CompensationPack(
        name=str(about["name"]),
        version=str(about["version"]),
        issuer=str(about["issuer"]),
        document=str(about["document"]),
        dated=dated if isinstance(dated, date) else None,
        example=bool(about.get("example", False)),
        hours=tuple((_time(begins), _time(ends)) for begins, ends in work["hours"]),
        day_minutes=int(work["day_minutes"]),
        credit={kind: float(credit[kind.value]) for kind in _KINDS},
        roles=frozenset(Role(role) for role in credit["roles"]),
        step_minutes=int(credit["step_minutes"]),
        expires_months=None if expires is None else int(expires),
    )
    _refuse_nonsense(pack)
    return pack


def _time(value: object) -> time:
    """Return a time of day written as TOML's or as text.

    Raises:
        ValueError: It is none.
    """
    return value if isinstance(value, time) else time.fromisoformat(str(value))


def _refuse_nonsense(pack: CompensationPack) -> None:
    """Refuse figures that cannot be meant.

    Raises:
        ValueError: One is out of range.
    """
    if any(not 0 <= rate <= 10 for rate in pack.credit.values()):
        raise ValueError(_("credits lie between 0 and 10"))
    if pack.day_minutes <= 0 or pack.step_minutes <= 0 or (pack.expires_months or 1) <= 0:
        raise ValueError(_("lengths are above 0"))
    ends = time.min
    for begins, finishes in pack.hours:
        if not ends <= begins < finishes:
            raise ValueError(_("working hours follow each other within the day"))
        ends = finishes
