"""Looking at what lies outside the machine: time server, networks, printer, power."""

from __future__ import annotations

import asyncio
import errno
from typing import Final

from dutyroom.config import Network
from dutyroom.desk.looks.bench import Bench
from dutyroom.devices.probes import hosts, names, power_supply, printer, system_clock, time_server
from dutyroom.devices.probes.programs import NotInstalledError
from dutyroom.os_reasons import os_reason
from dutyroom.standard.judging.network import Reach, Tried, judge_network, no_host
from dutyroom.standard.judging.supply import (
    ALERTS,
    PrinterState,
    judge_printer,
    judge_ups,
    no_name,
    no_tool,
    no_ups,
)
from dutyroom.standard.judging.time import Untold, judge_clock, judge_kept, no_time
from dutyroom.standard.probing import Probe, Verdict

HOST_SECONDS: Final = 4.0
"""How long a host may take to answer, its name apart."""

NAME_SECONDS: Final = 4.0
"""How long a name server may take."""

_MOST_ADDRESSES: Final = 4
"""How many addresses of one host are tried."""

_OFF_LINE: Final = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
"""What the system says where this machine itself is in no network that leads there."""


async def look_at_clock(bench: Bench, _probe: Probe) -> Verdict:
    """Compare the clock with the time server that the unit named."""
    chosen = bench.settings.probes
    if not chosen.time_server:
        return judge_kept(system_clock.synchronised())
    host, port = host_and_port(chosen.time_server, time_server.PORT)
    try:
        async with asyncio.timeout(NAME_SECONDS):
            found = await names.addresses(host)
        async with asyncio.timeout(HOST_SECONDS):
            told = await time_server.ask_time(found[0], port, bench.clock)
    except OSError as error:  # time-outs and names that are not known among them
        return no_time(chosen.time_server, _untold(error), _words(error))
    return judge_clock(told.ahead, chosen.time_server, chosen.clock_seconds)


def _untold(error: OSError) -> Untold:
    """Return why a time server told no time."""
    reasons = (
        (names.UnknownNameError, Untold.NAMELESS),
        (names.NoNameServerError, Untold.NO_NAMES),
        (time_server.UnsureTimeError, Untold.UNSURE),
        (time_server.NoTimeError, Untold.RUBBISH),
        (ConnectionRefusedError, Untold.REFUSED),
        (TimeoutError, Untold.SILENT),
    )
    return next((why for kind, why in reasons if isinstance(error, kind)), Untold.UNREACHABLE)


async def look_at_network(bench: Bench, probe: Probe) -> Verdict:
    """Try every host of a network at once."""
    chosen = bench.settings.probes
    tries = [_try(each) for each in chosen.networks if each.name == probe.subject]
    if not tries:
        return no_host(probe.subject)
    return judge_network(await asyncio.gather(*tries), chosen.slow_ms)


async def _try(network: Network) -> Tried:
    """Try to reach one host."""
    shown = f"{network.host}:{network.port}" if network.port else network.host
    try:
        async with asyncio.timeout(NAME_SECONDS):
            found = await names.addresses(network.host)
    except (names.NoNameServerError, TimeoutError):
        return Tried(shown, Reach.NO_NAMES)
    except OSError as error:
        return Tried(shown, Reach.NAMELESS, detail=_words(error))
    tries = (_reach(shown, each, network.port) for each in found[:_MOST_ADDRESSES])
    order = list(Reach)
    return min(
        await asyncio.gather(*tries), key=lambda each: (order.index(each.reach), each.milliseconds)
    )


async def _reach(shown: str, address: str, port: int) -> Tried:
    """Try to reach one address of a host; where a host has several, any of them will do."""
    try:
        async with asyncio.timeout(HOST_SECONDS):
            if port:
                taken = await hosts.connect(address, port)
            else:
                taken = await hosts.ping(address, HOST_SECONDS)
    except ConnectionRefusedError:
        return Tried(shown, Reach.REFUSED)
    except hosts.PingForbiddenError:
        return Tried(shown, Reach.FORBIDDEN)
    except TimeoutError:
        return Tried(shown, Reach.SILENT, HOST_SECONDS * 1000)
    except OSError as error:
        if error.errno in _OFF_LINE:
            return Tried(shown, Reach.OFF_LINE)
        known = error.errno == errno.EHOSTUNREACH
        return Tried(shown, Reach.UNREACHABLE, detail="" if known else _words(error))
    return Tried(shown, Reach.REACHED, taken)


async def look_at_printer(_bench: Bench, _probe: Probe) -> Verdict:
    """Ask the print service."""
    seen = await printer.look()
    return judge_printer(_state(seen), seen.default, seen.alerts)


def _state(seen: printer.PrinterSeen) -> PrinterState:
    """Return how the printer stands, in the words of the rules."""
    if not seen.installed:
        return PrinterState.NO_SERVICE
    if not seen.answers:
        return PrinterState.SILENT
    if not seen.running:
        return PrinterState.NOT_RUNNING
    if not seen.default:
        return PrinterState.NO_DEFAULT
    if seen.stopped:
        return PrinterState.STOPPED
    return PrinterState.ALERTS if set(seen.alerts) & set(ALERTS) else PrinterState.READY


async def look_at_ups(bench: Bench, _probe: Probe) -> Verdict:
    """Ask NUT about the emergency power supply."""
    chosen = bench.settings.probes
    if not chosen.ups:
        return no_name()
    try:
        told = await power_supply.variables(chosen.ups)
    except NotInstalledError:
        return no_tool(chosen.ups)
    except OSError as error:
        return no_ups(chosen.ups, _words(error))
    return judge_ups(told, chosen.ups_percent)


def host_and_port(text: str, usual: int) -> tuple[str, int]:
    """Return host and port of `host`, `host:port` or `[address]:port`.

    Args:
        text: As the settings have it; an IPv6 address without brackets has no port.
        usual: The port where none is named.
    """
    host, colon, port = text.rpartition(":")
    if colon and port.isdecimal() and (":" not in host or host.endswith("]")):
        return host.strip("[]"), int(port)
    return text.strip("[]"), usual


def _words(error: OSError) -> str:
    """Return what the system says of an error, shortly."""
    return os_reason(error) or type(error).__name__
