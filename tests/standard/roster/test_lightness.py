"""Importing the rules is cheap: the solver and the holiday tables load when asked for."""

from __future__ import annotations

import subprocess
import sys


def test_the_rules_load_neither_numpy_nor_highs_nor_the_holiday_tables() -> None:
    code = (
        "import sys\n"
        "import dutyroom.standard.calendar.seed, dutyroom.standard.roster.checking\n"
        "import dutyroom.standard.roster.swapping, dutyroom.standard.roster.compensation\n"
        "import dutyroom.standard.roster.solver, dutyroom.standard.roster.fairness\n"
        "import dutyroom.standard.roster.responsibility\n"
        "print({'numpy', 'highspy', 'chinese_calendar'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "set()\n"


def test_the_solver_prints_nothing() -> None:
    code = (
        "import time\n"
        "from tests.standard.roster.scenes import large\n"
        "from dutyroom.standard.roster.solver.solve import solve\n"
        "assert solve(large(14, 4, 20), time.monotonic).assignments\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert (done.stdout, done.stderr) == ("", "")
