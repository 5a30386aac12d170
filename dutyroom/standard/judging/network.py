"""Judging whether a network's host can be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_
from dutyroom.standard.probing import Said, State, Value, Verdict


class Reach(StrEnum):
    """How a try to reach a host ended, the best first."""

    REACHED = "reached"
    REFUSED = "refused"
    """Something is there, but nothing listens at the port."""
    SILENT = "silent"
    """Nothing came back within the time that a host is given."""
    UNREACHABLE = "unreachable"
    OFF_LINE = "off_line"
    """This machine itself is in no network that leads there."""
    NAMELESS = "nameless"
    """The name is not known, so nothing was tried."""
    NO_NAMES = "no_names"
    """No name server answers, so nothing was tried."""
    FORBIDDEN = "forbidden"
    """This system does not let an ordinary program ping."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One try.

    Attributes:
        host: As the settings name it, with its port where there is one.
        reach: How it ended.
        milliseconds: How long the answer took, or was waited for.
        detail: The system's own words where it failed.
    """

    host: str
    reach: Reach
    milliseconds: float = 0.0
    detail: str = ""


_GRADES: Final = (State.OK, State.FAULTY, State.CANNOT_TELL)


def no_host(network: str) -> Verdict:
    """Return the verdict for a network of which no host is named.

    Args:
        network: Its name in the settings.
    """
    said = Said(N_("Nothing was tried: no host of this network is named."))
    text = N_('Name one in the settings: name = "{network}" and host, under [[probes.networks]].')
    return Verdict(State.CANNOT_TELL, said, Said(text, {"network": network}))


def judge_network(tries: Sequence[Tried], slow: float) -> Verdict:
    """Judge a network by its hosts: the best counts, for a single host may be down.

    Args:
        tries: One for each of its hosts; at least one.
        slow: Milliseconds from which on an answer is slow.
    """
    judged = [(each, _judge(each, slow)) for each in tries]
    order = list(Reach)
    best = min(
        judged,
        key=lambda pair: (
            _GRADES.index(pair[1].state),
            order.index(pair[0].reach),
            pair[0].milliseconds,
        ),
    )
    return best[1]


def _judge(tried: Tried, slow: float) -> Verdict:
    """Judge one try."""
    values: dict[str, Value] = {
        "host": tried.host,
        "ms": tried.milliseconds,
        "seconds": tried.milliseconds / 1000,
        "detail": tried.detail,
    }
    match tried.reach:
        case Reach.REACHED if tried.milliseconds <= slow:
            return Verdict(State.OK, Said(N_("{host} answers in {ms:.0f} ms."), values))
        case Reach.REACHED:
            said = Said(N_("{host} answers slowly, in {ms:.0f} ms."), values)
            advice = N_("Wait a moment and check again; if it stays so, tell the network's keeper.")
        case Reach.REFUSED:
            said = Said(N_("{host} is there, but refuses the connection."), values)
            advice = N_("Check the port under [[probes.networks]] in the settings.")
        case Reach.FORBIDDEN:
            said = Said(N_("This system does not let the program ping {host}."), values)
            advice = N_("Give a TCP port under [[probes.networks]] in the settings.")
            return Verdict(State.CANNOT_TELL, said, Said(advice))
        case _:
            return _not_reached(tried, values)
    return Verdict(State.FAULTY, said, Said(advice))


def _not_reached(tried: Tried, values: dict[str, Value]) -> Verdict:
    """Judge a try at which the host never answered."""
    advice = N_("Check the network cable and the switch; then tell the network's keeper.")
    match tried.reach:
        case Reach.SILENT:
            said = Said(N_("{host} gives no answer within {seconds:g} s."), values)
        case Reach.OFF_LINE:
            said = Said(N_("This machine is in no network that leads to {host}."), values)
        case Reach.NAMELESS:
            said = Said(N_("The name of {host} is not known."), values)
            advice = N_("Check how it is written, or name an address in the settings.")
        case Reach.NO_NAMES:
            said = Said(N_("No name server answers, so {host} was not tried."), values)
        case _ if tried.detail:
            said = Said(N_("{host} cannot be reached ({detail})."), values)
        case _:
            said = Said(N_("{host} cannot be reached: the network finds no way to it."), values)
    return Verdict(State.FAULTY, said, Said(advice))
