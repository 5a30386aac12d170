"""Commands that work on every screen."""

from __future__ import annotations

from dutyroom.commands.command import Command, writing
from dutyroom.commands.rooms import ROOMS, Rooms
from dutyroom.commands.situation import Situation
from dutyroom.i18n import N_, _


class Help(Command):
    """Shows every command of the screen with its keys."""

    name = "help"
    keys = ("f1", "question_mark")
    title = N_("Help")
    help = N_("Show what can be done here, and with which key.")
    everywhere = True
    rank = 1


class Palette(Command):
    """Finds a command by its name."""

    name = "palette"
    keys = ("ctrl+p",)
    title = N_("Commands")
    help = N_("Find a command by its name and carry it out.")
    everywhere = True


class TakeCall(Command):
    """Makes the officer the first receiver of the call that waits longest."""

    name = "take_call"
    keys = ("f2", "ctrl+t")
    title = N_("Take call")
    help = N_(
        "Take the call that has rung longest: you are its first receiver, "
        "and its write-up form opens."
    )
    everywhere = True
    rank = 3

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no call can be taken."""
        if not situation.takeable:
            return _("No call is waiting to be taken.")
        return writing(situation)


class Alarms(Command):
    """Opens the list of alarms."""

    name = "alarms"
    keys = ("f5", "ctrl+l")
    title = N_("Alarms")
    help = N_("Show all alarms that are open or shelved.")
    everywhere = True
    rank = 6


class Silence(Command):
    """Stops the sound of the alarms; not the same as acknowledging them."""

    name = "silence"
    keys = ("f6", "ctrl+g")
    title = N_("Silence")
    help = N_("Stop the sound of the alarms. They stay open until they are acknowledged.")
    everywhere = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why there is nothing to silence."""
        if not situation.alarms:
            return _("No alarm sounds.")
        return writing(situation, signed_on=False)


class Replay(Command):
    """Plays the last minute of the call that is still on."""

    name = "replay"
    keys = ("f7", "ctrl+r")
    title = N_("Replay last minute")
    help = N_("Hear the last minute of the call again while it is still on.")
    everywhere = True
    rank = 9
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be replayed."""
        return "" if situation.recording else _("Nothing is being recorded now.")


class Mark(Command):
    """Marks this moment in the recording that is being made."""

    name = "mark"
    keys = ("f8", "ctrl+b")
    title = N_("Mark")
    help = N_("Mark this moment of the call in its recording.")
    everywhere = True
    rank = 8
    passing = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing can be marked."""
        if not situation.recording:
            return _("Nothing is being recorded now.")
        return writing(situation)


class Shift(Command):
    """Asks who sits here since when."""

    name = "shift"
    keys = ("f10", "ctrl+d")
    title = N_("Sign on")
    help = N_("Sign on, or relieve whoever is in charge; without accounts, say who is on duty.")
    everywhere = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why no shift can be begun."""
        return writing(situation, signed_on=False)


class ConfirmPresence(Command):
    """Confirms that the officer is at the post."""

    name = "confirm_presence"
    keys = ("ctrl+right_square_bracket",)
    title = N_("At the post")
    help = N_("Confirm that you are at the post; asked for at the interval your unit has chosen.")
    everywhere = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nothing is to be confirmed."""
        if "presence" in situation.here:
            return writing(situation)
        return _("No confirmation is due.")


class OtherOfficer(Command):
    """Lets another of those at the post act at this keyboard."""

    name = "other_officer"
    keys = ("ctrl+circumflex_accent",)
    title = N_("Other officer")
    help = N_(
        "Where several officers are at the post, let the next one act: "
        "what is recorded bears their name, and the strip shows it."
    )
    everywhere = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why nobody else acts."""
        if "several" in situation.here:
            return ""
        return _("Nobody else is at the post.")


class Lock(Command):
    """Locks the console until the PIN or the password is given."""

    name = "lock"
    keys = ("ctrl+backslash",)
    title = N_("Lock")
    help = N_("Lock the console. Calls and alarms stay in sight; PIN or password unlocks.")
    everywhere = True

    @classmethod
    def why_not(cls, situation: Situation) -> str:
        """Return why it cannot be locked: nobody could unlock it."""
        if "signed" in situation.here:
            return ""
        return _("Nobody has signed on by password, so nobody could unlock it.")


class Appearance(Command):
    """Changes between dark and light."""

    name = "appearance"
    keys = ()
    title = N_("Dark or light")
    help = N_("Change between the dark and the light colours.")
    everywhere = True


class Quit(Command):
    """Ends the console; the line keeper goes on."""

    name = "quit"
    keys = ("ctrl+q",)
    title = N_("Quit")
    help = N_("End this console. Calls are still logged and recorded.")
    everywhere = True


class Back(Command):
    """Goes one level back."""

    name = "back"
    keys = ("escape",)
    title = N_("Back")
    help = N_("Go one level back. The form of a call keeps what was typed.")
    repeats = True
    rank = 10


EVERYWHERE: tuple[type[Command], ...] = (
    Help,
    Rooms,
    Palette,
    TakeCall,
    Alarms,
    Silence,
    Replay,
    Mark,
    Shift,
    *ROOMS,
    ConfirmPresence,
    OtherOfficer,
    Lock,
    Appearance,
    Quit,
)
"""In the order in which help and palette list them."""
