"""HiGHS: one programme in, values and bounds out."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

import highspy
import numpy as np
from highspy import cb

from dutyroom.standard.roster.solver.mip import Floats, Mip
from dutyroom.standard.roster.solver.problem import Cancelled, Progress, Report

_MINIMISE = 1
_ROWWISE = 2
_TELLING: Final = (
    cb.HighsCallbackType.kCallbackMipLogging,
    cb.HighsCallbackType.kCallbackMipImprovingSolution,
)
_ASKING: Final = (
    cb.HighsCallbackType.kCallbackMipInterrupt,
    cb.HighsCallbackType.kCallbackSimplexInterrupt,
)


class End(Enum):
    """How a run ended."""

    OPTIMAL = auto()
    INFEASIBLE = auto()
    STOPPED = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found.

    Attributes:
        end: How it ended.
        values: Of the columns; None without a solution.
        cost: Of `values`.
        bound: No solution costs less.
        gap: Relative distance of the two.
    """

    end: End
    values: Floats | None
    cost: float
    bound: float
    gap: float


class _Quiet(highspy.Highs):
    """HiGHS that prints nothing: its first words would stand in the middle of a screen."""

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's own name; its constructor calls it
        """Switch the output off before the first call that prints; `_listen` sets the callback."""
        self.setOptionValue("output_flag", False)


_new_highs: Final[Callable[[], highspy.Highs]] = _Quiet
"""Makes a solver; typed here, because HiGHS's constructor has no annotations."""


def run(
    mip: Mip,
    seconds: float,
    *,
    gap: float = 1e-4,
    seed: int = 0,
    report: Report | None = None,
    cancelled: Cancelled | None = None,
    start: Floats | None = None,
) -> Outcome:
    """Solve a programme on one thread.

    Args:
        mip: The programme.
        seconds: Time limit.
        gap: Relative gap at which a solution counts as optimal.
        seed: For HiGHS's random choices.
        report: Takes progress.
        cancelled: Asked again and again; True ends the run.
        start: A solution to begin from.

    Raises:
        RuntimeError: HiGHS refused the programme, which is a fault of the model.
    """
    highs = _new_highs()
    _set_options(highs, seconds, gap, seed)
    _pass(highs, mip)
    if start is not None:
        highs.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
    _listen(highs, report, cancelled)
    highs.run()
    return _outcome(highs)


def relax(
    mip: Mip, seconds: float, *, cancelled: Cancelled | None = None
) -> tuple[Outcome, Floats | None]:
    """Solve a programme as if nothing in it were whole, by the simplex method alone.

    Args:
        mip: The programme; none of its columns is whole.
        seconds: Time limit.
        cancelled: Asked again and again; True ends the run.

    Returns:
        What was found, and of an impossible programme what each row has to do with it, shape
        (rows,): rows at 0 have nothing; None where HiGHS has no such ray.

    Raises:
        RuntimeError: HiGHS refused the programme, which is a fault of the model.
    """
    highs = _new_highs()
    _set_options(highs, seconds, 0.0, 0)
    # Presolve finds an impossible programme without a ray that says why.
    highs.setOptionValue("presolve", "off")
    highs.setOptionValue("solver", "simplex")
    _pass(highs, mip)
    _listen(highs, None, cancelled)
    highs.run()
    outcome = _outcome(highs)
    if outcome.end is not End.INFEASIBLE:
        return outcome, None
    _status, known, ray = highs.getDualRay()  # type: ignore[attr-defined] # not in its stubs
    return outcome, np.array(ray) if known else None


def _set_options(highs: highspy.Highs, seconds: float, gap: float, seed: int) -> None:
    """Make a run short and repeatable."""
    options: dict[str, bool | int | float | str] = {
        "threads": 1,
        "parallel": "off",
        "random_seed": seed,
        "time_limit": max(seconds, 0.01),
        "mip_rel_gap": gap,
    }
    for name, value in options.items():
        highs.setOptionValue(name, value)


def _pass(highs: highspy.Highs, mip: Mip) -> None:
    """Hand the arrays over.

    Raises:
        RuntimeError: They do not fit together.
    """
    status = highs.passModel(
        len(mip.cost),
        len(mip.row_lower),
        len(mip.index),
        _ROWWISE,
        _MINIMISE,
        mip.offset,
        mip.cost,
        mip.lower,
        mip.upper,
        mip.row_lower,
        mip.row_upper,
        mip.starts,
        mip.index,
        mip.value,
        mip.whole,
    )
    if status == highspy.HighsStatus.kError:
        raise RuntimeError("HiGHS refused the programme")


def _listen(highs: highspy.Highs, report: Report | None, cancelled: Cancelled | None) -> None:
    """Let HiGHS tell its progress and ask whether to go on."""

    def heard(
        kind: cb.HighsCallbackType,
        _message: str,
        out: cb.HighsCallbackOutput,
        into: cb.HighsCallbackInput | None,
        _data: object,
    ) -> None:
        if report and kind in _TELLING:
            report(_progress(out))
        if cancelled and into is not None and kind in _ASKING and cancelled():
            into.user_interrupt = True

    highs.setCallback(heard, None)
    for kind in (*(_TELLING if report else ()), *(_ASKING if cancelled else ())):
        highs.startCallback(kind)


def _progress(out: cb.HighsCallbackOutput) -> Progress:
    """Return what HiGHS tells of itself."""
    found = abs(out.mip_primal_bound) < highspy.kHighsInf
    gap = out.mip_gap if found and math.isfinite(out.mip_gap) else None
    best = out.mip_primal_bound if found else None
    return Progress(out.running_time, best, out.mip_dual_bound, gap)


def _outcome(highs: highspy.Highs) -> Outcome:
    """Return what a run has left behind."""
    info = highs.getInfo()
    status = highs.getModelStatus()
    ends = {
        highspy.HighsModelStatus.kOptimal: End.OPTIMAL,
        highspy.HighsModelStatus.kInfeasible: End.INFEASIBLE,
        highspy.HighsModelStatus.kTimeLimit: End.TIME,
        highspy.HighsModelStatus.kModelEmpty: End.OPTIMAL,
        highspy.HighsModelStatus.kInterrupt: End.STOPPED,
    }
    if status not in ends:
        raise RuntimeError(f"HiGHS ended with {highs.modelStatusToString(status)}")
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(highs.getSolution().col_value) if feasible else None
    return Outcome(
        ends[status], values, info.objective_function_value, info.mip_dual_bound, info.mip_gap
    )
