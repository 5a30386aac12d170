"""Commands of the recording panel."""

from __future__ import annotations

from dutyroom.commands.command import Command
from dutyroom.commands.everywhere import Back
from dutyroom.i18n import N_


class PlayPause(Command):
    """Plays, or pauses."""

    name = "play_pause"
    keys = ("space", "f4")
    title = N_("Play/pause")
    help = N_("Play the recording, or pause it.")
    rank = 3


class Rewind(Command):
    """Five seconds back."""

    name = "rewind"
    keys = ("left",)
    title = N_("-5 s")
    help = N_("Go back five seconds.")
    repeats = True
    rank = 4


class Forward(Command):
    """Five seconds on."""

    name = "forward"
    keys = ("right",)
    title = N_("+5 s")
    help = N_("Go on five seconds.")
    repeats = True
    rank = 5


class Slower(Command):
    """Slower, at the same pitch where that can be done."""

    name = "slower"
    keys = ("minus", "down")
    title = N_("Slower")
    help = N_("Play more slowly.")
    rank = 6


class Faster(Command):
    """Faster."""

    name = "faster"
    keys = ("plus", "equals_sign", "up")
    title = N_("Faster")
    help = N_("Play faster.")
    rank = 7


class NextMark(Command):
    """To the next mark."""

    name = "next_mark"
    keys = ("m", "tab")
    title = N_("Next mark")
    help = N_("Go to the next mark in the recording.")


class NextSegment(Command):
    """To the next recording of the same call."""

    name = "next_segment"
    keys = ("s", "pagedown")
    title = N_("Next segment")
    help = N_("Open the next recording of the same call.")


class SavePart(Command):
    """Saves a part as a file."""

    name = "save_part"
    keys = ("greater_than_sign", "ctrl+underscore")
    title = N_("Save a part")
    help = N_("Save a part of the recording as a WAV, MP3 or OGG file; the recording stays.")


SOUND = (PlayPause, Rewind, Forward, Slower, Faster, NextMark, NextSegment, SavePart, Back)
