"""Argparse in the user's language.

Argparse looks its words up in a catalogue of its own that no system carries in
Chinese. They stand here, so that they are extracted and translated with ours.
"""

from __future__ import annotations

import argparse
from typing import Final

from dutyroom.i18n import N_, _, ngettext

WORDS: Final = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("can't open '%(filename)s': %(error)s"),
)
"""What argparse says about the kinds of arguments that we declare."""


def teach_argparse() -> None:
    """Let argparse look its words up in our catalogue, in the language in force."""
    for name, function in {"_": _, "ngettext": ngettext}.items():
        setattr(argparse, name, function)


def typed(text: str) -> str:
    """Return an argument that names, searches or signs; a file's name may be any bytes.

    Raises:
        argparse.ArgumentTypeError: It holds bytes of another encoding, which no record takes.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(_("it is not UTF-8 text")) from error
    return text
