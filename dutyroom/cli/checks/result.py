"""What a check says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Fact: TypeAlias = str | int | float | bool | list[str] | None
"""A measured value, as JSON holds it."""


class State(StrEnum):
    """How a thing stands; what could not be measured is never `OK`."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one question.

    Attributes:
        state: How it stands.
        evidence: What was measured, in a sentence or two in the user's language.
        action: What to do; empty where nothing is to be done.
        facts: The same measurements for programs, by stable names.
    """

    state: State
    evidence: str
    action: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """One question to this desk.

    Attributes:
        name: The check, stable: `serial`, `database`, …
        title: The same for people, translated.
        ask: Finds the answer; may wait.
        subject: What it is asked of, where there are several: a line's name.
        seconds: How long the answer may take; 0: as long as all others.
    """

    name: str
    title: str
    ask: Callable[[], Result]
    subject: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Checked:
    """A question with its answer."""

    job: Job
    result: Result
