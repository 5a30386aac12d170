"""Somebody's word for something: signed by password at the desk, or given otherwise and attested.

A leader at the desk gives their own password. A leader who can only be phoned, and
one outside the register, gives their word to somebody who attests it; kept are the
channel, who heard it and, where there is one, the recorded call.
"""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.values import choice, text, words
from dutyroom.store.facts import Fact, JsonValue


@dataclass(frozen=True, slots=True)
class Assent:
    """A word that was given.

    Attributes:
        name: Whose.
        person: Their id; empty: somebody outside the register.
        channel: In person or by phone.
        attested_by: Who heard it; empty: they signed by password.
        call: Id or number of the recorded call; empty: none.
    """

    name: str
    person: str = ""
    channel: Channel = Channel.PRESENT
    attested_by: str = ""
    call: str = ""

    def body(self) -> dict[str, JsonValue]:
        """Return the plain values of a fact that rests on it."""
        return {
            "assent_of": self.person,
            "assent_channel": self.channel.value,
            "assent_call": self.call,
        }

    def texts(self) -> dict[str, str]:
        """Return the free texts of a fact that rests on it."""
        named = {"assent_name": self.name, "assent_attested_by": self.attested_by}
        return {key: value for key, value in named.items() if value}


def of_fact(fact: Fact) -> Assent:
    """Return the word that a fact rests on; what was purged is empty."""
    return Assent(
        name=text(fact, "assent_name"),
        person=words(fact, "assent_of"),
        channel=choice(Channel, words(fact, "assent_channel")) or Channel.PRESENT,
        attested_by=text(fact, "assent_attested_by"),
        call=words(fact, "assent_call"),
    )
