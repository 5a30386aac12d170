"""Finding a format by its name or its TOML file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dutyroom.devices.formats.base import Decoder, FormatError
from dutyroom.devices.formats.comdial import ComdialDecoder
from dutyroom.devices.formats.declaration import Declaration, load
from dutyroom.devices.formats.declared import DeclaredDecoder
from dutyroom.devices.formats.hayes import HayesDecoder
from dutyroom.devices.formats.hayes_hex import HayesHexDecoder
from dutyroom.devices.formats.mdmf import MdmfDecoder
from dutyroom.devices.formats.ncid import NcidDecoder
from dutyroom.devices.formats.netcallerid import NetCallerIdDecoder
from dutyroom.devices.formats.profile import PROFILES, Profile
from dutyroom.devices.formats.tci import TciDecoder
from dutyroom.devices.formats.whozz import WhozzDecoder
from dutyroom.i18n import _
from dutyroom.resources import data

_DECODERS: dict[str, Callable[[], Decoder]] = {
    "hayes": HayesDecoder,
    "hayes-hex": HayesHexDecoder,
    "mdmf": MdmfDecoder,
    "whozz": WhozzDecoder,
    "netcallerid": NetCallerIdDecoder,
    "tci": TciDecoder,
    "comdial": ComdialDecoder,
    "ncid": NcidDecoder,
}


def names() -> tuple[str, ...]:
    """Return the names of all formats: the built-in ones, then the shipped files."""
    return (*_DECODERS, *sorted(_shipped()))


def decoder(name_or_toml: str | Path) -> Decoder:
    """Return a new decoder.

    Args:
        name_or_toml: A format's name, or the path of a TOML file.

    Raises:
        FormatError: There is no such format, or its file cannot be used.
    """
    built_in = _DECODERS.get(str(name_or_toml))
    return built_in() if built_in else DeclaredDecoder(_declaration(name_or_toml))


def profile(name_or_toml: str | Path) -> Profile:
    """Return what a format's box needs: port settings, set-up, keep-alive.

    Args:
        name_or_toml: A format's name, or the path of a TOML file.

    Raises:
        FormatError: There is no such format, or its file cannot be used.
    """
    built_in = PROFILES.get(str(name_or_toml))
    return built_in or _declaration(name_or_toml).profile


def _shipped() -> dict[str, Path]:
    """Return the declared formats that come with the program, by name."""
    return {path.stem: path for path in data("formats").glob("*.toml")}


def _declaration(name_or_toml: str | Path) -> Declaration:
    path = _shipped().get(str(name_or_toml))
    if path is None:
        path = Path(name_or_toml)
        if path.suffix.lower() != ".toml":
            words = {"name": name_or_toml, "names": ", ".join(names())}
            raise FormatError(
                _("there is no format %(name)s; there are %(names)s, or a .toml file of your own")
                % words
            )
    declaration = load(path)
    if declaration.profile.name in _DECODERS:
        words = {"file": path, "name": declaration.profile.name}
        raise FormatError(_("%(file)s: the name %(name)s is a built-in format's") % words)
    return declaration
