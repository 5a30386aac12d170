"""Whose word something rests on, and how it is known."""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.values import choice


def word_given(name: str, channel: str, witness: str) -> str:
    """Return who gave their word, and where somebody else attests it, how and who.

    Args:
        name: Who.
        channel: A value of `Channel`.
        witness: Who attests it; empty: they signed by password.
    """
    if not witness:
        return name
    how = choice(Channel, channel) or Channel.PHONE
    return _("{name} ({channel}, attested by {witness})").format(
        name=name, channel=how.label, witness=witness
    )
