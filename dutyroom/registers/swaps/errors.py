"""Why a swap is refused, in the user's words."""

from __future__ import annotations

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.phrases import closed, sentences
from dutyroom.standard.roster.swapping import Setback, SwapRefused


class SwapNotPossible(PlainError):  # noqa: N818 - it says what happened
    """What was asked for cannot be; nothing was recorded.

    Attributes:
        setback: Which rule stands against it; None: it is no rule of swaps.
        named: What a decision has to be about to set it aside.
    """

    def __init__(
        self, words: str, setback: Setback | None = None, named: frozenset[str] = frozenset()
    ) -> None:
        """Say why, and that nothing was changed."""
        self.setback = setback
        self.named = named
        super().__init__(sentences((closed(words), _("Nothing was changed."))))


WAIVABLE = frozenset({Setback.PAST, Setback.RUNNING, Setback.BREAKS_RULE})
"""What a decision with reason and name sets aside (article 15)."""


def told(error: SwapRefused) -> SwapNotPossible:
    """Return what the rules refuse as a sentence for the user."""
    return SwapNotPossible(str(error), error.setback, error.named)
