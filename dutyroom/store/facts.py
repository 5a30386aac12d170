"""What arrives or is decided, before it is written anywhere.

A fact is the only thing that ever changes a register. It is spooled, appended
to the journal and projected into readable rows, always under the same id, so
that writing it twice is the same as writing it once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, TypeAlias, cast
from uuid import UUID, uuid4

JsonValue: TypeAlias = bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"] | None
"""What the body of a fact may hold."""

KEEPER: Final = "keeper"
"""The actor of facts that the line keeper records by itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact comes from: every row carries it, so that units can be merged.

    Attributes:
        unit: Short code of the unit.
        line: Name of the line, empty where no line is concerned.
        seat: Name of the seat, empty until there are several.
    """

    unit: str
    line: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that arrived or was decided.

    Attributes:
        kind: What happened, as `register.verb`, for instance `call.answered`.
        subject: Id of the thing it happened to, for instance of the call.
        occurred_at: When it happened, aware, kept in UTC.
        place: Unit, line and seat.
        actor: Who did it: an officer's name or id, or `KEEPER`.
        body: Plain values without free text; stands in the journal for ever.
        texts: Free text by field name; can be purged, its hash cannot.
        id: The id under which it is written at most once.
    """

    kind: str
    subject: str
    occurred_at: datetime
    place: Place
    actor: str = KEEPER
    body: Mapping[str, JsonValue] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid4)

    def to_json(self) -> str:
        """Return the fact as one line of canonical JSON, for the spool."""
        return canonical(
            {
                "actor": self.actor,
                "body": dict(self.body),
                "id": str(self.id),
                "kind": self.kind,
                "line": self.place.line,
                "occurred_at": self.occurred_at.astimezone(UTC).isoformat(),
                "seat": self.place.seat,
                "subject": self.subject,
                "texts": dict(self.texts),
                "unit": self.place.unit,
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Fact:
        """Read a fact back from its JSON.

        Raises:
            ValueError: The text is not a fact.
        """
        try:
            raw = json.loads(text)
            return cls(
                kind=str(raw["kind"]),
                subject=str(raw["subject"]),
                occurred_at=datetime.fromisoformat(raw["occurred_at"]),
                place=Place(str(raw["unit"]), str(raw["line"]), str(raw["seat"])),
                actor=str(raw["actor"]),
                body=cast("dict[str, JsonValue]", dict(raw["body"])),
                texts={str(key): str(value) for key, value in raw["texts"].items()},
                id=UUID(raw["id"]),
            )
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a fact: {error}") from error


def canonical(value: JsonValue) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, real characters."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
