"""What can keep a document from being made, printed or read: plain sentences for the user."""

from __future__ import annotations


class DocumentError(Exception):
    """A document cannot be made, printed or read; the message says what to do."""
