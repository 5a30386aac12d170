"""Where the line's sound comes from, and where an alarm is heard."""

from __future__ import annotations

import queue
from collections.abc import Sequence
from typing import Final

import msgspec

from dutyroom.cli.setting_up.dialogue import Dialogue, Option, agree, choose
from dutyroom.cli.sound_meter import SILENT_DBFS, SoundMeter
from dutyroom.clock import Clock
from dutyroom.config import Alarms, Line
from dutyroom.devices.alarm_sound import AlarmSound
from dutyroom.devices.audio_source import SoundError
from dutyroom.devices.levels import Loudness
from dutyroom.devices.sound_stream import SoundDevice
from dutyroom.devices.sound_system import SoundSystem
from dutyroom.i18n import _, ngettext

DEFAULT: Final = "default"
NONE: Final = "none"
AGAIN: Final = "again"
_BAR: Final = 30
_BOTTOM: Final = -60.0
_GONE_SECONDS: Final = 3.0


class LevelWatch:
    """How loud a device is, drawn as it changes; the `Live` of a dialogue."""

    def __init__(self, meter: SoundMeter, clock: Clock) -> None:
        """Watch an open meter."""
        self.loudest = SILENT_DBFS
        """The loudest power that was heard, in dBFS."""
        self.heard = False
        """Whether any sound came."""
        self._meter = meter
        self._clock = clock
        self._last_at = clock.monotonic()
        self._told_gone = False
        self._now = Loudness(SILENT_DBFS, SILENT_DBFS, 0)

    def lines(self) -> list[str]:
        """Return what is worth a line: that nothing comes, that it comes again."""
        for reading in self._meter.readings(0.0):
            self._now = reading
            self.heard = True
            self._last_at = self._clock.monotonic()
            self.loudest = max(self.loudest, self._now.rms_dbfs)
        gone = self._clock.monotonic() - self._last_at > _GONE_SECONDS
        if gone == self._told_gone:
            return []
        self._told_gone = gone
        lost = _("No sound comes from this device. Check its plug.")
        return [lost if gone else _("Sound comes again.")]

    def bar(self) -> str:
        """Return the level as a bar."""
        return _("{bar} {level:6.1f} dBFS{clipped}  Enter: go on").format(
            bar=drawn(self._now.rms_dbfs),
            level=self._now.rms_dbfs,
            clipped=_(" TOO LOUD") if self._now.clipped else "",
        )


def drawn(dbfs: float) -> str:
    """Return a level as a bar: empty at -60 dBFS and below, full at 0."""
    filled = round(_BAR * (min(max(dbfs, _BOTTOM), 0.0) - _BOTTOM) / -_BOTTOM)
    return "[" + "#" * filled + "." * (_BAR - filled) + "]"


class AlarmWatch:
    """Sounds the alarm; the `Live` of a dialogue."""

    def __init__(self, device: str) -> None:
        """Begin to sound."""
        self.failed = False
        """Whether it was said that it cannot be heard."""
        self._failures: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._sound = AlarmSound(device, self._failures.put)
        self._sound.sound()

    def lines(self) -> list[str]:
        """Return why it cannot be heard."""
        said = []
        while not self._failures.empty():
            said.append(self._failures.get())
        self.failed = self.failed or bool(said)
        return said

    def bar(self) -> str:
        """Return what to do meanwhile."""
        if self.failed:
            return _("The alarm is not heard; it is tried again. Enter: go on")
        return _("The alarm sounds. Enter: stop")

    def close(self) -> None:
        """Stop sounding."""
        self._sound.close()


