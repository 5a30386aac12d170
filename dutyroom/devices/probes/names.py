"""From a host's name to its addresses.

The system's resolver cannot be interrupted and may take half a minute, so a process
of its own asks it: that one can be ended.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Final

from dutyroom.devices.probes import programs

_ASK: Final = """
import socket, sys
try:
    found = socket.getaddrinfo(sys.argv[1], None, type=socket.SOCK_STREAM)
except (OSError, UnicodeError) as error:
    if getattr(error, "errno", None) == socket.EAI_AGAIN:
        sys.exit(3)
    sys.exit(getattr(error, "strerror", None) or str(error))
for each in found:
    print(each[4][0])
"""


_NO_SERVER: Final = 3
"""How that process ends where no name server answered it."""


class UnknownNameError(OSError):
    """A host's name has no address; the message holds the system's words."""


class NoNameServerError(OSError):
    """No name server answers, so nothing is known of any name."""


async def addresses(host: str) -> list[str]:
    """Return the addresses of a host, the system's first choice first.

    Args:
        host: A name, or an address, which is returned as it is.

    Raises:
        UnknownNameError: There are none.
        NoNameServerError: The name server does not say.
        OSError: The question cannot be asked.
    """
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        pass  # it is a name
    if not host or host.startswith("-") or "\0" in host:
        raise UnknownNameError(host)
    said = await programs.ask(sys.executable, "-I", "-S", "-c", _ASK, host)
    if said.code == _NO_SERVER:
        raise NoNameServerError(host)
    found = list(dict.fromkeys(said.out.split()))
    if said.code != 0 or not found:
        raise UnknownNameError(said.error.strip().splitlines()[-1] if said.error.strip() else host)
    return found
