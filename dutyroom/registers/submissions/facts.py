"""The facts of submissions; their subject is the submission's id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final
from uuid import uuid4

from dutyroom.i18n import N_, _
from dutyroom.store.facts import Fact, JsonValue, Place

SENT: Final = "submission.sent"
NOTICED: Final = "submission.noticed"
RECEIPTED: Final = "submission.receipted"
WITHDRAWN: Final = "submission.withdrawn"


class OccasionKind(StrEnum):
    """What a roster is submitted for."""

    HOLIDAY = "holiday"
    EVENT = "event"


class Way(StrEnum):
    """How something was sent."""

    NETWORK = "network"
    FAX = "fax"
    EMAIL = "email"
    BY_HAND = "by-hand"
    PHONE = "phone"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The way in words."""
        return _(_WAYS[self])


_WAYS: Final = {
    Way.NETWORK: N_("office network"),
    Way.FAX: N_("fax"),
    Way.EMAIL: N_("e-mail"),
    Way.BY_HAND: N_("by hand"),
    Way.PHONE: N_("read out by phone"),
    Way.OTHER: N_("another way"),
}


@dataclass(frozen=True, slots=True)
class About:
    """What a roster was submitted for.

    Attributes:
        kind: Holiday or event.
        label: Its name.
        first: Its first day.
        last: Its last day.
        due: The last day in time, as it was counted then; it never changes afterwards.
    """

    kind: OccasionKind
    label: str
    first: date
    last: date
    due: date


@dataclass(frozen=True, slots=True)
class Sending:
    """How something was sent, and what was given for it.

    Attributes:
        at: When, aware.
        way: How.
        to: To whom.
        receipt: Number of the receipt; empty: none yet.
        received_by: Who received it; empty: not known yet.
    """

    at: datetime
    way: Way
    to: str
    receipt: str = ""
    received_by: str = ""


def new_id() -> str:
    """Return an id for a new submission."""
    return str(uuid4())


def sent(
    submission: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    about: About,
    sending: Sending,
    versions: Sequence[str],
    missing: str = "",
    missing_why: str = "",
) -> Fact:
    """A roster was submitted.

    Args:
        submission: Id of the submission.
        at: When it was noted.
        place: Unit and seat of the desk.
        actor: Who noted it.
        about: What for.
        sending: How.
        versions: Ids of the versions that the roster came from.
        missing: Who is missing in it, in words; empty: it is complete.
        missing_why: Why it is submitted all the same.
    """
    body: dict[str, JsonValue] = {
        "kind": about.kind.value,
        "first": about.first.isoformat(),
        "last": about.last.isoformat(),
        "due": about.due.isoformat(),
        "versions": list(versions),
        **_plain(sending),
    }
    incomplete = _given({"missing": missing, "missing_why": missing_why})
    texts = {"label": about.label, **_texts(sending), **incomplete}
    return Fact(SENT, submission, at, place, actor, body=body, texts=texts)


def noticed(
    submission: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    sending: Sending,
    versions: Sequence[str],
    changes: int,
) -> Fact:
    """A change notice was sent for a submission.

    Args:
        submission: Id of the submission.
        at: When it was noted.
        place: Unit and seat of the desk.
        actor: Who noted it.
        sending: How.
        versions: Ids of the versions that are in force since.
        changes: How many shifts it told of.
    """
    body: dict[str, JsonValue] = {"versions": list(versions), "changes": changes, **_plain(sending)}
    return Fact(NOTICED, submission, at, place, actor, body=body, texts=_texts(sending))


def receipted(
    submission: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    of: str,
    receipt: str,
    received_by: str,
) -> Fact:
    """A receipt came for a submission, or for one of its change notices.

    Args:
        submission: Id of the submission.
        at: When.
        place: Unit and seat of the desk.
        actor: Who noted it.
        of: Id of the change notice; empty: of the submission itself.
        receipt: Its number.
        received_by: Who gave it.
    """
    texts = {"receipt": receipt, "received_by": received_by}
    return Fact(RECEIPTED, submission, at, place, actor, body={"of": of}, texts=_given(texts))


def withdrawn(submission: str, at: datetime, place: Place, *, actor: str, why: str) -> Fact:
    """A submission was noted by mistake; it stays readable and counts no more."""
    return Fact(WITHDRAWN, submission, at, place, actor, texts={"why": why})


def _plain(sending: Sending) -> dict[str, str]:
    """Return what is no free text of a sending."""
    return {"sent_at": sending.at.astimezone(UTC).isoformat(), "way": sending.way.value}


def _texts(sending: Sending) -> dict[str, str]:
    """Return the free texts of a sending."""
    return _given(
        {"to": sending.to, "receipt": sending.receipt, "received_by": sending.received_by}
    )


def _given(texts: dict[str, str]) -> dict[str, str]:
    """Return the texts that are not empty."""
    return {name: text for name, text in texts.items() if text}
