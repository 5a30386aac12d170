"""What a search for a roster is given and what it says, each as one line of JSON."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

import msgspec

from dutyroom.standard.roster.counters import Counter
from dutyroom.standard.roster.solver import Limits, Problem, Progress, Proposal


@dataclass(frozen=True, slots=True)
class Task:
    """A problem, and how its answer is wanted.

    Attributes:
        problem: What is to be rostered.
        limits: How long it may take.
        language: The language of what is said about it.
    """

    problem: Problem
    limits: Limits
    language: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the search says: how far it has come, and in the end what it found."""

    progress: Progress | None = None
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A task as JSON has it: what is carried over stands as a list, not under keys of two parts."""

    task: Task
    carried: tuple[tuple[str, Counter, float], ...]


def line(task: Task) -> bytes:
    """Return a task as a line."""
    carried = tuple((*key, amount) for key, amount in task.problem.carried.items())
    plain = replace(task, problem=replace(task.problem, carried={}))
    return msgspec.json.encode(_Line(plain, carried)) + b"\n"


def task_of(text: bytes) -> Task:
    """Return the task of a line.

    Raises:
        msgspec.DecodeError: It is none.
    """
    read = msgspec.json.decode(text, type=_Line)
    carried = {(person, counter): amount for person, counter, amount in read.carried}
    return replace(read.task, problem=replace(read.task.problem, carried=carried))


def said_line(said: Said) -> bytes:
    """Return what is said as a line; JSON knows no infinity, and null is none."""
    if said.progress is not None:
        bound = max(said.progress.bound, -sys.float_info.max)
        said = replace(said, progress=replace(said.progress, bound=bound))
    return msgspec.json.encode(said) + b"\n"


def said_of(text: bytes) -> Said:
    """Return what a line says.

    Raises:
        msgspec.DecodeError: It says nothing.
    """
    return msgspec.json.decode(text, type=Said)
