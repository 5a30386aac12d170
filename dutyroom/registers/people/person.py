"""What the register of people holds, as plain values.

Every field is a text by name, so that a fact, a form and a column of a spreadsheet
all speak of the same thing; `Person` reads them as what they mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.registers.values import choice
from dutyroom.standard.roster import values as roster
from dutyroom.standard.roster.responsibility import Responsible
from dutyroom.standard.roster.values import PostKind


class PersonRole(StrEnum):
    """What somebody may be in the duty room; one may be several things."""

    OFFICER = "officer"
    LEADER = "leader"
    HEAD_OF_UNIT = "head-of-unit"
    HEAD_OF_ROOM = "head-of-room"
    DUTY_WORK = "duty-work"
    """The leader of the unit who answers for duty work (article 5); no right follows from it."""

    @property
    def label(self) -> str:
        """The role in words."""
        return _(ROLE_LABELS[self])


LEADING: Final = frozenset({PersonRole.LEADER, PersonRole.HEAD_OF_UNIT, PersonRole.HEAD_OF_ROOM})
"""The roles of those who lead: they vouch, decide, agree and publish."""


class Engagement(StrEnum):
    """Whether duty is somebody's whole work (article 13)."""

    FULL = "full"
    PART = "part"

    @property
    def label(self) -> str:
        """The engagement in words."""
        return _(ENGAGEMENT_LABELS[self])


ROLE_LABELS: Final[Mapping[PersonRole, str]] = {
    PersonRole.OFFICER: N_("duty officer"),
    PersonRole.LEADER: N_("leader on duty"),
    PersonRole.HEAD_OF_UNIT: N_("head of the unit"),
    PersonRole.HEAD_OF_ROOM: N_("head of the duty room"),
    PersonRole.DUTY_WORK: N_("leader for duty work"),
}
ENGAGEMENT_LABELS: Final[Mapping[Engagement, str]] = {
    Engagement.FULL: N_("full time"),
    Engagement.PART: N_("part time"),
}

PHONE_FIELDS: Final = ("mobile", "office", "home")
"""Fields that hold telephone numbers, in the order in which somebody is called at night."""
DATE_FIELDS: Final = ("appointed_on", "trained_until", "active_from", "active_until")
"""Fields that hold one day, as ISO 8601."""

LABELS: Final[Mapping[str, str]] = {
    "name": N_("Name"),
    "number": N_("Staff number"),
    "roles": N_("Roles"),
    "post_kind": N_("Kind of post"),
    "position": N_("Post"),
    "engagement": N_("Full or part time"),
    "share": N_("Share of duty"),
    "pool": N_("Fixed duty pool"),
    "mobile": N_("Mobile"),
    "office": N_("Office phone"),
    "home": N_("Home phone"),
    "appointed_on": N_("Appointed on"),
    "appointed_by": N_("Appointed by document"),
    "trained_until": N_("Training valid until"),
    "holiday_trained": N_("Pre-holiday training on"),
    "active_from": N_("On duty from"),
    "active_until": N_("On duty until"),
    "reading": N_("Pinyin"),
    "note": N_("Note"),
}
"""The label of every field, to be translated where it is shown; columns in this order."""

FIELDS: Final = tuple(LABELS)
"""Every field of a person. `reading` is the pinyin where the usual one is wrong."""

_LISTS: Final = frozenset({"roles", "holiday_trained"})
"""Fields that hold several entries, in no order of their own."""

