"""A yes on the terminal before something is done that somebody may regret."""

from __future__ import annotations

import sys

from dutyroom.i18n import _


def agreed(question: str) -> bool:
    """Ask on the terminal; anything but a yes is a no, and it is said that nothing was changed.

    Args:
        question: What is asked, with the answers there are.
    """
    try:
        yes = input(question).strip().lower() in {"y", "yes", "是"}
    except EOFError:
        yes = False
    if not yes:
        print(_("Nothing was changed."), file=sys.stderr)
    return yes
