"""Single fields of a person: made clean, or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, Protocol

from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.contacts import values
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.values import CellError
from dutyroom.registers.people.person import (
    DATE_FIELDS,
    LIST_SEPARATOR,
    PHONE_FIELDS,
    Engagement,
    PersonRole,
)
from dutyroom.standard.roster.values import PostKind


class _Labelled(Protocol):
    """A member of an enumeration that has words."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...


_ROLES: Final[Mapping[str, PersonRole]] = {
    **dict.fromkeys(("值班员", "值班人员", "officer", "dutyofficer"), PersonRole.OFFICER),
    **dict.fromkeys(("带班领导", "带班", "leader", "leaderonduty"), PersonRole.LEADER),
    **dict.fromkeys(
        ("主要负责人", "单位主要负责人", "主要领导", "head", "headofunit", "headoftheunit"),
        PersonRole.HEAD_OF_UNIT,
    ),
    **dict.fromkeys(
        ("值班室负责人", "值班室主任", "headofroom", "headofthedutyroom"), PersonRole.HEAD_OF_ROOM
    ),
    **dict.fromkeys(
        ("分管值班工作的领导", "分管值班领导", "分管领导", "dutywork", "leaderfordutywork"),
        PersonRole.DUTY_WORK,
    ),
}
_POSTS: Final[Mapping[str, PostKind]] = {
    **dict.fromkeys(
        ("公务员", "行政", "行政编", "行政编制", "civilservant"), PostKind.CIVIL_SERVANT
    ),
    **dict.fromkeys(
        (
            "事业编",
            "事业",
            "事业编制",
            "事业单位",
            "事业人员",
            "事业单位人员",
            "staffofapublicinstitution",
        ),
        PostKind.PUBLIC_INSTITUTION,
    ),
    **dict.fromkeys(
        ("其他", "其它", "其他人员", "合同制", "编外", "聘用", "劳务派遣", "otherstaff"),
        PostKind.OTHER,
    ),
}
_ENGAGEMENTS: Final[Mapping[str, Engagement]] = {
    **dict.fromkeys(("专职", "全职", "fulltime", "full"), Engagement.FULL),
    **dict.fromkeys(("兼职", "parttime", "part"), Engagement.PART),
}
_YES: Final = frozenset({"是", "固定", "yes", "y", "true", "1", "√", "✓"})
_NO: Final = frozenset({"否", "临时", "no", "n", "false", "0", "×"})


def clean(field: str, cell: str, areas: AreaCodes) -> str:
    """Return what a cell means for a field; empty where it says nothing.

    Args:
        field: Name of the field.
        cell: The text of the cell, or what somebody typed.
        areas: China's area codes, to give back a zero that a spreadsheet took.

    Raises:
        CellError: It cannot be used; the message says why.
    """
    if field in PHONE_FIELDS or field == "name":
        return values.clean(field, cell, areas)  # numbers and names are as in the address book
    said = values.clean("note", cell, areas)
    if field in DATE_FIELDS:
        return values.day(said)
    return _READERS[field](said) if said and field in _READERS else said


def readable(field: str, text: str) -> str:
    """Return a text of a fact as a row may hold it; what no reader would take reads as empty.

    Args:
        field: Name of the field.
        text: Its text; another version of the program may have written it.
    """
    if field in DATE_FIELDS:
        return text if _is_day(text) else ""
    if field == "holiday_trained":
        return LIST_SEPARATOR.join(filter(_is_day, text.split(LIST_SEPARATOR)))
    if field == "share":
        try:
            return _share(text)
        except CellError:
            return ""
    return text


def _is_day(text: str) -> bool:
    """Tell whether a text is a day in ISO 8601."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _folded(text: str) -> str:
    """Return a word as it is compared."""
    return text.replace(" ", "").replace("-", "").replace("_", "").casefold()


def _code(text: str, words: Mapping[str, _Labelled], kinds: Iterable[_Labelled]) -> str:
    """Return the code that a word means: itself, a label of it, or a word in use.

    Raises:
        CellError: It means none.
    """
    known = list(kinds)
    folded = _folded(text)
    for kind in known:
        if folded in {_folded(kind.value), _folded(kind.label)}:
            return kind.value
    if folded in words:
        return words[folded].value
    labels = listed(kind.label for kind in known)
    raise CellError(_("“{text}” is none of: {known}").format(text=text, known=labels))


def _roles(text: str) -> str:
    """Return roles as codes, each once, in the order of the enumeration."""
    found = values.each(_parts(text), lambda part: _code(part, _ROLES, PersonRole))
    return LIST_SEPARATOR.join(role for role in PersonRole if role.value in found)


def _post_kind(text: str) -> str:
    """Return a kind of post as its code."""
    return _code(text, _POSTS, PostKind)


def _engagement(text: str) -> str:
    """Return full or part time as its code."""
    return _code(text, _ENGAGEMENTS, Engagement)


def _share(text: str) -> str:
    """Return a share above 0 and up to 1: `0.5`, `50%`."""
    if not text:
        return ""
    try:
        share = float(text.rstrip("%％")) / (100 if text[-1] in "%％" else 1)
    except ValueError:
        share = 0.0
    if not 0.01 <= share <= 1:
        raise CellError(_("“{text}” is no share of duty; write 0.5 or 50%").format(text=text))
    return f"{share:g}"


def _pool(text: str) -> str:
    """Return whether somebody belongs to the fixed pool."""
    if _folded(text) in _YES | {_folded(_("yes"))}:
        return "yes"
    if _folded(text) in _NO | {_folded(_("no"))}:
        return "no"
    raise CellError(_("“{text}” is neither yes nor no").format(text=text))


def _days(text: str) -> str:
    """Return days as ISO 8601, the earliest first, each once."""
    return LIST_SEPARATOR.join(sorted(values.each(_parts(text), values.day)))


def _parts(text: str) -> Iterable[str]:
    """Yield what stands between separators."""
    for sign in "，,;；/|\n":
        text = text.replace(sign, LIST_SEPARATOR)
    return filter(None, (part.strip() for part in text.split(LIST_SEPARATOR)))


_READERS: Final[Mapping[str, Callable[[str], str]]] = {
    "roles": _roles,
    "post_kind": _post_kind,
    "engagement": _engagement,
    "share": _share,
    "pool": _pool,
    "holiday_trained": _days,
}
