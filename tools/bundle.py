"""Make the archive that installs on a desk without Internet.

`dist/dutyroom-VERSION-linux-x86_64.tar.gz` holds the wheels of everything the
locks name, for every Python a desk may have, the program's own wheel, a pip to
install them with, `install.sh` and the documents. At the end the archive is
unpacked and installed, where it can without any network, to see that it works.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

import dutyroom
from tools import lockfile

ROOT = Path(__file__).resolve().parent.parent
NAME = f"dutyroom-{dutyroom.__version__}"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
GLIBC = range(17, 29)
"""Wheels for glibc 2.17 to 2.28: what the oldest desktops in use still have."""
DOCUMENTS = ("README.md", "docs")


def main() -> int:
    """Make the archive and try it."""
    archive = ROOT / "dist" / f"{NAME}-linux-x86_64.tar.gz"
    archive.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bundle-") as scratch:
        folder = Path(scratch) / NAME
        (folder / "wheels").mkdir(parents=True)
        fill(folder)
        pack(folder, archive)
    attempt(archive)
    print(f"{archive.relative_to(ROOT)}: {archive.stat().st_size / 2**20:.0f} MiB, installs")
    return 0


def fill(folder: Path) -> None:
    """Put everything that the archive holds into a folder."""
    wheels = folder / "wheels"
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT))
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for python in PYTHONS:
        _download(lockfile.for_python(locked, python), python, wheels)
    build = (ROOT / "requirements-build.lock").read_text(encoding="utf-8")
    _download(lockfile.only(build, "pip"), PYTHONS[0], wheels)
    own = next(wheels.glob("dutyroom-*.whl"))
    pinned = f"dutyroom=={dutyroom.__version__} --hash=sha256:{_sha256(own)}\n"
    (folder / "requirements.lock").write_text(locked + pinned, encoding="utf-8")
    shutil.copy2(ROOT / "tools" / "install.sh", folder)
    for name in DOCUMENTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)


def _download(requirements: str, python: str, wheels: Path) -> None:
    """Download the wheels of some locked requirements for a Python."""
    list_file = wheels.parent / "download.lock"
    list_file.write_text(requirements, encoding="utf-8")
    platforms = [f"manylinux_2_{minor}_x86_64" for minor in GLIBC]
    platforms += ["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"]
    _pip(
        *("download", "--no-deps", "--require-hashes", "--only-binary", ":all:"),
        *("--implementation", "cp", "--python-version", python),
        *(f"--platform={platform}" for platform in platforms),
        *("--requirement", str(list_file), "--dest", str(wheels)),
    )
    list_file.unlink()


def pack(folder: Path, archive: Path) -> None:
    """Pack a folder so that the same content gives the same archive."""
    made = int(os.environ.get("SOURCE_DATE_EPOCH", "0")) or _committed_at()

    def anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = made
        return member

    with (
        archive.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=made) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        tar.add(folder, arcname=folder.name, filter=anonymous)


def attempt(archive: Path) -> None:
    """Unpack and install an archive, and start the program once.

    Raises:
        subprocess.CalledProcessError: It does not install or does not start.
    """
    with tempfile.TemporaryDirectory(prefix="desk-") as scratch:
        desk = Path(scratch)
        subprocess.run(["tar", "-xzf", str(archive), "-C", str(desk)], check=True)
        clean = {"PATH": os.environ["PATH"], "HOME": str(desk), "PYTHON": sys.executable}
        alone = ("unshare", "--map-root-user", "--net")
        probe = subprocess.run([*alone, "true"], check=False, capture_output=True)
        prefix = alone if probe.returncode == 0 else ()
        for command in (
            ["sh", str(desk / NAME / "install.sh"), str(desk / "program")],
            [str(desk / "program" / "dutyroom"), "--version"],
        ):
            subprocess.run([*prefix, *command], check=True, env=clean)


def _committed_at() -> int:
    """Return the time of the last commit, in seconds since 1970."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _pip(*arguments: str) -> None:
    command: Sequence[str] = [sys.executable, "-m", "pip", "--quiet", *arguments]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main())