def sound_step(dialogue: Dialogue, line: Line, clock: Clock, system: SoundSystem) -> Line:
    """Choose a sound input, and watch its level until all is well.

    Args:
        dialogue: Whom to ask.
        line: What is set up now.
        clock: Times the listening.
        system: The process's way to PortAudio.
    """
    while True:
        inputs = [each for each in _devices(dialogue, system) if each.inputs > 0]
        question = _("Where does the line's sound come from?")
        options = [*_options(inputs, any(each.default_input for each in inputs))]
        options.append(Option(NONE, _("no sound: calls will not be recorded")))
        chosen = choose(dialogue, question, options, line.audio or (DEFAULT if inputs else NONE))
        if chosen == AGAIN:
            continue
        if chosen == NONE:
            return msgspec.structs.replace(line, audio="", channel=0)
        channel = _channel(dialogue, chosen, inputs, line.channel)
        picked = msgspec.structs.replace(line, audio=chosen, channel=channel)
        if _heard(dialogue, picked, clock, system):
            return picked
        # Enter keeps what was there, but never takes a device that would record silence for years.
        if agree(dialogue, _("Keep it all the same?"), default=picked == line):
            return picked


def alarm_step(dialogue: Dialogue, alarms: Alarms, system: SoundSystem) -> Alarms:
    """Choose where an alarm is heard, and sound it.

    Args:
        dialogue: Whom to ask.
        alarms: What is set up now.
        system: The process's way to PortAudio.
    """
    while True:
        outputs = [each for each in _devices(dialogue, system) if each.outputs > 0]
        question = _("Where is an alarm to be heard? It sounds when you have chosen.")
        options = _options(outputs, True)
        chosen = choose(dialogue, question, options, alarms.output or DEFAULT)
        if chosen == AGAIN:
            continue
        output = "" if chosen == DEFAULT else chosen
        watch = AlarmWatch(output)
        try:
            dialogue.watch(watch)
        finally:
            watch.close()
        question = _("Was it heard? (n: choose another)")
        if watch.failed:
            question = _("It cannot be heard there. Keep it all the same?")
        if agree(dialogue, question, default=True):
            return msgspec.structs.replace(alarms, output=output)


def _devices(dialogue: Dialogue, system: SoundSystem) -> list[SoundDevice]:
    """Return what the system lists now; says why where it lists nothing."""
    try:
        system.refresh()
        return system.devices()
    except SoundError as error:
        dialogue.say(str(error))
        return []


def _options(devices: Sequence[SoundDevice], default: bool) -> list[Option]:
    """Return devices as they are listed; a name that occurs twice is known by its number."""
    names = [each.name for each in devices]
    options = [Option(DEFAULT, _("the system's default"))] if default else []
    for each in devices:
        value = each.name if names.count(each.name) == 1 else str(each.number)
        channels = ngettext("{count} channel", "{count} channels", each.inputs or each.outputs)
        label = f"{each.name}  ({channels.format(count=each.inputs or each.outputs)})"
        options.append(Option(value, label))
    return [*options, Option(AGAIN, _("look again: I have plugged something in"))]


def _channel(dialogue: Dialogue, chosen: str, inputs: Sequence[SoundDevice], before: int) -> int:
    """Choose the channel of the line, where a device has several."""
    device = next(
        (each for each in inputs if chosen in (each.name, str(each.number))),
        next((each for each in inputs if chosen == DEFAULT and each.default_input), None),
    )
    count = device.inputs if device is not None else 1
    if count < 2 or count > 16:  # a mixer of the system claims dozens and carries one line
        return 0 if count < 2 else before
    left_right = {0: _("channel 0 (left)"), 1: _("channel 1 (right)")}
    options = [
        Option(str(each), left_right.get(each, _("channel {number}").format(number=each)))
        for each in range(count)
    ]
    question = _("Which of its channels carries the line?")
    return int(choose(dialogue, question, options, str(min(before, count - 1))))


def _heard(dialogue: Dialogue, line: Line, clock: Clock, system: SoundSystem) -> bool:
    """Show the level, and say whether anything was heard."""
    dialogue.say(_("Lift the handset and speak: the bar must move. Enter: go on."))
    with SoundMeter(system, clock, line.audio, line.channel, line.rate) as meter:
        watch = LevelWatch(meter, clock)
        try:
            meter.open()
            dialogue.watch(watch)
        except SoundError as error:
            dialogue.say(f"  {error}")
    if watch.heard and watch.loudest > SILENT_DBFS:
        text = _("The loudest was {level:.1f} dBFS; speech should reach -30 to -10.")
        dialogue.say(text.format(level=watch.loudest))
        return True
    dialogue.say(_("Nothing was heard on this device."))
    return False
