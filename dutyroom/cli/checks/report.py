"""The answers for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

import dutyroom
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Checked, State
from dutyroom.documents.json_text import json_text
from dutyroom.documents.plain import printable
from dutyroom.i18n import N_, _

VERSION: Final = 1
"""Version of the JSON; raised when a key changes its meaning."""

_SIGNS: Final = {
    State.OK: ("+", N_("good"), "green"),
    State.WARN: ("!", N_("attention"), "yellow"),
    State.FAIL: ("x", N_("fault"), "bold red"),
    State.UNKNOWN: ("?", N_("not known"), "cyan"),
}
"""Symbol, word and colour of each state: the colour alone never says it."""


def failed(checked: Sequence[Checked]) -> bool:
    """Say whether any check failed."""
    return any(each.result.state is State.FAIL for each in checked)


def as_json(desk: Desk, checked: Sequence[Checked]) -> str:
    """Return the answers as JSON with stable keys; see docs/setup.md."""
    answers = [
        {
            "name": each.job.name,
            "subject": each.job.subject,
            "state": each.result.state.value,
            "evidence": each.result.evidence,
            "action": each.result.action,
            "facts": dict(each.result.facts),
        }
        for each in checked
    ]
    report = {
        "version": VERSION,
        "program": dutyroom.__version__,
        "checked_at": desk.clock.now().isoformat(),
        "home": str(desk.places.data),
        "configured": desk.settings is not None,
        "failed": failed(checked),
        "checks": answers,
    }
    return json_text(report, indent=1)


def show(checked: Sequence[Checked], stream: IO[str]) -> None:
    """Print the answers for people: aligned, and coloured where that is wanted.

    Args:
        checked: The answers.
        stream: Where to print.
    """
    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(max_width=24)
    table.add_column(ratio=1, overflow="fold")
    for each in checked:
        sign, word, style = _SIGNS[each.result.state]
        said = Text(printable(each.result.evidence, lines=False))
        if each.result.action:
            said.append(f"\n> {printable(each.result.action, lines=False)}")
        table.add_row(Text(f"{sign} {_(word)}", style), Text(_title(each)), said)
    console.print(table)
    console.print(Text(_sum(checked)))


def _title(checked: Checked) -> str:
    """Return what was looked at."""
    if not checked.job.subject:
        return checked.job.title
    subject = printable(checked.job.subject, lines=False)
    return _("{title}, line {line}").format(title=checked.job.title, line=subject)


def _sum(checked: Sequence[Checked]) -> str:
    """Return the last line: how many stand how."""
    counts = {state: sum(each.result.state is state for each in checked) for state in State}
    return _("Faults: {fail} · attention: {warn} · not known: {unknown} · good: {ok}").format(
        fail=counts[State.FAIL],
        warn=counts[State.WARN],
        unknown=counts[State.UNKNOWN],
        ok=counts[State.OK],
    )
