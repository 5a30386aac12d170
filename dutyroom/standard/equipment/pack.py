"""The checklists that ship with the program, read strictly.

`base.toml` holds what every unit looks at; the file of a profile leaves some of it out, replaces
items under the same key and adds its own. A new item is data and no code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import msgspec

from dutyroom import resources
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.standard.equipment.items import Group, Item, Kind, Often, Who

BASE: Final = "base.toml"

Key = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Probe = Annotated[str, msgspec.Meta(pattern=r"^[a-z_]{1,40}(:.{1,40})?$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Words = Annotated[str, msgspec.Meta(max_length=120)]


class ChecklistError(PlainError):
    """A checklist cannot be used; the message says which file and why."""


class ItemFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item as a file holds it."""

    key: Key
    group: Group
    zh: Name
    en: Name
    critical: bool = False
    often: Often = Often.SHIFT
    who: Who = Who.OFFICER
    kind: Kind = Kind.STATE
    probes: tuple[Probe, ...] = ()
    look_zh: Words = ""
    look_en: Words = ""
    minimum: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    measure_zh: Annotated[str, msgspec.Meta(max_length=8)] = ""
    measure_en: Annotated[str, msgspec.Meta(max_length=12)] = ""
    article: Annotated[int, msgspec.Meta(ge=0, le=29)] = 0

    def item(self) -> Item:
        """Return the item."""
        return Item(**{name: getattr(self, name) for name in self.__struct_fields__})


class ListFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of items, and what of the base it leaves out."""

    without: tuple[Key, ...] = ()
    item: tuple[ItemFile, ...] = ()


def shipped(profile: str, folder: Path | None = None) -> tuple[Item, ...]:
    """Return the checklist that ships for a profile.

    Args:
        profile: `district`, `town`, `department` or `enterprise`.
        folder: Where the files stand; by default those of the program.

    Raises:
        ChecklistError: A file is missing or holds something unusable.
    """
    where = folder or resources.data("equipment")
    base, own = _read(where / BASE), _read(where / f"{profile}.toml")
    known = {each.key: each.item() for each in base.item}
    for key in own.without:
        if known.pop(key, None) is None:
            raise _unusable(
                where / f"{profile}.toml", _("{key} is not in the base").format(key=key)
            )
    known |= {each.key: each.item() for each in own.item}
    order = list(Group)
    return tuple(sorted(known.values(), key=lambda item: order.index(item.group)))


def _read(path: Path) -> ListFile:
    """Read one file.

    Raises:
        ChecklistError: It cannot be read, or holds something unusable.
    """
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=ListFile)
    except OSError as error:
        raise _unusable(path, os_reason(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unusable(path, str(error)) from error
    keys = [each.key for each in found.item]
    for key in keys:
        if keys.count(key) > 1:
            raise _unusable(path, _("{key} stands there twice").format(key=key))
    for each in found.item:
        if each.minimum and not each.kind.stocked:
            words = _("{key} has a minimum but is not counted").format(key=each.key)
            raise _unusable(path, words)
    return found


def _unusable(path: Path, why: str) -> ChecklistError:
    """Return the error for a file."""
    words = _("The checklist {path} is not usable: {reason}. Nothing was changed.")
    return ChecklistError(words.format(path=path.name, reason=why))
