"""What the alarms of visitors and of documents by number mean, by their codes (article 18)."""

from __future__ import annotations

from typing import Final

from dutyroom.i18n import N_
from dutyroom.registers.alarms.meaning import Meaning, Priority

OF_SECRECY: Final[dict[str, Meaning]] = {
    "document_out": Meaning(
        Priority.HIGH,
        N_("A document is still out at the end of the shift, or was not given back in time."),
        N_("Have it given back; open the documents by number, or explain it in the handover."),
    ),
    "visitor_still_in": Meaning(
        Priority.NORMAL,
        N_("A visitor has been in for long and has not been let out."),
        N_("Look where they are; open the visitors and let them out, or explain it."),
    ),
}
"""What each of their codes means."""
