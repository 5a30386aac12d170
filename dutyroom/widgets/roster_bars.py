"""Everybody's part in a burden as bars, before and after a proposal; the wishes it keeps to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from textual.content import Content

from dutyroom.documents.wish_lines import unmet_lines
from dutyroom.i18n import _
from dutyroom.standard.roster.counters import Counter
from dutyroom.standard.roster.fairness import Share, spread
from dutyroom.standard.roster.wishes import Outcome
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.shown import shown

_BAR: Final = 15
"""Cells of the longest bar."""
_NAME, _FIGURE = 9, 9


def bars(
    counter: Counter,
    after: Sequence[Share],
    before: Sequence[Share],
    names: Mapping[str, str],
    place: tuple[int, int],
) -> Content:
    """Return one burden, a line for each person: carried over, share, before and after.

    The bars show how much somebody serves; the mark `|` in it is their share.

    Args:
        counter: The burden.
        after: Everybody's part as proposed.
        before: Everybody's part as the draft has it.
        names: Names by id.
        place: Which of how many burdens it is.
    """
    own = [share for share in after if share.counter is counter]
    old = {share.person: share for share in before if share.counter is counter}
    most = max([1.0, *(max(each.count, each.expected) for each in (*own, *old.values()))])
    lines = [_head(counter.label, place), _evenness(counter, after, before), _titles()]
    for share in sorted(own, key=lambda each: (-each.deviation, each.person)):
        was = old.get(share.person)
        lines.append(_line(share, was.count if was else 0.0, most, names))
    return Content("\n").join(lines)


def wish_page(
    found: Sequence[Outcome],
    labels: Mapping[str, str],
    names: Mapping[str, str],
    place: tuple[int, int],
) -> Content:
    """Return which wishes are not met, each with the duties that go against it.

    Args:
        found: What becomes of each.
        labels: What each kind of shift is called.
        names: Names by id.
        place: Which of how many pages it is.
    """
    unmet = [
        Content.assemble(("- ", "$warning"), shown(line, limit=200))
        for line in unmet_lines(found, labels, names)
    ]
    said = _("Not met:") if unmet else _("Every wish is met.")
    lines = [_head(_("wishes"), place), Content.styled(said, "$foreground 70%"), *unmet]
    return Content("\n").join(lines)


def _head(title: str, place: tuple[int, int]) -> Content:
    """Return what a page is about, and the keys that lead on."""
    more = _("   Left, Right: other burdens; Up, Down: other people")
    return Content.assemble((f"{place[0]}/{place[1]}  {title}", "bold"), (more, "$foreground 60%"))


def _evenness(counter: Counter, after: Sequence[Share], before: Sequence[Share]) -> Content:
    """Return how evenly a burden lies, before and after."""
    worst, mean = spread(after, counter)
    was_worst, was_mean = spread(before, counter)
    words = _(
        "distance from the share, mean / largest: {was:.1f} / {was_worst:.1f} before, "
        "{mean:.1f} / {worst:.1f} after"
    )
    said = words.format(was=was_mean, was_worst=was_worst, mean=mean, worst=worst)
    return Content.styled(said, "$foreground 70%")


def _titles() -> Content:
    """Return the titles of the columns."""
    titles = (_("Name"), _("carried"), _("share"), _("before"), _("after"))
    widths = (_NAME, _FIGURE, _FIGURE, _BAR + 5, _BAR + 5)
    cells = [cell(Content(title), width) for title, width in zip(titles, widths, strict=True)]
    return Content.assemble(*cells).stylize("$foreground 60%")


def _line(share: Share, before: float, most: float, names: Mapping[str, str]) -> Content:
    """Return one person."""
    return Content.assemble(
        cell(shown(names.get(share.person, share.person), limit=8), _NAME),
        cell(Content(f"{share.carried:+.1f}"), _FIGURE),
        cell(Content(f"{share.expected:.1f}"), _FIGURE),
        _bar(before, share.expected, most, "$foreground 50%"),
        _bar(share.count, share.expected, most, "$accent"),
    )


def _bar(count: float, expected: float, most: float, style: str) -> Content:
    """Return a figure and its bar, with the share marked in it."""
    filled = round(count / most * _BAR)
    mark = min(round(max(expected, 0.0) / most * _BAR), _BAR - 1)
    cells = ["#" if at < filled else " " for at in range(_BAR)]
    cells[mark] = "|"
    return Content.assemble(f"{count:3.0f} ", ("".join(cells), style), " ")
