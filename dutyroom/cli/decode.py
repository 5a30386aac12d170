"""`dutyroom decode`: captured bytes in, events out, one JSON object a line.

The output is an interface, described in `docs/decode.md`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from io import BufferedReader
from pathlib import Path

from dutyroom.devices.events import LineEvent
from dutyroom.devices.formats import SAMPLE, decoder, names, recognise
from dutyroom.documents.json_text import json_text
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

CHUNK = 65_536


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The sub-command's own parser.
    """
    parser.add_argument(
        "--format",
        metavar=_("NAME|FILE.toml"),
        help=_("format of the capture (%(names)s) or a declared one; recognised when left out")
        % {"names": ", ".join(names())},
    )
    parser.add_argument("file", metavar=_("FILE"), help=_("captured bytes; - is standard input"))


def run(arguments: argparse.Namespace) -> int:
    """Print the events of a capture.

    Args:
        arguments: What `add_arguments` declared, parsed.

    Returns:
        0.

    Raises:
        PlainError: The input cannot be read, no format fits, or the format named
            cannot be used.
        BrokenPipeError: The reader of the output has gone.
    """
    with _opened(arguments.file) as stream:
        _decode(stream, arguments.format)
    return 0


def printed(event: LineEvent) -> str:
    """Return an event as the documented JSON object, its keys in the documented order."""
    return json_text(
        {
            "event": event.event,
            "line": event.line,
            "direction": event.direction,
            "number": event.number,
            "name": event.name,
            "absent": event.absent,
            "telco_time": event.telco_time,
            "seconds": event.seconds,
            "checksum": event.checksum,
            "format": event.format,
            "offset": event.offset,
            "raw": event.raw.hex(),
            "answered": event.answered,
        },
    )


def _opened(name: str) -> BufferedReader:
    """Open the capture; standard input stays open when the copy is closed."""
    try:
        if name == "-":
            return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
        return Path(name).open("rb")
    except OSError as error:
        raise PlainError(_cannot_read(name, error)) from error


def _decode(stream: BufferedReader, name: str | None) -> None:
    """Decode block by block, so that the size of a capture does not matter."""
    sample = b""
    if name is None:
        sample = _block(stream, SAMPLE)
        name = recognise(sample)
        if name is None:
            raise PlainError(
                _("no format fits these bytes; name one with --format: %(names)s")
                % {"names": ", ".join(names())}
            )
    reader = decoder(name)
    _print(reader.feed(sample))
    while data := _block(stream, None):
        _print(reader.feed(data))
    _print(reader.close())


def _block(stream: BufferedReader, exactly: int | None) -> bytes:
    """Return the next bytes: so many if they come, or as soon as there are any."""
    try:
        if exactly is not None:
            return stream.read(exactly)
        return stream.read1(CHUNK)
    except OSError as error:
        raise PlainError(_cannot_read(getattr(stream, "name", "-"), error)) from error


def _print(events: Iterable[LineEvent]) -> None:
    lines = [printed(event) + "\n" for event in events if not event.partial]
    if lines:
        # The interface is UTF-8 whatever the terminal's own encoding may be.
        sys.stdout.buffer.write("".join(lines).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()


def _cannot_read(name: object, error: OSError) -> str:
    return _("cannot read %(file)s: %(why)s") % {"file": name, "why": os_reason(error)}
