"""What a form to be filled in holds; the screen that shows it is loaded when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.widgets.entries import Entry

if TYPE_CHECKING:
    from dutyroom.registers.accounts.access import Access
    from dutyroom.store.session import Session

Values = Mapping[str, str]
"""What stands in a form, by the names of its entries; empty ones are left out."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A form to be filled in.

    Attributes:
        key: The key of its draft: what it is about, and which form it is.
        title: What it is called, translated.
        entries: What is filled in, in order.
        act: Does what the form is for, in the writing thread; may raise a `PlainError`.
            What it returns is what the screen is left with.
        head: What it is about; foreign text in it has passed `shown`.
        start: What stands in it at first.
        first: Name of the entry to begin in; by default the first one.
        check: Says why the values cannot be used, for the user; empty if they can.
        anew: Makes the form of what stands in the registers now, which may have more entries; None
            where there is none any more. Without it a form stays as it was opened.
    """

    key: str
    title: str
    entries: Sequence[Entry]
    act: Callable[[Access, Values], str]
    head: Content = field(default_factory=lambda: Content(""))
    start: Values = field(default_factory=dict)
    first: str = ""
    check: Callable[[Values], str] = lambda _values: ""
    anew: Callable[[Session], Filling | None] | None = None
