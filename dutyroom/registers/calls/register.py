"""The call log as the ledger knows it."""

from __future__ import annotations

from typing import Final

from dutyroom.registers.calls.findable import INDEX
from dutyroom.registers.calls.projection import project
from dutyroom.registers.calls.tables import Call, Correction, Gap, Mark, Recording, WriteUp
from dutyroom.registers.register import Register

CALLS: Final = Register(
    name="calls",
    prefixes=("call.", "recording."),
    project=project,
    tables=(Call, WriteUp, Correction, Recording, Gap, Mark),
    indexes=(INDEX,),
)
"""Every call from its first sign on, its recordings and its write-up."""
