"""What the commands need to know to say whether they can be used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Situation:
    """The state of the desk and of the screen on top, as plain values.

    Attributes:
        ready: The registers are open.
        trouble: Why they are not, in a sentence for the user.
        read_only: Another console of this home writes.
        signed_on: Somebody is on duty.
        takeable: Calls on the line whose form can be opened.
        talking: Calls on the line.
        recording: The recorder is writing right now.
        keeper: The line keeper answers.
        alarms: Alarms that nobody has acknowledged.
        chosen: A call is chosen on this screen.
        over: The chosen call is over.
        written_up: The chosen call is written up.
        needless: The chosen call was said to need no write-up.
        missed: The chosen call was missed.
        called_back: The chosen call has been called back.
        numbered: The chosen call has a number.
        unknown: Nobody knows yet whether the chosen call was answered.
        recorded: The chosen call has recordings.
        alarm: An alarm is chosen on this screen.
        acknowledged: The chosen alarm is acknowledged.
        shelved: The chosen alarm is shelved.
        here: What else holds on this screen, in words that it and its commands share.
    """

    ready: bool = False
    trouble: str = ""
    read_only: bool = False
    signed_on: bool = False
    takeable: int = 0
    talking: int = 0
    recording: bool = False
    keeper: bool = False
    alarms: int = 0
    chosen: bool = False
    over: bool = False
    written_up: bool = False
    needless: bool = False
    missed: bool = False
    called_back: bool = False
    numbered: bool = False
    unknown: bool = False
    recorded: bool = False
    alarm: bool = False
    acknowledged: bool = False
    shelved: bool = False
    here: frozenset[str] = frozenset()
