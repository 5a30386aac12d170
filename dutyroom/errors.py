"""What the user is told in a plain sentence instead of being shown a traceback."""

from __future__ import annotations


class PlainError(Exception):
    """Something that only a person can put right.

    The message is a whole sentence in the user's language: what happened, what
    is safe, what to do next. A command that ends with it ends with exit code 2.
    """
