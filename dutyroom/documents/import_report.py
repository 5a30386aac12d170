"""What an import would change, in words and for programs."""

from __future__ import annotations

from collections.abc import Iterator

from dutyroom.documents.plain import printable
from dutyroom.i18n import _
from dutyroom.phrases import listed, pair
from dutyroom.registers.sheets.outcome import Change, FieldChange, Preview, State, count
from dutyroom.store.facts import JsonValue


def summary(preview: Preview) -> str:
    """Return how many entries are added, changed and unchanged, and how many rows left out."""
    return _(
        "{added} added, {changed} changed, {unchanged} unchanged, {errors} errors; "
        "nothing is retired because the file does not name it."
    ).format(
        added=count(preview, State.ADDED),
        changed=count(preview, State.CHANGED),
        unchanged=count(preview, State.UNCHANGED),
        errors=len(preview.errors),
    )


def lines(preview: Preview, *, limit: int) -> Iterator[str]:
    """Yield a line for each change, merged text and error, harmless to a terminal.

    Args:
        preview: What would change.
        limit: Most changes, and most errors, that are told one by one.
    """
    changes = [change for change in preview.changes if change.state is not State.UNCHANGED]
    yield from (line(change) for change in changes[:limit])
    yield from _more(len(changes) - limit)
    if preview.ignored:
        names = listed(preview.ignored)
        yield printable(_("Columns left out: {names}").format(names=names), lines=False)
    looked_at = (one.sentence() for one in preview.untaken[:limit])
    yield from (printable(sentence, lines=False) for sentence in looked_at)
    yield from _more(len(preview.untaken) - limit)
    errors = (error.sentence() for error in preview.errors[:limit])
    yield from (printable(sentence, lines=False) for sentence in errors)
    yield from _more(len(preview.errors) - limit)


def as_json(preview: Preview, *, imported: bool) -> dict[str, JsonValue]:
    """Return the whole preview as plain values.

    Args:
        preview: What would change, or has changed.
        imported: Whether it was carried out.
    """
    return {
        "imported": imported,
        "added": count(preview, State.ADDED),
        "changed": count(preview, State.CHANGED),
        "unchanged": count(preview, State.UNCHANGED),
        "changes": [_object(c) for c in preview.changes if c.state is not State.UNCHANGED],
        "errors": [
            {"row": one.row, "field": one.field, "text": one.text, "reason": one.reason}
            for error in preview.errors
            for one in error.each()
        ],
        "ignored": list(preview.ignored),
        "merged": [one.as_object() for one in preview.untaken],
    }


def _more(count: int) -> Iterator[str]:
    """Yield how many are not told."""
    if count > 0:
        yield _("... and {count} more").format(count=count)


def line(change: Change) -> str:
    """Return one change, harmless to a terminal.

    `+` is a new entry, `~` a changed one with old and new, `=` one that stays as it is.
    """
    return printable(_line(change), lines=False)


def _line(change: Change) -> str:
    """Return one change as it is written."""
    who = change.title()
    if change.state is State.UNCHANGED:
        return f"= {who}"
    if change.state is State.ADDED:
        said = listed(f"{change.label(one.field)} {_new(change, one)}" for one in change.fields)
        return pair(f"+ {who}", said) if said else f"+ {who}"
    nothing = _("(empty)")
    said = listed(
        f"{change.label(one.field)} {change.words(one.field, one.old) or nothing} -> "
        f"{_new(change, one)}"
        for one in change.fields
    )
    return pair(f"~ {who}", said)


def _new(change: Change, field: FieldChange) -> str:
    """Return what a field will hold, as the user reads it."""
    return change.words(field.field, field.new)


def _object(change: Change) -> JsonValue:
    """Return one change as plain values."""
    return {
        "state": change.state.value,
        **change.identity(),
        "rows": list(change.rows),
        "fields": {one.field: {"old": one.old, "new": one.new} for one in change.fields},
    }