LIST_SEPARATOR: Final = "、"
"""What stands between the entries of one field: roles, numbers, days."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the register has them.

    Attributes:
        id: Id of the person.
        name: Full name.
        fields: The fields that are not empty, by name, the name included.
        initials: Initials of every way to read the name.
        revision: How often the person was changed.
        retired_at: Since when they are no longer in the register; None: they are.
        retired_why: Why.
    """

    id: str
    name: str
    fields: Mapping[str, str] = field(default_factory=dict)
    initials: str = ""
    revision: int = 0
    retired_at: datetime | None = None
    retired_why: str = ""

    @property
    def roles(self) -> frozenset[PersonRole]:
        """What they may be in the duty room."""
        named = self.fields.get("roles", "").split(LIST_SEPARATOR)
        return frozenset(role for name in named if (role := choice(PersonRole, name)))

    @property
    def post_kind(self) -> PostKind | None:
        """The kind of their post (article 4); None: not stated."""
        return choice(PostKind, self.fields.get("post_kind", ""))

    @property
    def position(self) -> str:
        """Their post in the unit."""
        return self.fields.get("position", "")

    @property
    def engagement(self) -> Engagement | None:
        """Whether duty is their whole work (article 13); None: not stated."""
        return choice(Engagement, self.fields.get("engagement", ""))

    @property
    def share(self) -> float:
        """Their fair share of duty, above 0 and up to 1."""
        return float(self.fields.get("share") or 1)

    @property
    def pool(self) -> bool:
        """Whether they belong to the fixed duty pool; so they do unless the register says no."""
        return self.fields.get("pool") != "no"

    @property
    def phone(self) -> str:
        """The number to call first; empty: none is known."""
        return next((self.fields[name] for name in PHONE_FIELDS if self.fields.get(name)), "")

    @property
    def holiday_trained(self) -> tuple[date, ...]:
        """The days of their pre-holiday training (article 19)."""
        named = self.fields.get("holiday_trained", "").split(LIST_SEPARATOR)
        return tuple(date.fromisoformat(text) for text in named if text)

    def day(self, name: str) -> date | None:
        """Return a field that holds a day; None where it is empty.

        Args:
            name: One of `DATE_FIELDS`.
        """
        text = self.fields.get(name, "")
        return date.fromisoformat(text) if text else None

    def active(self, day: date) -> bool:
        """Return whether they are in the register and may serve on a day."""
        first, last = self.day("active_from"), self.day("active_until")
        within = (first is None or first <= day) and (last is None or day <= last)
        return self.retired_at is None and within

    def rostered(self) -> roster.Person:
        """Return what the rules of the roster know of them.

        A kind of post that nobody has stated counts as `OTHER`: article 4 lets
        nobody serve by oversight.
        """
        return roster.Person(
            id=self.id,
            name=self.name,
            roles=frozenset(role for each in self.roles if (role := choice(roster.Role, each))),
            post=self.post_kind or PostKind.OTHER,
            part=self.share,
            active_from=self.day("active_from"),
            active_until=self.day("active_until"),
            training_until=self.day("trained_until"),
            holiday_trained=self.holiday_trained,
            pool=self.pool,
        )

    def responsible(self) -> Responsible:
        """Return them as a snapshot of responsibility keeps them (article 25)."""
        return Responsible(self.id, self.name, self.position, self.phone)


def alike(name: str, old: str, new: str) -> bool:
    """Tell whether two texts of a field hold the same; the entries of a list are in any order.

    Args:
        name: Name of the field.
        old: One text.
        new: The other.
    """
    if name in _LISTS:
        return set(old.split(LIST_SEPARATOR)) == set(new.split(LIST_SEPARATOR))
    return old == new


def in_word(name: str, text: str) -> str:
    """Return what a field holds, in words where it is a code.

    Args:
        name: Name of the field.
        text: What it holds.
    """
    return in_words(Person("", "", {name: text})).get(name, text)


def in_words(person: Person) -> dict[str, str]:
    """Return the fields that hold codes, as words."""
    words: dict[str, str] = {}
    if person.roles:
        words["roles"] = LIST_SEPARATOR.join(role.label for role in sorted(person.roles))
    if person.post_kind is not None:
        words["post_kind"] = person.post_kind.label
    if person.engagement is not None:
        words["engagement"] = person.engagement.label
    if person.fields.get("pool"):
        words["pool"] = _("yes") if person.pool else _("no")
    return words
