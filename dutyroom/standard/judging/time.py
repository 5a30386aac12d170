"""Judging the clock of the machine, by a time server and by the exchange."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_
from dutyroom.standard.probing import Said, State, Value, Verdict

ENOUGH: Final = 2
"""Calls whose time agrees or differs before anything is said: one may have rung long."""

_MINUTE: Final = 60.0


def judge_clock(ahead: float, server: str, limit: float) -> Verdict:
    """Judge how far the clock is off.

    Args:
        ahead: Seconds by which it is ahead; negative where it is behind.
        server: What it was compared with.
        limit: Seconds that it may be off.
    """
    off = abs(ahead)
    values: dict[str, Value] = {"server": server, "seconds": off, "ahead": ahead}
    if off <= limit:
        said = Said(N_("The clock agrees with {server} to {seconds:.2f} s."), values)
        return Verdict(State.OK, said)
    text = _fast(ahead)
    values["minutes"] = off / _MINUTE
    advice = Said(N_("Set the clock right, or have the system keep it: sudo timedatectl set-ntp 1"))
    return Verdict(State.FAULTY, Said(text, values), advice)


def _fast(ahead: float) -> str:
    """Return the message that says how far a clock is off."""
    if abs(ahead) < 2 * _MINUTE:
        if ahead > 0:
            return N_("The clock is {seconds:.0f} s fast, compared with {server}.")
        return N_("The clock is {seconds:.0f} s slow, compared with {server}.")
    if ahead > 0:
        return N_("The clock is {minutes:.0f} min fast, compared with {server}.")
    return N_("The clock is {minutes:.0f} min slow, compared with {server}.")


def judge_kept(kept: bool | None) -> Verdict:
    """Judge a clock where no time server is named.

    Args:
        kept: Whether the system says that it keeps it right; None where it does not say.
    """
    if kept:
        return Verdict(State.OK, Said(N_("The system keeps the clock right over the network.")))
    said = Said(N_("Nothing tells whether the clock is right: no time server is named."))
    advice = Said(N_("Name one in the settings: time_server, under [probes]."))
    return Verdict(State.CANNOT_TELL, said, advice)


class Untold(StrEnum):
    """Why a time server tells no time."""

    SILENT = "silent"
    REFUSED = "refused"
    """It is there, but runs no time service."""
    UNSURE = "unsure"
    """It does not know the time itself."""
    RUBBISH = "rubbish"
    NAMELESS = "nameless"
    NO_NAMES = "no_names"
    """No name server answers."""
    UNREACHABLE = "unreachable"


_UNTOLD: Final[Mapping[Untold, str]] = {
    Untold.SILENT: N_("{server} gives no answer when it is asked for the time."),
    Untold.REFUSED: N_("{server} runs no time service."),
    Untold.UNSURE: N_("{server} does not know the time itself (unsynchronised)."),
    Untold.RUBBISH: N_("{server} answers, but not with the time."),
    Untold.NAMELESS: N_("The name of {server} is not known."),
    Untold.NO_NAMES: N_("No name server answers, so {server} was not tried."),
    Untold.UNREACHABLE: N_("{server} cannot be reached ({detail})."),
}


def no_time(server: str, why: Untold, detail: str = "") -> Verdict:
    """Return the verdict for a time server that tells no time.

    Args:
        server: Which.
        why: Why.
        detail: The system's own words, where it could not be reached.
    """
    said = Said(_UNTOLD[why], {"server": server, "detail": detail})
    advice = Said(N_("Check the network, and time_server under [probes] in the settings."))
    return Verdict(State.CANNOT_TELL, said, advice)


def judge_exchange(apart: Sequence[float], limit: float) -> Verdict:
    """Judge the clock by the telephone company's time, which has whole minutes.

    Args:
        apart: Minutes by which the last calls came later than the exchange says.
        limit: Minutes that are no difference.
    """
    if len(apart) < ENOUGH:
        said = Said(N_("Too few of the last calls brought the telephone company's time."))
        return Verdict(State.CANNOT_TELL, said)
    middle = statistics.median(apart)
    values: dict[str, Value] = {"minutes": abs(middle), "count": len(apart), "ahead": middle}
    if abs(middle) <= limit:
        said = Said(
            N_("The clock agrees with the telephone company's in the last {count} calls."), values
        )
        return Verdict(State.OK, said)
    text = N_("The clock is {minutes:.0f} min behind the telephone company's.")
    if middle > 0:
        text = N_("The clock is {minutes:.0f} min ahead of the telephone company's.")
    advice = Said(N_("Compare with a clock that is right: this machine's, or the exchange's."))
    return Verdict(State.FAULTY, Said(text, values), advice)
