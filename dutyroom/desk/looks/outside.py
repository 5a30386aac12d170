"""Looking at what lies outside the machine: time server, networks, printer, power."""

from __future__ import annotations

import asyncio
from typing import Final

from dutyroom.config import Network
from dutyroom.desk.looks.bench import Bench
from dutyroom.devices.probes import hosts, names, power_supply, printer, system_clock, time_server
from dutyroom.devices.probes.programs import NotInstalledError
from dutyroom.standard.judging.network import Reach, Tried, judge_network
from dutyroom.standard.judging.supply import PrinterState, judge_printer, judge_ups, no_ups
from dutyroom.standard.judging.time import judge_clock, judge_kept, no_time
from dutyroom.standard.probing import Probe, Verdict

HOST_SECONDS: Final = 4.0
"""How long a host may take to answer, its name apart."""

NAME_SECONDS: Final = 4.0
"""How long a name server may take."""


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
        return no_time(chosen.time_server, _words(error))
    return judge_clock(told.ahead, chosen.time_server, chosen.clock_seconds)


async def look_at_network(bench: Bench, probe: Probe) -> Verdict:
    """Try every host of a network at once."""
    chosen = bench.settings.probes
    tries = [_try(each) for each in chosen.networks if each.name == probe.subject]
    return judge_network(await asyncio.gather(*tries), chosen.slow_ms)


async def _try(network: Network) -> Tried:
    """Try to reach one host."""
    shown = f"{network.host}:{network.port}" if network.port else network.host
    try:
        async with asyncio.timeout(NAME_SECONDS):
            found = await names.addresses(network.host)
    except OSError as error:
        return Tried(shown, Reach.NAMELESS, detail=_words(error))
    try:
        async with asyncio.timeout(HOST_SECONDS):
            if network.port:
                taken = await hosts.connect(found[0], network.port)
            else:
                taken = await hosts.ping(found[0], HOST_SECONDS)
    except ConnectionRefusedError:
        return Tried(shown, Reach.REFUSED)
    except hosts.PingForbiddenError:
        return Tried(shown, Reach.FORBIDDEN)
    except OSError as error:
        return Tried(shown, Reach.UNREACHABLE, detail=_words(error))
    return Tried(shown, Reach.REACHED, taken)


async def look_at_printer(_bench: Bench, _probe: Probe) -> Verdict:
    """Ask the print service."""
    seen = await printer.look()
    return judge_printer(_state(seen), seen.default)


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
    return PrinterState.STOPPED if seen.stopped else PrinterState.READY


async def look_at_ups(bench: Bench, _probe: Probe) -> Verdict:
    """Ask NUT about the emergency power supply."""
    chosen = bench.settings.probes
    try:
        told = await power_supply.variables(chosen.ups)
    except NotInstalledError as error:
        return no_ups(chosen.ups, f"upsc: {_words(error)}")
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
    """Return what the system says of an error, shortly; a time limit has no words of its own."""
    if isinstance(error, TimeoutError) and not error.strerror:
        return "timeout"
    return error.strerror or str(error) or type(error).__name__
