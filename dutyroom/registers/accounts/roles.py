"""What an account lets somebody do, and how its secrets came about."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _


class AccountRole(StrEnum):
    """What an account lets somebody do; one may have several."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    LEADER = "leader"

    @property
    def label(self) -> str:
        """The role in words."""
        return _(_ROLES[self])


class Purpose(StrEnum):
    """What a secret is for."""

    PASSWORD = "password"  # noqa: S105 - the name of a purpose, no secret
    PIN = "pin"


class HowSet(StrEnum):
    """How a password came about."""

    FIRST_RUN = "first-run"
    OWN = "own"
    ADMINISTRATOR = "administrator"
    VOUCHED = "vouched"


class Channel(StrEnum):
    """How somebody vouched."""

    PRESENT = "present"
    PHONE = "phone"

    @property
    def label(self) -> str:
        """The channel in words."""
        return _(_CHANNELS[self])


_ROLES: Final[Mapping[AccountRole, str]] = {
    AccountRole.ADMINISTRATOR: N_("administrator"),
    AccountRole.OFFICER: N_("duty officer"),
    AccountRole.LEADER: N_("leader on duty"),
}
_CHANNELS: Final[Mapping[Channel, str]] = {
    Channel.PRESENT: N_("in person"),
    Channel.PHONE: N_("by phone"),
}
