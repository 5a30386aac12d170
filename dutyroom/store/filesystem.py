"""What kind of file system a database lies on.

SQLite's write-ahead log needs memory shared between processes, and its locks
are broken on many network file systems: the file would be corrupted one day.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from dutyroom.i18n import _
from dutyroom.store.errors import NetworkFileSystem

MOUNTS: Final = Path("/proc/self/mountinfo")
"""Where Linux lists what is mounted; absent elsewhere."""

_NETWORK: Final = frozenset(
    (
        *("9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gfs2", "lustre"),
        *("ncpfs", "nfs", "nfs4", "ocfs2", "smb3", "smbfs", "vboxsf", "fuse.ceph"),
        *("fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs"),
        *("fuse.sshfs", "fuse.vmhgfs-fuse"),
    )
)
_ESCAPE: Final = re.compile(r"\\([0-7]{3})")


def network_type(path: Path, mounts: str) -> str | None:
    """Return the type of the network file system that holds a path.

    Args:
        path: An absolute path with links resolved; it need not exist.
        mounts: The text of `/proc/self/mountinfo` (proc(5)).

    Returns:
        The type, for instance `nfs4`; None on a local file system.
    """
    best, found = -1, ""
    for line in mounts.splitlines():
        fields, separator, rest = line.partition(" - ")
        columns = fields.split(" ")
        if not separator or len(columns) < 5 or not rest:
            continue
        point = Path(_ESCAPE.sub(lambda match: chr(int(match[1], 8)), columns[4]))
        depth = len(point.parts)
        # Of two mounts on one point the later hides the earlier.
        if depth >= best and path.is_relative_to(point):
            best, found = depth, rest.split(" ", 1)[0]
    return found if found in _NETWORK else None


def refuse_network(path: Path, mounts: Path | None = None) -> None:
    """Refuse to keep a database on a network file system.

    Args:
        path: The database file; it need not exist.
        mounts: The list of mounts to read; by default `MOUNTS`.

    Raises:
        NetworkFileSystem: The path lies on one.
    """
    if str(path).startswith("\\\\"):
        kind: str | None = "UNC"
    else:
        try:
            kind = network_type(
                path.resolve(), (mounts or MOUNTS).read_text("utf-8", "surrogateescape")
            )
        except OSError:
            return  # not Linux: nothing to tell by
    if kind is not None:
        raise NetworkFileSystem(
            _(
                "{path} lies on a network file system ({kind}), where a database cannot be kept "
                "safe. Nothing was changed. Choose a folder on a disk of this machine "
                "(DUTYROOM_HOME)."
            ).format(path=path, kind=kind)
        )
