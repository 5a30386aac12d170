"""`dutyroom setup`: point the desk at its devices, and see at once whether they answer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from dutyroom import config
from dutyroom.cli.folder import make_folder
from dutyroom.cli.setting_up.box_step import box_step
from dutyroom.cli.setting_up.dialogue import Dialogue, EndOfInputError, Option, agree, choose
from dutyroom.cli.setting_up.keeper_step import busy, restart_step, running, tell_running
from dutyroom.cli.setting_up.named import add_named, checked, line_named, with_line, with_named
from dutyroom.cli.setting_up.named_sound import refuse_absent
from dutyroom.cli.setting_up.sound_step import alarm_step, sound_step
from dutyroom.cli.setting_up.summary import summary
from dutyroom.cli.setting_up.terminal import Terminal
from dutyroom.cli.setting_up.unit_step import unit_step
from dutyroom.clock import Clock, clock_from_environment
from dutyroom.config import Line, Places, Settings, save_settings
from dutyroom.devices.sound_system import SoundSystem
from dutyroom.devices.usb_identity import ports
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.store.filesystem import refuse_network

EXIT_INTERRUPTED = 130
NEW_LINE = "new"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_named(parser)
    parser.add_argument(
        "--yes", action="store_true", help=_("ask nothing: save what is named, keep the rest")
    )


def run(arguments: argparse.Namespace) -> int:
    """Set the desk up.

    Returns:
        0, or 130 where it was broken off and nothing was changed.

    Raises:
        PlainError: The settings cannot be read or written, or something named
            cannot be used; nothing was changed.
    """
    places = config.places(arguments.home)
    before = _present(places)
    settings = with_named(before, arguments, ports) if _names(arguments) else before
    dialogue = Terminal(sys.stdin, sys.stdout)
    clock = clock_from_environment()
    if arguments.yes:
        return _save_at_once(dialogue, places, settings, clock, _sound_named(settings, arguments))
    try:
        chosen = Setup(dialogue, places, clock).ask(settings, arguments.line or "")
        if chosen is None:
            dialogue.say(_("Nothing was changed."))
            return 0
        save(places, chosen)
    except (KeyboardInterrupt, EndOfInputError):
        dialogue.say()
        dialogue.say(_("Broken off: nothing was changed."))
        return EXIT_INTERRUPTED
    dialogue.say(_("Saved in {path}.").format(path=places.config))
    return _afterwards(dialogue, places, arguments.home, clock)


def save(places: Places, settings: Settings) -> None:
    """Save settings whose every value is allowed.

    Raises:
        PlainError: They are not, or the disk refuses.
    """
    good = checked(settings)
    make_folder(places)
    save_settings(places.config, good)


class Setup:
    """The questions, in their order."""

    def __init__(
        self, dialogue: Dialogue, places: Places, clock: Clock, system: SoundSystem | None = None
    ) -> None:
        """Prepare.

        Args:
            dialogue: Whom to ask.
            places: Where the desk stands.
            clock: Paces the listening.
            system: The process's way to PortAudio.
        """
        self._dialogue = dialogue
        self._places = places
        self._clock = clock
        self._system = system or SoundSystem()

    def ask(self, settings: Settings, line_name: str = "") -> Settings | None:
        """Ask everything, and return what was chosen; None where it is not to be saved.

        Args:
            settings: What is set up now.
            line_name: The line that was named; empty: asked where there are several.

        Raises:
            EndOfInputError: The answers came to an end; nothing was changed.
        """
        say = self._dialogue.say
        say(_("Setting this desk up. Enter keeps what stands in brackets; Ctrl+C changes nothing."))
        if running(self._places, self._clock) is not None:
            tell_running(self._dialogue)
        self._heading(_("1 of 4: the unit"))
        settings = msgspec.structs.replace(settings, unit=unit_step(self._dialogue, settings.unit))
        line = self._line(settings, line_name)
        self._heading(_("2 of 4: the caller-ID box"))
        told = busy(self._places, self._clock)
        line = box_step(self._dialogue, line, self._clock, ports, told)
        self._heading(_("3 of 4: the line's sound"))
        line = sound_step(self._dialogue, line, self._clock, self._system)
        self._heading(_("4 of 4: the alarm"))
        alarms = alarm_step(self._dialogue, settings.alarms, self._system)
        settings = msgspec.structs.replace(with_line(settings, line), alarms=alarms)
        self._heading(_("This is what will be saved:"))
        for row in summary(settings):
            say(row)
        return settings if agree(self._dialogue, _("Save it?"), default=True) else None

    def _heading(self, text: str) -> None:
        self._dialogue.say()
        self._dialogue.say(text)

    def _line(self, settings: Settings, named: str) -> Line:
        """Return the line that is to be set up."""
        known = {line.name: line for line in settings.lines}
        if named or len(known) < 2:
            first = settings.lines[0] if settings.lines else Line()
            return known.get(named) or (Line(name=named) if named else first)
        options = [Option(name, _("line {line}").format(line=name)) for name in known]
        options.append(Option(NEW_LINE, _("another line")))
        chosen = choose(self._dialogue, _("Which line?"), options, settings.lines[0].name)
        if chosen != NEW_LINE:
            return known[chosen]
        free = next(str(number) for number in range(1, 99) if str(number) not in known)
        return Line(name=free)


def _present(places: Places) -> Settings:
    """Return what is set up now.

    Raises:
        PlainError: It cannot be read, is the demo's, or would lie on a network.
    """
    settings = config.load_settings(places.config)
    if settings is not None and settings.demo:
        raise PlainError(
            _("{path} is the demo's folder, whose line is simulated. Nothing was changed.").format(
                path=places.data
            )
        )
    refuse_network(places.database)
    return settings or Settings()


def _names(arguments: argparse.Namespace) -> bool:
    """Say whether the command line names anything to set up."""
    common = {"home", "lang", "yes"}
    return arguments.yes or any(
        value is not None for key, value in vars(arguments).items() if key not in common
    )


def _sound_named(settings: Settings, arguments: argparse.Namespace) -> str:
    """Refuse sound devices that are not there; return what could not be checked.

    Raises:
        PlainError: One that was named is not there.
    """
    line = line_named(settings, arguments.line)
    named = arguments.audio, arguments.channel, arguments.alarm_output
    return refuse_absent(line, *named, SoundSystem())


def _save_at_once(
    dialogue: Dialogue, places: Places, settings: Settings, clock: Clock, unchecked: str
) -> int:
    """Save without asking, and leave a running keeper alone."""
    save(places, settings)
    if unchecked:
        dialogue.say(unchecked)
    for row in summary(settings):
        dialogue.say(row)
    dialogue.say(_("Saved in {path}.").format(path=places.config))
    if running(places, clock) is not None:
        dialogue.say(_("The line keeper still works with the old settings until it is restarted."))
        dialogue.say(_("Restart it later, between two calls: dutyroom line stop"))
    dialogue.say(_("Check the whole desk with: dutyroom doctor"))
    return 0


def _afterwards(dialogue: Dialogue, places: Places, home: Path | None, clock: Clock) -> int:
    """Offer to restart the keeper, and say what comes next."""
    try:
        restart_step(dialogue, places, home, clock)
    except (KeyboardInterrupt, EndOfInputError):
        dialogue.say()
        dialogue.say(_("The settings are saved; the line keeper was left alone."))
    dialogue.say(_("Check the whole desk with: dutyroom doctor"))
    return 0
