"""What the alarms of what a relief declined mean, by their codes (article 17)."""

from __future__ import annotations

from typing import Final

from dutyroom.i18n import N_
from dutyroom.registers.alarms.meaning import Meaning, Priority

OF_DECLINED: Final[dict[str, Meaning]] = {
    "matter_declined": Meaning(
        Priority.HIGH,
        N_("A matter was declined at the handover: the officer who went keeps it."),
        N_("Tell the leader. It ends when somebody takes the matter over, or it is closed."),
    ),
    "item_declined": Meaning(
        Priority.HIGH,
        N_("Something was declined at the handover, and nobody has taken it since."),
        N_("Tell the leader. Open the list: see to it, or take it on (a)."),
    ),
}
"""What each of their codes means."""
