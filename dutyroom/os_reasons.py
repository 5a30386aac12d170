"""Why the operating system refused a file, in the user's language."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.phrases import as_said

_WORDS: Final[Mapping[int, str]] = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("it may not be opened by this user"),
    errno.EPERM: N_("it may not be opened by this user"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of its path is no folder"),
    errno.EEXIST: N_("a file of that name is in its place"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.EIO: N_("the disk does not answer as it should"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}


def os_reason(error: OSError) -> str:
    """Return why, in the user's language; what is seldom, as the system says it."""
    words = _WORDS.get(error.errno or 0)
    if words:
        return _(words)
    return as_said(error.strerror) if error.strerror else str(error)
