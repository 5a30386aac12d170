"""The facts of a leader's instruction: received, passed on, confirmed, carried out (article 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dutyroom.registers.matters.kinds import Channel
from dutyroom.store.facts import Fact, JsonValue, Place

INSTRUCTED: Final = "matter.instructed"
CONVEYED: Final = "matter.instruction_conveyed"
RECEIPTED: Final = "matter.instruction_receipted"
SETTLED: Final = "matter.instruction_settled"
LEFT: Final = "matter.instruction_left"


@dataclass(frozen=True, slots=True)
class Instruction:
    """What a leader ordered.

    Attributes:
        given_by: Who; with their post.
        words: Their exact words.
        channel: How it came.
        received_at: When; None: when it is noted.
    """

    given_by: str
    words: str
    channel: Channel = Channel.PHONE
    received_at: datetime | None = None


def instructed(
    matter: str, at: datetime, place: Place, *, actor: str, instruction: str, what: Instruction
) -> Fact:
    """A leader ordered something; `instruction` is its new id."""
    received = what.received_at or at
    body: dict[str, JsonValue] = {"instruction": instruction, "channel": what.channel.value}
    texts = {"given_by": what.given_by, "words": what.words}
    return Fact(INSTRUCTED, matter, received, place, actor, body=body, texts=texts)


def conveyed(
    matter: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    instruction: str,
    conveyance: str,
    told: str,
    channel: Channel,
) -> Fact:
    """It was passed on to somebody; `conveyance` is a new id, for the receipt."""
    body: dict[str, JsonValue] = {
        "instruction": instruction,
        "conveyance": conveyance,
        "channel": channel.value,
    }
    return Fact(CONVEYED, matter, at, place, actor, body=body, texts={"told": told})


def receipted(
    matter: str, at: datetime, place: Place, *, actor: str, conveyance: str, receipt: str
) -> Fact:
    """Whoever was told confirmed that they have it; `receipt` says who and how."""
    body: dict[str, JsonValue] = {"conveyance": conveyance}
    return Fact(RECEIPTED, matter, at, place, actor, body=body, texts={"receipt": receipt})


def settled(
    matter: str, at: datetime, place: Place, *, actor: str, instruction: str, outcome: str
) -> Fact:
    """It was carried out; `outcome` says what came of it."""
    body: dict[str, JsonValue] = {"instruction": instruction}
    return Fact(SETTLED, matter, at, place, actor, body=body, texts={"outcome": outcome})


def left(
    matter: str, at: datetime, place: Place, *, actor: str, instruction: str, why: str
) -> Fact:
    """Its matter is closed although it has no outcome, and somebody says why; it still waits."""
    body: dict[str, JsonValue] = {"instruction": instruction}
    return Fact(LEFT, matter, at, place, actor, body=body, texts={"why": why})
