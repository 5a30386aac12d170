"""How it is said that somebody was specially admitted to the roster (articles 4 and 19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.phrases import clauses, listed
from dutyroom.standard.roster.eligibility import Override, RefusalKind
from dutyroom.standard.roster.words import days_in_words

_LABELS: Final = {
    RefusalKind.POST: N_("kind of post"),
    RefusalKind.TRAINING: N_("training"),
    RefusalKind.HOLIDAY_TRAINING: N_("training before a holiday"),
}


def rule_words(kinds: Iterable[RefusalKind]) -> str:
    """Return the rules that were set aside, in words.

    Args:
        kinds: Some of `OVERRIDABLE`.
    """
    wanted = set(kinds)
    return listed(_(label) for kind, label in _LABELS.items() if kind in wanted)


def decisions(overrides: Iterable[Override]) -> str:
    """Return some decisions in words: of what, for which days, who decided, and why.

    What one decision says of several rules is said once.

    Args:
        overrides: The decisions; none: empty.
    """
    found: dict[tuple[date, date, str, str], set[RefusalKind]] = {}
    for each in overrides:
        key = (each.first, each.last, each.by, each.reason)
        found.setdefault(key, set()).add(each.kind)
    return clauses(
        _("{rules}, {days}, by {name}: {reason}").format(
            rules=rule_words(kinds), days=days_in_words(first, last), name=by, reason=reason
        )
        for (first, last, by, reason), kinds in found.items()
    )
