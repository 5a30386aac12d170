"""The settings file: one TOML file, read strictly and written whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, Final

import msgspec

from dutyroom.config.box_lines import twins
from dutyroom.config.places import PRIVATE_FOLDER
from dutyroom.config.refusals import in_words
from dutyroom.config.settings import Settings
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.toml_reasons import toml_reason

_ENTRY: Final = re.compile(r"at `\$\.?([^`]*)`")
_UNKNOWN: Final = re.compile(r"unknown field `([^`]*)`")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""No name, path or address holds one; a system call or a terminal fails on it or obeys it."""


class ConfigurationError(PlainError):
    """The settings cannot be used; the message says why and what to do."""


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
            _("The settings file {path} cannot be read: {reason}.").format(
                path=path, reason=os_reason(error)
            )
        ) from error
    try:
        settings = msgspec.toml.decode(raw, type=Settings)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _unusable(path, why_unusable(error)) from error
    _refuse_controls(path, settings)
    names = [line.name for line in settings.lines]
    if len(names) != len(set(names)):
        raise ConfigurationError(
            _("The settings file {path} names two lines alike. Nothing was changed.").format(
                path=path
            )
        )
    return settings


def _refuse_controls(path: Path, settings: Settings) -> None:
    """Refuse settings one of whose texts holds what nobody can read.

    Raises:
        ConfigurationError: One does; the message names it.
    """
    for entry, text in _texts(msgspec.to_builtins(settings)):
        if _CONTROL.search(text) is not None:
            raise _unusable(
                path, _("the entry {entry} holds a control character").format(entry=entry)
            )


def _unusable(path: Path, reason: str) -> ConfigurationError:
    """Return the error for a file whose content cannot be used."""
    return ConfigurationError(
        _("The settings file {path} is not usable: {reason}. Nothing was changed.").format(
            path=path, reason=reason
        )
    )


def _texts(value: object, entry: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of the settings with the place it stands at, as `lines[0].port`."""
    if isinstance(value, str):
        yield entry, value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _texts(each, f"{entry}.{name}" if entry else name)
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _texts(each, f"{entry}[{number}]")


def why_unusable(error: msgspec.DecodeError | UnicodeDecodeError | RecursionError) -> str:
    """Return what is wrong with the content, and where; the library says it in English."""
    words = str(error)
    if (unknown := _UNKNOWN.search(words)) is not None:
        return _("there is no entry {entry}").format(entry=unknown[1])
    if (entry := _ENTRY.search(words)) is not None:
        detail = words[: entry.start()].rstrip(" -")
        return _("the entry {entry} cannot have this value ({detail})").format(
            entry=entry[1], detail=in_words(detail)
        )
    return toml_reason(error)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings file whole, keeping the comments of the one before.

    Raises:
        ConfigurationError: The file cannot be written, or could not be read again.
    """
    import tomlkit  # noqa: PLC0415 - needed by set-up alone

    try:
        msgspec.convert(msgspec.to_builtins(settings), Settings)
    except msgspec.ValidationError as error:
        raise _unusable(path, why_unusable(error)) from error
    _refuse_controls(path, settings)
    if reason := twins(settings):
        raise _unusable(path, reason)
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
                path=path, reason=os_reason(error)
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
