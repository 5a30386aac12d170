"""The keeper as a service of its user, which runs without anybody signed on."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

NAME: Final = "dutyroom-line.service"
COMMAND_SECONDS: Final = 20.0


def unit_text(home: Path | None) -> str:
    """Return the unit file.

    Args:
        home: The folder of the desk, if one is named.
    """
    words = [sys.executable, "-m", "dutyroom"]
    if home is not None:
        words += ["--home", str(home.expanduser().absolute())]
    command = " ".join(_quoted(word) for word in [*words, "line"])
    return f"""[Unit]
Description=Line keeper of the duty room: logs and records every call
StartLimitIntervalSec=0

[Service]
ExecStart={command}
Restart=always
RestartSec=1
KillSignal=SIGTERM
TimeoutStopSec=15

[Install]
WantedBy=default.target
"""


def unit_path() -> Path:
    """Return where the unit file of this user stands."""
    base = os.environ.get("XDG_CONFIG_HOME")
    root = Path(base) if base else Path.home() / ".config"
    return root / "systemd" / "user" / NAME


def is_installed() -> bool:
    """Say whether the keeper is a service here, so that nobody else starts it."""
    return unit_path().exists() and shutil.which("systemctl") is not None


def install(home: Path | None) -> Iterator[str]:
    """Write the unit file, and start the keeper now and at each start of the machine.

    Yields:
        Sentences about what was done.

    Raises:
        PlainError: There is no systemd, or it refused.
    """
    _need_systemd()
    path = unit_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(unit_text(home), encoding="utf-8")
    except OSError as error:
        raise PlainError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=os_reason(error))
        ) from error
    yield _("Written: {path}").format(path=path)
    _systemctl("daemon-reload")
    _systemctl("enable", "--now", NAME)
    yield _("The line keeper runs, and starts again by itself.")
    if _run(["loginctl", "enable-linger", getpass.getuser()]):
        yield _("It also runs while nobody is signed on to this machine.")
    else:
        yield _(
            "It ends when you sign off from this machine. To prevent that, an administrator types: "
            "loginctl enable-linger {user}"
        ).format(user=getpass.getuser())


def uninstall() -> Iterator[str]:
    """Stop the service and remove its unit file.

    Yields:
        Sentences about what was done.

    Raises:
        PlainError: There is no systemd, or it refused.
    """
    _need_systemd()
    _systemctl("disable", "--now", NAME)
    unit_path().unlink(missing_ok=True)
    _systemctl("daemon-reload")
    yield _("The line keeper is no service any more; the console starts it when it is needed.")


def _need_systemd() -> None:
    if shutil.which("systemctl") is None:
        raise PlainError(
            _(
                "There is no systemd on this machine. Nothing was changed. "
                "The console starts the line keeper by itself."
            )
        )


def _systemctl(*words: str) -> None:
    """Have systemd do something.

    Raises:
        PlainError: It refused.
    """
    if not _run(["systemctl", "--user", *words]):
        raise PlainError(
            _("systemd refused: systemctl --user {words}").format(words=" ".join(words))
        )


def _run(words: list[str]) -> bool:
    """Run a command of the system; False where it is missing, fails or hangs."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and the user's own name, no shell
            words, capture_output=True, timeout=COMMAND_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _quoted(word: str) -> str:
    """Return a word as systemd reads it back: quoted, with its percent signs doubled."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
