"""Two lines of one desk know nothing of each other."""

from __future__ import annotations

from tests.line.tracking_kit import TrackedLine


def test_two_lines_know_nothing_of_each_other() -> None:
    first, second = TrackedLine(name="a"), TrackedLine(name="b")
    first.ring(1)
    second.lift()
    first.lift()
    second.lay_down()
    assert first.told("acall1") == ["begun", "rang", "answered"]
    assert second.outcome("bcall1") == ("outgoing", "hook")
