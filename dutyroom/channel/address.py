"""Where the keeper listens: a Unix socket for its own user, elsewhere loopback with a token.

The socket lies in a folder of mode 0700. Where there are no Unix sockets the
keeper listens on the loopback address only, and writes the port and a secret
into a file that only its user can read; a client says the secret first.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
import struct
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, TypeAlias

from dutyroom.channel.messages import LIMIT

Streams: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Serve: TypeAlias = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

LOOPBACK: Final = "127.0.0.1"
HAS_UNIX: Final = hasattr(socket, "AF_UNIX") and sys.platform != "win32"


async def listen(path: Path, serve: Serve) -> tuple[asyncio.Server, str]:
    """Listen for consoles. Only the holder of the keeper's lock may call this.

    Args:
        path: The socket; on loopback, the file for port and secret.
        serve: Called with the streams of each client.

    Returns:
        The server, and the secret each client must say first; empty on a socket.

    Raises:
        OSError: The socket cannot be made.
    """
    _clear(path)
    if HAS_UNIX:
        return await asyncio.start_unix_server(serve, path, limit=LIMIT), ""
    server = await asyncio.start_server(serve, LOOPBACK, 0, limit=LIMIT)
    secret = secrets.token_hex(16)
    _write_note(path, server.sockets[0].getsockname()[1], secret)
    return server, secret


async def connect(path: Path) -> Streams:
    """Connect to the keeper of a desk.

    Raises:
        OSError: Nobody listens there, or the note about the port is unreadable.
    """
    if HAS_UNIX:
        return await asyncio.open_unix_connection(path, limit=LIMIT)
    port, secret = _read_note(path)
    reader, writer = await asyncio.open_connection(LOOPBACK, port, limit=LIMIT)
    writer.write(secret.encode("ascii") + b"\n")
    return reader, writer


def peer_user(writer: asyncio.StreamWriter) -> int | None:
    """Return the user id at the other end of a Unix socket, None where it cannot be told."""
    peer = writer.get_extra_info("socket")
    if peer is None or sys.platform != "linux" or peer.family != socket.AF_UNIX:
        return None
    credentials = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", credentials)[1])


def _clear(path: Path) -> None:
    """Make room for the socket: the folder is its owner's alone, a killed keeper's file goes."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    path.unlink(missing_ok=True)


def _write_note(path: Path, port: int, secret: str) -> None:
    """Tell clients of this user where to connect and what to say."""
    path.touch(mode=0o600)
    path.write_text(json.dumps({"port": port, "secret": secret}), encoding="ascii")


def _read_note(path: Path) -> tuple[int, str]:
    """Return the port and the secret.

    Raises:
        OSError: There is no note, or it is unreadable.
    """
    try:
        note = json.loads(path.read_text(encoding="ascii"))
        return int(note["port"]), str(note["secret"])
    except (ValueError, KeyError, TypeError) as error:
        raise ConnectionError(f"unreadable: {path}") from error
