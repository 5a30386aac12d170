"""Who is at the post: in their name is recorded what is done there, and nobody else's.

Light: the picture of the desk holds these values before anything heavy is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AtPost:
    """Somebody at the post.

    Attributes:
        name: Their name.
        person: Their id; empty: a desk without accounts, or somebody outside the register.
        stands_in: The officer in charge has left the post to them (article 15).
    """

    name: str
    person: str = ""
    stands_in: bool = False

    @property
    def key(self) -> str:
        """What tells them from the others at the post."""
        return self.person or self.name

    def is_also(self, other: AtPost) -> bool:
        """Tell whether another one is the same; of a name without an id the name decides."""
        if self.person and other.person:
            return self.person == other.person
        return self.name == other.name


def sits(present: Iterable[AtPost], key: str) -> AtPost | None:
    """Return who sits at the keyboard; None: nobody is on duty.

    Args:
        present: Who is at the post.
        key: Of whoever was there last; nobody else while they are at the post.
    """
    known = tuple(present)
    return next((each for each in known if each.key == key), known[0] if known else None)
