"""What a unit chooses about visitors and documents by number (article 18)."""

from __future__ import annotations

from typing import Annotated

import msgspec


class Secrecy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When something of article 18 is an alarm; the unit's to choose, the figures are ours.

    Attributes:
        visit: Seconds after which a visitor who is still in is told; 0: never.
    """

    visit: Annotated[int, msgspec.Meta(ge=0, le=7 * 86_400)] = 4 * 3600
