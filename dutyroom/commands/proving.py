"""Commands of the recorder's proof."""

from __future__ import annotations

from dutyroom.commands.command import Command
from dutyroom.commands.everywhere import Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _

PLAYABLE = "proof.playable"
"""The tone was recorded and can be played."""
PLAYED = "proof.played"
"""And it was played."""
OVER = "proof.over"
"""The trial is over, however it ended."""
LIFTED = "proof.lifted"
"""No tone was found, and the handset that was lifted stands in the log as an outgoing call."""


class PlayProof(Command):
    """Plays what was recorded."""

    name = "play_proof"
    keys = ("space", "f4")
    title = N_("Play")
    help = N_("Play what was recorded, once more.")
    rank = 3

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be played."""
        if PLAYABLE not in situation.here:
            return _("Nothing has been recorded yet.")
        return ""


class Heard(Command):
    """Says that the recording was heard."""

    name = "heard"
    keys = ("f9", "ctrl+s")
    title = N_("Heard")
    help = N_("Say that you heard the dial tone when the recording was played.")
    rank = 4

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody can have heard it."""
        if reason := PlayProof.why_not(situation):
            return reason
        return "" if PLAYED in situation.here else _("Play it first.")


class NotHeard(Heard):
    """Says that the recording was not heard."""

    name = "not_heard"
    keys = ("delete", "n")
    title = N_("Not heard")
    help = N_("Say that nothing was heard when the recording was played.")
    rank = 5


class TryAgain(Command):
    """Begins the proof anew."""

    name = "try_again"
    keys = ("f3", "insert")
    title = N_("Again")
    help = N_("Begin the proof of the recorder anew.")
    rank = 6

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be begun anew."""
        return "" if OVER in situation.here else _("The proof is still going on.")


class OnlyProof(Command):
    """Says that the handset was lifted for the proof alone."""

    name = "only_proof"
    keys = ("x", "ctrl+x")
    title = N_("Only the proof")
    help = N_("Say that the handset was lifted for the proof alone: its call needs no write-up.")
    rank = 7
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to say of a lifted handset."""
        return "" if LIFTED in situation.here else _("No call is left of a failed proof.")


PROVING = (PlayProof, Heard, NotHeard, TryAgain, OnlyProof, Back)
