"""Where everything stands, and what the unit has chosen.

`DUTYROOM_HOME` puts configuration, database, spool, recordings and logs under
one folder; without it the platform's usual places are taken. The settings are
one TOML file that `dutyroom setup` writes; every value has a default, and the
values marked [C] in the standard's reading are the unit's to choose.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec

from dutyroom.errors import PlainError
from dutyroom.i18n import _

HOME_VARIABLE: Final = "DUTYROOM_HOME"
LONGEST_RUNTIME: Final = 85
"""Bytes of the runtime folder's path, so that a socket in it stays below 100."""

PRIVATE_FOLDER: Final = 0o700
"""Mode of every folder of the program: the officer's account and nobody else."""

Seconds = Annotated[int, msgspec.Meta(ge=0, le=7 * 86_400)]


class ConfigurationError(PlainError):
    """The settings cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one desk.

    Attributes:
        config: The settings file.
        data: Folder of the database, the spool, recordings and backups.
        state: Folder of the logs.
        runtime: Folder of the socket; short, because a socket's path may not
            be longer than about 100 bytes.
    """

    config: Path
    data: Path
    state: Path
    runtime: Path

    @property
    def database(self) -> Path:
        """The database file."""
        return self.data / "dutyroom.db"

    @property
    def spool(self) -> Path:
        """The folder of facts not yet in the database."""
        return self.data / "spool"

    @property
    def recordings(self) -> Path:
        """The folder of recordings."""
        return self.data / "recordings"

    @property
    def backups(self) -> Path:
        """The folder of verified backups."""
        return self.data / "backups"

    @property
    def logs(self) -> Path:
        """The folder of the logs."""
        return self.state / "logs"

    @property
    def socket(self) -> Path:
        """The socket of the line keeper."""
        return self.runtime / "keeper.sock"

    @property
    def keeper_lock(self) -> Path:
        """The file whose lock the line keeper holds."""
        return self.data / "keeper.lock"

    @property
    def console_lock(self) -> Path:
        """The file whose lock the writing console holds."""
        return self.data / "console.lock"

    def create(self) -> None:
        """Make the folders that are missing, for the owner alone.

        Raises:
            OSError: A folder cannot be made.
        """
        for folder in (self.config.parent, self.data, self.state, self.runtime):
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def places(home: Path | None = None) -> Places:
    """Return the places of a home, of `DUTYROOM_HOME`, or of the platform.

    Args:
        home: The folder that holds everything, if one is named.
    """
    named = home or (Path(value) if (value := os.environ.get(HOME_VARIABLE)) else None)
    if named is not None:
        root = named.expanduser().absolute()
        return Places(root / "dutyroom.toml", root, root, _runtime(root))
    import platformdirs  # noqa: PLC0415 - most starts name a home and need no lookup

    dirs = platformdirs.PlatformDirs("dutyroom", appauthor=False)
    data = Path(dirs.user_data_dir)
    return Places(
        Path(dirs.user_config_dir) / "dutyroom.toml",
        data,
        Path(dirs.user_state_dir),
        _runtime(data),
    )


def _runtime(data: Path) -> Path:
    """Return the folder of the socket: the same for whoever looks, whatever their environment.

    A service, a desktop session and a bare `su` see different runtime folders,
    so the data folder holds it; a long path is replaced by a short one named by
    its hash.
    """
    inside = data / "run"
    if len(os.fsencode(inside)) <= LONGEST_RUNTIME:
        return inside
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    user = os.getuid() if hasattr(os, "getuid") else 0
    base = Path("/tmp") if os.name == "posix" else Path(tempfile.gettempdir())  # noqa: S108 - 0700
    return base / f"dutyroom-{user}-{digest}"


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
    baud: int = 0
    audio: str = ""
    channel: Annotated[int, msgspec.Meta(ge=0, le=63)] = 0
    rate: Annotated[int, msgspec.Meta(ge=8000, le=48_000)] = 8000


class Recording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How calls are recorded; the unit's to choose.

    Attributes:
        preroll: Seconds of sound kept from before the first ring.
        silence: Seconds of silence that end a call where no hook event does.
        notice: What both sides hear when a recorded call is answered.
        notice_output: Sound device that plays it into the line.
        keep_free: MiB of disk that recordings never touch.
    """

    preroll: Annotated[int, msgspec.Meta(ge=0, le=60)] = 10
    silence: Annotated[int, msgspec.Meta(ge=5, le=600)] = 30
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


class Backup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The daily verified backup."""

    hour: Annotated[int, msgspec.Meta(ge=0, le=23)] = 3
    keep: Annotated[int, msgspec.Meta(ge=2, le=366)] = 14
    folder: str = ""


class Interface(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the console looks."""

    language: Literal["zh", "en", "pseudo"] = "zh"
    borders: Literal["line", "ascii"] = "line"
    theme: Literal["dark", "light"] = "dark"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a unit chooses, as the settings file holds it."""

    unit: Unit = Unit()
    lines: tuple[Line, ...] = ()
    recording: Recording = Recording()
    alarms: Alarms = Alarms()
    backup: Backup = Backup()
    interface: Interface = Interface()
    demo: bool = False


def load_settings(path: Path) -> Settings | None:
    """Read the settings file.

    Returns:
        The settings, or None where the desk has not been set up.

    Raises:
        ConfigurationError: The file cannot be read or holds something unusable.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigurationError(
            _("The settings file {path} cannot be read: {reason}.").format(path=path, reason=error)
        ) from error
    try:
        settings = msgspec.toml.decode(raw, type=Settings)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            _("The settings file {path} is not usable: {reason}. Nothing was changed.").format(
                path=path, reason=error
            )
        ) from error
    names = [line.name for line in settings.lines]
    if len(names) != len(set(names)):
        raise ConfigurationError(
            _("The settings file {path} names two lines alike. Nothing was changed.").format(
                path=path
            )
        )
    return settings


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings file whole, keeping the comments of the one before.

    Raises:
        ConfigurationError: The file cannot be written.
    """
    import tomlkit  # noqa: PLC0415 - needed by set-up alone

    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else None
    except (OSError, ValueError):
        document = None  # an unreadable file is replaced, not merged
    document = document if document is not None else tomlkit.document()
    _merge(document, msgspec.to_builtins(settings))
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        temporary = path.with_suffix(".new")
        temporary.touch(mode=0o600)
        temporary.write_text(tomlkit.dumps(document), encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise ConfigurationError(
            _("The settings file {path} cannot be written: {reason}.").format(
                path=path, reason=error
            )
        ) from error


def _merge(document: MutableMapping[str, Any], values: Mapping[str, object]) -> None:
    """Set the values in a TOML document, table by table, so that comments stay."""
    for key, value in values.items():
        present = document.get(key)
        if isinstance(value, Mapping) and isinstance(present, MutableMapping):
            _merge(present, value)
        else:
            document[key] = value
