"""Who acts on matters at this desk."""

from __future__ import annotations

from textual.dom import DOMNode

from dutyroom.commands.host import host_of
from dutyroom.registers.matters.fields import Officer


def officer_of(node: DOMNode) -> Officer:
    """Return who sits here: with their id where they signed on with an account."""
    host = host_of(node)
    shift = host.standing.shift
    name = host.officer
    same = shift is not None and shift.officer == name
    return Officer(name, shift.officer_id if shift is not None and same else "")
