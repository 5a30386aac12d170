"""The program's way in: what is common to every subcommand.

Nothing heavy is imported here; the module of a subcommand is, when it is named.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import dutyroom
from dutyroom import i18n
from dutyroom.cli.table import COMMANDS, DEFAULT, Command, named
from dutyroom.cli.words import teach_argparse
from dutyroom.config import load_settings, places
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

LANGUAGE_VARIABLE: Final = "DUTYROOM_LANG"

EXIT_PLAIN_ERROR: Final = 2
"""Something only a person can put right; a sentence on standard error says what."""
EXIT_INTERRUPTED: Final = 130
EXIT_BROKEN_PIPE: Final = 141

_OUTPUT_REFUSED: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What a file or device says that takes no more output."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the subcommand that is named, or the console.

    Args:
        argv: The arguments without the program's name; the process's by default.

    Returns:
        The exit code: 0, or what the command says; 2 where a plain sentence on
        standard error says what is wrong; 130 interrupted; 141 the reader of
        the output has gone.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    _spare_the_terminal()
    try:
        return _run(words)
    except PlainError as error:
        print(_readable(str(error)), file=sys.stderr)
        return EXIT_PLAIN_ERROR
    except BrokenPipeError:
        _write_into_nothing()
        return EXIT_BROKEN_PIPE
    except OSError as error:
        if error.errno not in _OUTPUT_REFUSED or error.filename is not None:
            raise  # no file of the desk: those are opened by name and have sentences of their own
        _write_into_nothing()
        print(_output_refused(error), file=sys.stderr)
        return EXIT_PLAIN_ERROR
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _write_into_nothing() -> None:
    """Let the interpreter's flush at exit go nowhere, or it would complain after all."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _output_refused(error: OSError) -> str:
    """Return the sentence for an output that takes no more."""
    return _(
        "The output could not be written: {reason}. Nothing of this desk was lost by it. Write it "
        "to another place and do it again."
    ).format(reason=os_reason(error))


def _run(words: list[str]) -> int:
    """Choose the language, read the arguments and run the command."""
    common, rest = _first_look().parse_known_args(words)
    _choose_language(common.lang, Path(common.home) if common.home else None)
    teach_argparse()
    if _means_default(rest):
        words, rest = [DEFAULT.name, *words], [DEFAULT.name]
    command = named(rest[0])
    parser, of_command = _parser(command)
    if command is None:
        parser.parse_args(words)  # help, the version or a complaint: it ends the program
        return 0
    module = command.load()
    module.add_arguments(of_command)
    status = module.run(parser.parse_args(words))
    sys.stdout.flush()  # here, where a broken pipe is still caught
    return status


def _first_look() -> argparse.ArgumentParser:
    """Return a parser of the common options that never complains."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--home", nargs="?")
    parser.add_argument("--lang", nargs="?")
    return parser


def _means_default(rest: Sequence[str]) -> bool:
    """Say whether the default command is meant, given the arguments less the common options."""
    if not rest:
        return True
    return rest[0].startswith("-") and rest[0] not in {"-h", "--help", "--version"}


def _choose_language(asked: str | None, home: Path | None) -> None:
    """Choose the language: as asked, as the environment says, as set up, Chinese."""
    wanted = asked or os.environ.get(LANGUAGE_VARIABLE, "")
    if wanted not in i18n.LANGUAGES:
        wanted = _language_set_up(home)
    try:
        i18n.use(wanted)
    except OSError:
        i18n.use("en")  # a lost catalogue is no reason to leave the line unattended


def _language_set_up(home: Path | None) -> str:
    """Return the language of the settings, or the default where they say nothing usable."""
    try:
        settings = load_settings(places(home).config)
    except PlainError:
        settings = None  # the command itself reads them and says what is wrong
    return settings.interface.language if settings else i18n.LANGUAGES[0]


def _common_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options that stand before or after the command's name."""
    nothing = argparse.SUPPRESS  # so that the one place does not overwrite the other
    parser.add_argument(
        "--home",
        metavar=_("DIR"),
        type=Path,
        default=nothing,
        help=_("folder of the settings, the database and the recordings"),
    )
    parser.add_argument(
        "--lang",
        choices=i18n.LANGUAGES,
        metavar="{zh,en}",  # the third only serves those who translate
        default=nothing,
        help=_("language of the interface"),
    )


def _parser(command: Command | None) -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """Return the whole program's parser, and within it the one of a command.

    Without a command both are the whole program's.
    """
    parser = argparse.ArgumentParser(
        prog="dutyroom",
        description=_("The console of the duty room: every call logged and recorded."),
        allow_abbrev=False,
    )
    parser.set_defaults(home=None, lang=None)
    version = f"dutyroom {dutyroom.__version__}"
    parser.add_argument(
        "--version", action="version", version=version, help=_("show the version and exit")
    )
    _common_options(parser)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    chosen = parser
    for each in COMMANDS:
        text = _(each.help)
        of_each = commands.add_parser(each.name, help=text, description=text, allow_abbrev=False)
        _common_options(of_each)
        chosen = of_each if each is command else chosen
    return parser, chosen


def _readable(sentence: str) -> str:
    """Return a sentence without what a terminal would obey: it may quote a file or a name."""
    return "".join(each for each in sentence if each.isprintable() or each in "\n\u3000")


def _spare_the_terminal() -> None:
    """Show what a terminal's encoding lacks as `?`, rather than fail on a name.

    A stream that was closed before the start, as some services do, is given nothing to write to.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
