"""A CUPS of the test's own, with a printer whose pages become files.

It has its own folders and socket, so nothing of the machine's print service is touched.
Programs find it by `CUPS_SERVER`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.needing import lacking

PRINTER: Final = "pages"
_ACCOUNT: Final = "lp"
"""As whom it prints where the tests run as root; CUPS refuses to print as root."""

_DAEMON: Final = """\
Listen {folder}/socket
Browsing Off
WebInterface No
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES: Final = """\
ServerRoot {folder}/root
ServerBin {folder}/bin
RequestRoot {folder}/spool
StateDir {folder}/state
CacheDir {folder}/cache
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/pages
{accounts}
"""
_BACKEND: Final = """\
#!/bin/sh
[ $# = 0 ] && exit 0
cat "${{6:--}}" > {folder}/out/$1.part && mv {folder}/out/$1.part {folder}/out/$1
"""
_EMPTY: Final = """\
#!/bin/sh
[ $# = 0 ] && exit 0
echo "STATE: +media-empty-error" >&2
exec sleep 60
"""


def require_print_server() -> None:
    """Fail in CI, skip elsewhere, where CUPS is not installed."""
    missing = [name for name in ("cupsd", "lp", "lpstat", "lpadmin") if not _found(name)]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)}"
    lacking(reason)


def _found(name: str) -> str | None:
    """Return a program, also one of those that are root's."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


class PrintServer:
    """One cupsd in a folder of its own."""

    def __init__(self) -> None:
        """Lay out its folders, where an account of few rights may go too."""
        self._folder = Path(tempfile.mkdtemp(prefix="prn-"))
        self._folder.chmod(0o755)
        self.out = self._folder / "out"
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("root", "bin/backend", "bin/filter", "spool", "state", "cache", "out"):
            (self._folder / name).mkdir(parents=True)
        (self._folder / "bin/daemon").symlink_to("/usr/lib/cups/daemon")
        accounts = ""
        if os.geteuid() == 0:
            account = pwd.getpwnam(_ACCOUNT)
            accounts = f"User {_ACCOUNT}\nGroup {_ACCOUNT}\nSystemGroup root"
            os.chown(self.out, account.pw_uid, account.pw_gid)
        self._write("cupsd.conf", _DAEMON)
        self._write("cups-files.conf", _FILES, accounts=accounts)
        self._write("bin/backend/keep", _BACKEND).chmod(0o755)

    def _write(self, name: str, text: str, **values: str) -> Path:
        path = self._folder / name
        path.write_text(text.format(folder=self._folder, **values), encoding="ascii")
        path.chmod(0o644)
        return path

    @property
    def env(self) -> dict[str, str]:
        """The environment for a program that shall print here, and nowhere else."""
        return {
            **os.environ,
            "CUPS_SERVER": str(self._folder / "socket"),
            "HOME": str(self._folder),
            "LC_ALL": "C",
        }

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(
            [
                _found("cupsd") or "cupsd", "-f",
                "-c", str(self._folder / "cupsd.conf"),
                "-s", str(self._folder / "cups-files.conf"),
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        limit = time.monotonic() + 10
        while "is running" not in self.run("lpstat", "-r"):
            assert time.monotonic() < limit, "CUPS does not answer"
            time.sleep(0.02)

    def add_printer(self) -> None:
        """Add the printer; it is not the default one yet."""
        self.run("lpadmin", "-p", PRINTER, "-E", "-v", "keep:/", "-m", "raw")

    def run_out_of_paper(self) -> None:
        """Have the printer say so at a page that it is sent, which waits from then on."""
        self._write("bin/backend/keep", _EMPTY).chmod(0o755)
        page = self._folder / "page"
        page.write_text("a page", encoding="ascii")
        self.run("lp", str(page))
        limit = time.monotonic() + 10
        while "media-empty" not in self.run("lpstat", "-l", "-p", PRINTER):
            assert time.monotonic() < limit, "the printer says nothing of its paper"
            time.sleep(0.02)

    def run(self, program: str, *words: str) -> str:
        """Run one of CUPS's programs and return what it says."""
        found = _found(program) or program
        done = subprocess.run(
            [found, *words], env=self.env, capture_output=True, check=False, timeout=10
        )
        return (done.stdout + done.stderr).decode()

    def stop(self) -> None:
        """End it; its socket stays, as after a crash."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """End it and remove its folder."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
