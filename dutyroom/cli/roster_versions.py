"""The published versions on the command line: the list, and how two of them differ."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date

from dutyroom.cli.duty_room import DutyRoom
from dutyroom.documents.json_text import json_text
from dutyroom.documents.plain import printable
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.roster.comparing import Comparison
from dutyroom.registers.roster.rows import VersionRow
from dutyroom.standard.clocks import minute
from dutyroom.standard.roster.comparing import Change

NO = 1
"""Exit code where nothing is published."""


def listed(room: DutyRoom, span: tuple[date, date], arguments: argparse.Namespace) -> int:
    """Print the versions that touch some days, the newest first."""
    found = room.versions(*span)
    said = room.on_word(found)
    if arguments.json:
        print(json_text([_version(row, said) for row in found]))
    elif not found:
        print(_("Nothing is published for these days."), file=sys.stderr)
    for row in [] if arguments.json else found:
        words = f"{row.number:>3}  {row.first} - {row.last}  {minute(row.published_at)}  {row.by}"
        told = "  ".join(each for each in (words, row.why, said[row.id]) if each)
        print(f"{printable(told, lines=False)}  {row.id}")
    return 0 if found else NO


def compare(room: DutyRoom, span: tuple[date, date], arguments: argparse.Namespace) -> int:
    """Print the shifts in which two versions differ: who went out and who came in.

    Raises:
        PlainError: It is not clear which versions are meant.
    """
    versions = room.versions(*span)
    one, other = (named(versions, word) for word in (arguments.one, arguments.other))
    found = room.compared(one, other)
    if found is None or found.days is None:
        raise PlainError(_("These versions have no day in common."))
    if arguments.json:
        print(json_text(_comparison(found, room.on_word((found.before, found.after)))))
        return 0
    words = _("Version {old} of {before} against version {new} of {after}, {first} - {last}:")
    print(
        words.format(
            old=found.before.number,
            before=minute(found.before.published_at),
            new=found.after.number,
            after=minute(found.after.published_at),
            first=found.days[0],
            last=found.days[1],
        )
    )
    for change in found.changes:
        print(printable(_line(change, found), lines=False))
    if not found.changes:
        print(_("Nothing differs."))
    return 0


def named(versions: Sequence[VersionRow], word: str) -> VersionRow:
    """Return the version of a number or of an id.

    Raises:
        PlainError: There is none, or more than one.
    """
    fitting = [row for row in versions if word in {row.id, str(row.number)}]
    if not fitting:
        words = _(
            "No version “{word}” is published for these days; "
            "`dutyroom roster versions` lists them."
        )
        raise PlainError(words.format(word=word))
    if len(fitting) > 1:
        words = _(
            "Several periods of these days have a version {word}; "
            "name it by its id from `dutyroom roster versions`."
        )
        raise PlainError(words.format(word=word))
    return fitting[0]


def _line(change: Change, found: Comparison) -> str:
    """Return a shift that differs in words."""
    slot = change.slot
    label = found.labels.get(slot.shift, slot.shift)
    nobody = "--"
    out = "、".join(found.names.get(one, one) for one in change.gone) or nobody
    come = "、".join(found.names.get(one, one) for one in change.come) or nobody
    if change.added or change.dropped:
        words = _("new shift: {come}") if change.added else _("shift dropped: {out}")
    else:
        words = _("out {out}, in {come}")
    return f"{slot.day}  {label}  {words.format(out=out, come=come)}"


def _version(row: VersionRow, said: Mapping[str, str]) -> dict[str, object]:
    """Return a version for programs, and on whose word it was published; empty: by their role."""
    return {
        "id": row.id,
        "number": row.number,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "since": row.since.isoformat(),
        "published_at": row.published_at.isoformat(),
        "by": row.by,
        "why": row.why,
        "source": row.source,
        "on_word": said[row.id],
    }


def _comparison(found: Comparison, said: Mapping[str, str]) -> dict[str, object]:
    """Return a comparison for programs."""

    def people(persons: Sequence[str]) -> list[dict[str, str]]:
        return [{"id": one, "name": found.names.get(one, "")} for one in persons]

    return {
        "before": _version(found.before, said),
        "after": _version(found.after, said),
        "changes": [
            {
                "slot": change.slot.id,
                "day": change.slot.day.isoformat(),
                "shift": change.slot.shift,
                "label": found.labels.get(change.slot.shift, ""),
                "role": change.slot.role.value,
                "out": people(change.gone),
                "in": people(change.come),
                "added": change.added,
                "dropped": change.dropped,
            }
            for change in found.changes
        ],
    }
