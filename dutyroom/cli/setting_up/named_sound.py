"""Whether the sound devices that the command line names are there."""

from __future__ import annotations

from dutyroom.cli.setting_up.sound_step import NONE
from dutyroom.config import Line
from dutyroom.devices.audio_source import SoundError
from dutyroom.devices.sound_system import SoundSystem, device_of
from dutyroom.errors import PlainError
from dutyroom.i18n import _, ngettext


def refuse_absent(
    line: Line, audio: str | None, channel: int | None, output: str | None, system: SoundSystem
) -> str:
    """Refuse a named input, channel or output that the system does not have.

    The system's default is a name for whatever is plugged in later: where there is none now,
    that is said and no fault.

    Args:
        line: The line as it is to be saved.
        audio: The input that was named; None: none was.
        channel: The channel that was named, from 0; None: none was.
        output: The output of the alarm that was named; None: none was.
        system: The process's way to PortAudio.

    Returns:
        What could not be checked, for the user; empty where nothing is to be said.

    Raises:
        PlainError: A device or channel that was named is not there.
    """
    said = ""
    if line.audio and (audio not in (None, NONE) or channel is not None):
        said = _input(line, system)
    if output is not None and device_of(output) is not None:
        try:
            system.output_rate(device_of(output))
        except SoundError as error:
            raise _not_there(error) from error
    return said


def _input(line: Line, system: SoundSystem) -> str:
    """Refuse an input or a channel that is not there; return what could not be checked."""
    device = device_of(line.audio)
    try:
        _rate, count = system.input_facts(device)
    except SoundError as error:
        if device is not None:
            raise _not_there(error) from error
        return _("Input and channel could not be checked: {reason}").format(reason=error)
    if line.channel < count:
        return ""
    raise PlainError(
        ngettext(
            "The sound input {device} has {count} channel; the first is channel 0, so there is "
            "no channel {channel}. Nothing was changed.",
            "The sound input {device} has {count} channels; the first is channel 0, so there is "
            "no channel {channel}. Nothing was changed.",
            count,
        ).format(device=line.audio, count=count, channel=line.channel)
    )


def _not_there(error: SoundError) -> PlainError:
    """Return the refusal of a device that was named."""
    return PlainError(_("{reason} Nothing was changed.").format(reason=error))
