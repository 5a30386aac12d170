"""The emergency power supply, as NUT's `upsc` tells of it."""

from __future__ import annotations

from dutyroom.devices.probes.programs import ask


class NothingToldError(OSError):
    """NUT's server or its driver tells nothing; the message holds its words."""


async def variables(name: str) -> dict[str, str]:
    """Return what NUT tells of a power supply.

    Args:
        name: As NUT names it: `ups` or `ups@host`.

    Raises:
        NotInstalledError: There is no `upsc`.
        NothingToldError: Nothing is told of it.
        OSError: The question cannot be asked.
    """
    said = await ask("upsc", name)
    if said.code != 0:
        lines = [line for line in said.error.splitlines() if line.startswith("Error:")]
        raise NothingToldError((lines or said.error.splitlines() or [name])[-1])
    pairs = (line.partition(":") for line in said.out.splitlines())
    return {key.strip(): value.strip() for key, found, value in pairs if found}
