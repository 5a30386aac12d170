"""Who acts on matters at this desk."""

from __future__ import annotations

from textual.dom import DOMNode

from dutyroom.commands.host import host_of
from dutyroom.registers.matters.fields import Officer


def officer_of(node: DOMNode) -> Officer:
    """Return who sits here: with their id where the register has one."""
    acting = host_of(node).acting
    return Officer(acting.name, acting.person) if acting is not None else Officer("")
