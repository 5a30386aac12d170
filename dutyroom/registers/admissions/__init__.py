"""Special admissions to the roster: who may serve in spite of a rule, for which days, and why."""
