"""What the unit chooses: every value has a default.

The values that the standard leaves to the unit are marked as the unit's to
choose; a default is the program's, never the standard's.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from dutyroom.config.calendar import Calendar
from dutyroom.config.roster import Roster
from dutyroom.config.secrecy import Secrecy

Seconds = Annotated[int, msgspec.Meta(ge=0, le=7 * 86_400)]


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who we are. The profile decides which articles apply."""

    code: str = "unit"
    name: str = ""
    profile: Literal["district", "town", "department", "enterprise"] = "department"
    number: str = ""
    area_code: str = ""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One recorded telephone line: a serial source and a sound device.

    Attributes:
        name: What the desk calls the line.
        port: Port name, `socket://host:port` or another pyserial URL; empty: none.
        usb: `vid:pid` or `vid:pid:serial` of the box, so that it is found again
            under another port name.
        box_line: The box's own name for this line, where one box has several.
        format: Name of a decoder, or a path to a TOML format; empty: none.
        baud: Speed in bit/s; 0: the format's own.
        audio: Sound device; empty: none, `default`: the system's.
        channel: Channel of the sound device that carries this line, from 0.
        rate: Sampling rate in Hz.
    """

    name: str = "1"
    port: str = ""
    usb: str = ""
    box_line: str = ""
    format: str = ""
    baud: Annotated[int, msgspec.Meta(ge=0, le=4_000_000)] = 0
    audio: str = ""
    channel: Annotated[int, msgspec.Meta(ge=0, le=63)] = 0
    rate: Annotated[int, msgspec.Meta(ge=8000, le=48_000)] = 8000

    @property
    def has_box(self) -> bool:
        """Whether a caller-ID box is named for it."""
        return bool(self.port or self.usb)


class Recording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How calls are recorded; the unit's to choose.

    Attributes:
        preroll: Seconds of sound kept from before the first ring.
        silence: Seconds of silence that end a call where no hook event does.
        hold: Seconds after such an end in which a voice without a ring is the same call.
        notice: What both sides hear when a recorded call is answered.
        notice_output: Sound device that plays it into the line.
        keep_free: MiB of disk that recordings never touch.
    """

    preroll: Annotated[int, msgspec.Meta(ge=0, le=60)] = 10
    silence: Annotated[int, msgspec.Meta(ge=5, le=600)] = 30
    hold: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 600
    notice: Literal["none", "beep"] = "none"
    notice_output: str = ""
    keep_free: Annotated[int, msgspec.Meta(ge=16)] = 512


class Alarms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When an alarm is due, in seconds; the unit's to choose.

    Attributes:
        unanswered: Ringing that nobody answers.
        write_up: A call that is over and not written up.
        call_back: A missed call that nobody called back.
        output: Sound device of the alarm; empty: the system's default.
    """

    unanswered: Seconds = 15
    write_up: Seconds = 600
    call_back: Seconds = 300
    output: str = ""


class Equipment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the equipment check and what follows from it is due; the unit's to choose.

    Attributes:
        early: Seconds before a shift in which its check at the start counts already.
        late: Seconds after its beginning until which a check still is that of its start; ours.
        ending: Seconds before the planned end of a shift, or before its relief where that comes
            earlier, from which its check of the end counts; ours.
        start: Seconds after the beginning of a shift within which the check is to be signed.
        end: Seconds before its planned end within which the check of the end is to be signed.
        report: Seconds within which a fault is to be reported.
        remind: Seconds without a word from the repairer after which they are reminded, and after a
            repair within which it is verified.
        expiring: Days before an expiry on which it is said.
        area: Square metres that the room needs; a district never needs less than article 11 says.
    """

    early: Seconds = 2 * 3600
    late: Seconds = 2 * 3600
    ending: Seconds = 2 * 3600
    start: Seconds = 1800
    end: Seconds = 900
    report: Seconds = 2 * 3600
    remind: Seconds = 86_400
    expiring: Annotated[int, msgspec.Meta(ge=0, le=730)] = 30
    area: Annotated[float, msgspec.Meta(ge=0, le=10_000)] = 0.0


class Matters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a matter is due soon or untouched, in seconds; the unit's to choose.

    Attributes:
        due_soon: A deadline so near is soon.
        untouched: A matter about which nobody did anything for so long is untouched.
        largest_attachment: Most MiB of a file kept with a matter.
    """

    due_soon: Seconds = 3600
    untouched: Seconds = 86_400
    largest_attachment: Annotated[int, msgspec.Meta(ge=1, le=1024)] = 50


class Duty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a desk with accounts is served, in seconds; the unit's to choose. 0 switches one off.

    The figures are ours but for `relief`, which is article 17's ten minutes.

    Attributes:
        lock: Without a key after which the console locks.
        presence: Between two confirmations of presence.
        presence_grace: How long a confirmation may take.
        sign_on: How long after the planned start nobody, another, or not all may be signed on.
        relief: How long before the planned end the relief has to be here.
        acknowledgement: How long the leader may take to say that they lead.
        away: How long the officer may be away from the post.
    """

    lock: Seconds = 900
    presence: Seconds = 14_400
    presence_grace: Seconds = 600
    sign_on: Seconds = 0
    relief: Seconds = 600
    acknowledgement: Seconds = 1800
    away: Seconds = 1800


