"""The words of a shift that are codes in a fact."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _


class LeaderMode(StrEnum):
    """Where the leader on duty is (article 5)."""

    AT_POST = "at-post"
    ON_CALL = "on-call"
    BY_PHONE = "by-phone"

    @property
    def label(self) -> str:
        """The mode in words."""
        return _(_MODES[self])


class Answering(StrEnum):
    """What somebody answers for (article 25)."""

    FIRST = "first"
    FIRST_ON_LEAVE = "first-on-leave"
    ACTING = "acting"
    MAIN = "main"
    DIRECT = "direct"
    DIRECT_ON_LEAVE = "direct-on-leave"

    @property
    def label(self) -> str:
        """The responsibility in words."""
        return _(_ANSWERING[self])

    @property
    def at_work(self) -> Answering:
        """The same of somebody who is not on leave."""
        return _AT_WORK.get(self, self)


_MODES: Final[Mapping[LeaderMode, str]] = {
    LeaderMode.AT_POST: N_("at post"),
    LeaderMode.ON_CALL: N_("nearby"),
    LeaderMode.BY_PHONE: N_("by phone"),
}
_ANSWERING: Final[Mapping[Answering, str]] = {
    Answering.FIRST: N_("first responsible"),
    Answering.FIRST_ON_LEAVE: N_("first responsible, on leave"),
    Answering.ACTING: N_("acting deputy"),
    Answering.MAIN: N_("mainly responsible"),
    Answering.DIRECT: N_("directly responsible"),
    Answering.DIRECT_ON_LEAVE: N_("directly responsible, on leave"),
}
_AT_WORK: Final[Mapping[Answering, Answering]] = {
    Answering.FIRST_ON_LEAVE: Answering.FIRST,
    Answering.DIRECT_ON_LEAVE: Answering.DIRECT,
}

CORRECTABLE: Final = ("officer", "phone", "arrived_at")
"""Fields of a shift that a correction may change; what was there stays readable."""
