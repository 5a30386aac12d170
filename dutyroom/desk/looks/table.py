"""How each kind of thing is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dutyroom.desk.looks import calls, keeper, machine, outside
from dutyroom.desk.looks.bench import Look
from dutyroom.standard.probing import Kind

LOOKS: Final[Mapping[Kind, Look]] = MappingProxyType(
    {
        Kind.KEEPER: keeper.look_at_keeper,
        Kind.BOX: keeper.have_it_looked_at,
        Kind.CALLER_ID: calls.look_at_caller_id,
        Kind.LINE_POWER: keeper.have_it_looked_at,
        Kind.SOUND: keeper.have_it_looked_at,
        Kind.LAST_RING: calls.look_at_ring,
        Kind.LAST_RECORDING: calls.look_at_recording,
        Kind.DISK: machine.look_at_disk,
        Kind.DATABASE: machine.look_at_database,
        Kind.BACKUP: machine.look_at_backup,
        Kind.CLOCK: outside.look_at_clock,
        Kind.EXCHANGE_CLOCK: calls.look_at_exchange,
        Kind.NETWORK: outside.look_at_network,
        Kind.PRINTER: outside.look_at_printer,
        Kind.UPS: outside.look_at_ups,
    }
)
"""One for each kind that a plain run has."""
