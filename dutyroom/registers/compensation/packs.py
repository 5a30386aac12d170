"""The unit's rule pack of compensatory leave [C]: chosen in the settings, shown with its source."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dutyroom import resources
from dutyroom.config import Settings
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.standard.roster.compensation import CompensationPack, PackError, read_pack

BLANK: Final = "blank"
"""The pack that credits nothing: until the unit names its own."""
_SHIPPED: Final = frozenset({BLANK, "example"})
_LARGEST: Final = 100_000


def pack(settings: Settings) -> CompensationPack:
    """Return the pack that the unit has chosen.

    Args:
        settings: `leave.compensation_pack` is `blank`, `example`, or the path of a TOML file.

    Raises:
        PlainError: There is no such file, or it is no pack.
    """
    chosen = settings.leave.compensation_pack or BLANK
    shipped = chosen in _SHIPPED
    path = resources.data("compensation", f"{chosen}.toml") if shipped else Path(chosen)
    try:
        with path.open(encoding="utf-8") as stream:
            return read_pack(stream.read(_LARGEST))
    except (OSError, UnicodeDecodeError) as error:
        words = _("The rule pack {path} cannot be read: {reason}.")
        reason = os_reason(error) if isinstance(error, OSError) else error
        raise PlainError(words.format(path=path, reason=reason)) from error
    except PackError as error:
        raise PlainError(f"{path}: {error}") from error


def source(chosen: CompensationPack) -> str:
    """Return which pack it is and who issued it, in words."""
    if not chosen.name:
        return _(
            "No rule pack is chosen: nothing is credited. The unit decides on its rules; whoever "
            "sets the program up writes them as leave.compensation_pack."
        )
    dated = chosen.dated.isoformat() if chosen.dated else ""
    parts = (chosen.name, chosen.version, chosen.issuer, chosen.document, dated)
    words = " ".join(part for part in parts if part)
    return _("{pack} (an example; binds nobody)").format(pack=words) if chosen.example else words
