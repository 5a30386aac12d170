"""The bytes that came from the line during a call, put together from its facts.

What the box sent goes with every fact of the call, from its first event to its end. Calls of
before hold the record of the caller ID alone, as do numbers that were heard as sound.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dutyroom.registers.calls.fact_kinds import NUMBERED
from dutyroom.registers.values import flag, text, whole, words
from dutyroom.store.facts import Fact

MOST: Final = 16_000
"""Bytes of a box that are kept of one call: hundreds of records; more is a box that talks nonsense,
and twice as many hex digits still go into one cell of a workbook."""

BYTES: Final = "bytes"
"""Text of any fact about a call: what the box sent since the last one, in hex. Each opening of
the port has a line of its own, which can be decoded by itself."""

BYTES_FORMAT: Final = "bytes_format"
"""With what format these bytes are read."""

BYTES_GO_ON: Final = "bytes_go_on"
"""Whether the first line goes on with the last bytes before it."""

BYTES_LEFT_OUT: Final = "bytes_left_out"
"""How many bytes were too many to be kept."""


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes that can be decoded by themselves.

    Attributes:
        format: The name of the format that reads them.
        data: The bytes.
        left_out: How many that followed were too many to be kept.
        whole: They are all that was sent during the call; else one record of a caller ID.
    """

    format: str
    data: bytes
    left_out: int = 0
    whole: bool = True


def captures(of_call: Iterable[Fact]) -> tuple[Capture, ...]:
    """Return the bytes of a call, one capture for each opening of the port and each lone record.

    Args:
        of_call: The facts about it, in their order.
    """
    found: list[Capture] = []
    for fact in of_call:
        if BYTES_FORMAT in fact.body:
            _add_bytes(found, fact)
        if fact.kind == NUMBERED and (record := _bytes(text(fact, "raw"))):
            _add_record(found, Capture(words(fact, "format"), record, whole=False))
    return tuple(found)


def _add_bytes(found: list[Capture], fact: Fact) -> None:
    """Add what a fact holds of the box's bytes, behind the last of them."""
    name, (first, *others) = words(fact, BYTES_FORMAT), text(fact, BYTES).split("\n")
    last = max((at for at, each in enumerate(found) if each.whole), default=None)
    if last is not None and (flag(fact, BYTES_GO_ON) or not first):
        known = found[last]
        found[last] = Capture(known.format, known.data + _bytes(first), known.left_out)
    else:
        others.insert(0, first)
    found += [Capture(name, _bytes(each)) for each in others]
    if left_out := whole(fact, BYTES_LEFT_OUT):
        last = max(at for at, each in enumerate(found) if each.whole)
        known = found[last]
        found[last] = Capture(known.format, known.data, known.left_out + left_out)


def _add_record(found: list[Capture], record: Capture) -> None:
    """Add a record; the closed group takes the place of its beginning."""
    if any(not each.whole and each.data.startswith(record.data) for each in found):
        return
    found[:] = [each for each in found if each.whole or not record.data.startswith(each.data)]
    found.append(record)


def _bytes(told: str) -> bytes:
    """Return the bytes that a text says in hex; none where it was purged or is none."""
    try:
        return bytes.fromhex(told)
    except ValueError:
        return b""