class Backup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The daily verified backup."""

    hour: Annotated[int, msgspec.Meta(ge=0, le=23)] = 3
    keep: Annotated[int, msgspec.Meta(ge=2, le=366)] = 14
    folder: str = ""


class Network(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A host by which the self-check sees whether a network can be reached; the unit's to choose.

    Attributes:
        name: Which network.
        host: Name or address of something that always answers there.
        port: TCP port that is connected to; 0: it is pinged.
    """

    name: Literal["intranet", "extranet", "internet"]
    host: str
    port: Annotated[int, msgspec.Meta(ge=0, le=65_535)] = 0


class Probes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the equipment self-check asks, and from where on a thing counts as faulty.

    All of it is the unit's to choose; the defaults are the program's.

    Attributes:
        time_server: NTP server or gateway that the clock is compared with; empty: none.
        clock_seconds: The clock may be so far off.
        exchange_minutes: And so far from the telephone company's time.
        networks: The hosts by which networks are tried.
        slow_ms: An answer that takes longer is slow.
        disk_hours: Hours of recording that the disk must still take.
        backup_hours: Age at which the last backup is late.
        quiet_days: Days without a call or a recording after which the line is in doubt.
        tone_hz: The exchange's dial tone.
        faint_dbfs: A dial tone below this is recorded too softly.
        clipped_percent: More samples than this at the end of the scale are too loud.
        ups: Name of the emergency power supply in NUT (`ups@localhost`); empty: none.
        ups_percent: Charge below which it is not enough.
    """

    time_server: str = ""
    clock_seconds: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 60
    exchange_minutes: Annotated[int, msgspec.Meta(ge=2, le=60)] = 2
    networks: tuple[Network, ...] = ()
    slow_ms: Annotated[int, msgspec.Meta(ge=1, le=5000)] = 1000
    disk_hours: Annotated[int, msgspec.Meta(ge=1, le=8760)] = 24
    backup_hours: Annotated[int, msgspec.Meta(ge=1, le=720)] = 36
    quiet_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 7
    tone_hz: Annotated[int, msgspec.Meta(ge=300, le=600)] = 450
    faint_dbfs: Annotated[int, msgspec.Meta(ge=-90, le=0)] = -40
    clipped_percent: Annotated[float, msgspec.Meta(ge=0, le=100)] = 0.5
    ups: str = ""
    ups_percent: Annotated[int, msgspec.Meta(ge=1, le=100)] = 50


class Leave(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Leave and whereabouts; the unit's to choose.

    Attributes:
        return_grace: Seconds after the end of a leave in which the return may be reported.
        compensation_pack: Rule pack of compensatory leave (article 21): `blank`, `example`, or
            the path of a TOML file with the unit's own document.
        expiry_days: So many days before a credit ends it is told.
    """

    return_grace: Seconds = 7200
    compensation_pack: str = "blank"
    expiry_days: Annotated[int, msgspec.Meta(ge=0, le=366)] = 30


class Interface(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the console looks."""

    language: Literal["zh", "en", "pseudo"] = "zh"
    borders: Literal["line", "ascii"] = "line"
    theme: Literal["dark", "light"] = "dark"


TimeOfDay = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Handover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one shift hands over to the next; the unit's to choose.

    Attributes:
        prepare: Minutes before the hour at which the handover is to be prepared.
        changes: When shifts change, as `08:30`, where no roster plans it.
        leader: What the leader on duty does: nothing, is told, or signs.
    """

    prepare: Annotated[int, msgspec.Meta(ge=10, le=240)] = 20
    changes: tuple[TimeOfDay, ...] = ()
    leader: Literal["nothing", "told", "signs"] = "told"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a unit chooses, as the settings file holds it."""

    unit: Unit = Unit()
    lines: tuple[Line, ...] = ()
    recording: Recording = Recording()
    alarms: Alarms = Alarms()
    calendar: Calendar = Calendar()
    equipment: Equipment = Equipment()
    matters: Matters = Matters()
    duty: Duty = Duty()
    backup: Backup = Backup()
    roster: Roster = Roster()
    probes: Probes = Probes()
    leave: Leave = Leave()
    secrecy: Secrecy = Secrecy()
    interface: Interface = Interface()
    handover: Handover = Handover()
    demo: bool = False
